package org.becas.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

import org.becas.office.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The staff's accounts. An account is made, or its password set anew, with a one-time
 * link that whoever can start commands on the server hands out; nothing else makes one.
 */
@Repository
public class Accounts implements UserDetailsService {

	/** How long a one-time link can be used. */
	public static final Duration LINK_LIFETIME = Duration.ofHours(24);

	/** Characters a password has at least. */
	static final int SHORTEST_PASSWORD = 10;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient jdbc;

	private final PasswordEncoder passwords;

	private final Clock clock;

	Accounts(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
		this.jdbc = jdbc;
		this.passwords = passwords;
		this.clock = clock;
	}

	public boolean none() {
		return this.jdbc.sql("SELECT count(*) FROM account").query(Integer.class).single() == 0;
	}

	/**
	 * Makes a one-time link and forgets those that ran out.
	 * @return path and query below the public address
	 */
	@Transactional
	public String newLink() {
		long now = this.clock.millis();
		this.jdbc.sql("DELETE FROM account_link WHERE expires_at < :now").param("now", now).update();
		String token = randomToken();
		this.jdbc.sql("INSERT INTO account_link (token_hash, expires_at) VALUES (:hash, :expires)")
			.param("hash", hash(token))
			.param("expires", now + LINK_LIFETIME.toMillis())
			.update();
		return "/cuenta?enlace=" + token;
	}

	/** Whether a one-time link can still be used. */
	boolean usable(String token) {
		return this.jdbc.sql("SELECT count(*) FROM account_link WHERE token_hash = :hash AND expires_at >= :now")
			.param("hash", hash(token))
			.param("now", this.clock.millis())
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * Uses up a one-time link: makes the account, or sets its password if there is one of
	 * that name.
	 * @return false if the link cannot be used any more
	 */
	@Transactional
	boolean setPassword(String token, String name, String password) {
		int used = this.jdbc.sql("DELETE FROM account_link WHERE token_hash = :hash AND expires_at >= :now")
			.param("hash", hash(token))
			.param("now", this.clock.millis())
			.update();
		if (used == 1) {
			save(name, password);
		}
		return used == 1;
	}

	/** Makes an account with a password of its own, for a demonstration. */
	public String makeWithRandomPassword(String name) {
		String password = randomToken().substring(0, 12);
		save(name, password);
		return password;
	}

	@Override
	public UserDetails loadUserByUsername(String name) {
		return this.jdbc.sql("SELECT name, password FROM account WHERE name = :name")
			.param("name", name.strip())
			.query((row, n) -> User.withUsername(row.getString("name"))
				.password(row.getString("password"))
				.roles("STAFF")
				.build())
			.optional()
			.orElseThrow(() -> new UsernameNotFoundException(name));
	}

	private void save(String name, String password) {
		this.jdbc.sql("""
				INSERT INTO account (name, password, created_at) VALUES (:name, :password, :now)
				ON CONFLICT (name) DO UPDATE SET password = excluded.password
				""")
			.param("name", name.strip())
			.param("password", this.passwords.encode(password))
			.param("now", this.clock.millis())
			.update();
	}

	private static String randomToken() {
		byte[] bytes = new byte[24];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String hash(String token) {
		return Sha256.of(token);
	}

}
