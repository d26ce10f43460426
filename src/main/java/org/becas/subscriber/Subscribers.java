package org.becas.subscriber;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.becas.mail.EmailAddress;
import org.becas.mail.SigningKey;
import org.becas.offer.Level;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Consent.Kind;
import org.becas.subscriber.Consent.Trace;
import org.becas.subscriber.Subscriber.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where subscribers are kept, each change with the consent it rests on.
 */
@Repository
public class Subscribers {

	/** {@code templates/mail/confirm} promises it. */
	private static final Duration FOR_CONFIRMING = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final SigningKey key;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	public Subscribers(JdbcClient jdbc, SigningKey key, Clock clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.key = key;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Notes that somebody has asked for the bulletin. Who has not got it now waits for
	 * the confirmation; who has it keeps what they have, since anybody may write any
	 * address into a form.
	 */
	@Transactional
	Subscriber ask(EmailAddress email, @Nullable String name, Set<Level> levels, Locale language,
			PrivacyNotice.Text notice, Trace trace) {
		forgetUnconfirmed();
		Optional<Subscriber> known = find(email);
		if (known.isPresent() && List.of(Status.ACTIVE, Status.PAUSED).contains(known.get().status())) {
			return known.get();
		}
		long now = this.clock.millis();
		long id = this.jdbc.sql("""
				INSERT INTO subscriber (email, email_key, name, levels, language, status, since, changed_at)
				VALUES (:email, :key, :name, :levels, :language, 'PENDING', :now, :now)
				ON CONFLICT (email_key) DO UPDATE SET email = excluded.email, name = excluded.name,
				  levels = excluded.levels, language = excluded.language, status = 'PENDING', reason = NULL,
				  changed_at = excluded.changed_at
				RETURNING id
				""")
			.param("email", email.toString())
			.param("key", email.key())
			.param("name", name)
			.param("levels", Level.join(orAll(levels)))
			.param("language", language.toLanguageTag())
			.param("now", now)
			.query(Long.class)
			.single();
		keep(notice, now);
		record(id, Kind.ASKED, orAll(levels), notice.sha256(), trace, null);
		return get(id);
	}

	/**
	 * Makes a waiting subscription count, and lifts what kept the address from getting
	 * mail: the letter with the link has arrived, and its owner has asked. A second time
	 * changes nothing.
	 */
	@Transactional
	void confirm(long id, PrivacyNotice.Text notice, Trace trace) {
		Subscriber subscriber = get(id);
		if (subscriber.status() != Status.PENDING) {
			return;
		}
		become(id, Status.ACTIVE, null);
		this.jdbc.sql("DELETE FROM suppression WHERE address_hash = :hash")
			.param("hash", hash(subscriber.email()))
			.update();
		keep(notice, this.clock.millis());
		record(id, Kind.CONFIRMED, subscriber.levels(), notice.sha256(), trace, null);
	}

	/**
	 * Takes in somebody who consented elsewhere.
	 * @return whether they are new; who is known keeps what they have
	 * @throws IllegalArgumentException if the address is not to be written to
	 */
	boolean admit(EmailAddress email, @Nullable String name, Set<Level> levels, Locale language, Instant consentAt,
			String evidence) {
		Optional<Subscriber> known = find(email);
		if (known.isPresent() && known.get().status() == Status.LEFT || suppressed(email)) {
			throw new IllegalArgumentException(
					"%s se dio de baja o no recibe correo; solo su dueño puede volver a inscribirla".formatted(email));
		}
		if (known.isPresent() && known.get().status() != Status.PENDING) {
			return false;
		}
		long id = this.jdbc.sql("""
				INSERT INTO subscriber (email, email_key, name, levels, language, status, since, changed_at)
				VALUES (:email, :key, :name, :levels, :language, 'ACTIVE', :since, :now)
				ON CONFLICT (email_key) DO UPDATE SET name = excluded.name, levels = excluded.levels, status = 'ACTIVE',
				  changed_at = excluded.changed_at
				RETURNING id
				""")
			.param("email", email.toString())
			.param("key", email.key())
			.param("name", name)
			.param("levels", Level.join(orAll(levels)))
			.param("language", language.toLanguageTag())
			.param("since", consentAt.toEpochMilli())
			.param("now", this.clock.millis())
			.query(Long.class)
			.single();
		record(id, Kind.IMPORTED, orAll(levels), null, Trace.IMPORT, evidence);
		return true;
	}

	/** Changes what somebody reads about and how they are greeted. */
	@Transactional
	void change(long id, @Nullable String name, Set<Level> levels, Trace trace) {
		this.jdbc.sql("UPDATE subscriber SET name = :name, levels = :levels, changed_at = :now WHERE id = :id")
			.param("name", name)
			.param("levels", Level.join(orAll(levels)))
			.param("now", this.clock.millis())
			.param("id", id)
			.update();
		record(id, Kind.CHANGED, orAll(levels), null, trace, null);
	}

	/** No bulletin until {@link #resume}. */
	@Transactional
	void pause(long id, Trace trace) {
		move(id, Status.ACTIVE, Status.PAUSED, Kind.PAUSED, trace);
	}

	@Transactional
	void resume(long id, Trace trace) {
		move(id, Status.PAUSED, Status.ACTIVE, Kind.RESUMED, trace);
	}

	/** Ends a subscription. A second time changes nothing. */
	@Transactional
	public void leave(long id, Channel channel) {
		leave(id, new Trace(channel, null, null));
	}

	@Transactional
	void leave(long id, Trace trace) {
		Subscriber subscriber = get(id);
		if (subscriber.status() != Status.LEFT) {
			become(id, Status.LEFT, null);
			record(id, Kind.LEFT, subscriber.levels(), null, trace, null);
		}
	}

	/**
	 * Writes no more to an address that does not exist or does not want us.
	 * @param reason for people, such as the relay's answer
	 */
	@Transactional
	public void suspend(long id, String reason) {
		find(id).ifPresent((subscriber) -> {
			become(id, Status.SUSPENDED, reason);
			suppress(subscriber.email(), "BOUNCED");
		});
	}

	/**
	 * Deletes everything that names a person (Ley 1581 de 2012, art. 8 e). What stays is
	 * a keyed hash of the address, so that no import brings it back, and the consent
	 * events, which name nobody.
	 */
	@Transactional
	void erase(long id, Trace trace) {
		Subscriber subscriber = get(id);
		record(id, Kind.ERASED, subscriber.levels(), null, trace, null);
		suppress(subscriber.email(), "ERASED");
		this.jdbc.sql("DELETE FROM subscriber WHERE id = :id").param("id", id).update();
		this.events.publishEvent(new SubscriberErased(id, hash(subscriber.email())));
	}

	/**
	 * Deletes everything that names a person, at the office.
	 * @return whether there was anybody of that address
	 */
	@Transactional
	public boolean erase(EmailAddress email) {
		Optional<Subscriber> known = find(email);
		known.ifPresent((subscriber) -> erase(subscriber.id(), Trace.OFFICE));
		return known.isPresent();
	}

	/**
	 * Whether a letter may be asked for now: one address is not written to again and
	 * again because somebody types it into a form.
	 */
	@Transactional
	boolean mayMail(long id) {
		return this.jdbc.sql("""
				UPDATE subscriber SET mailed_at = :now WHERE id = :id AND (mailed_at IS NULL OR mailed_at < :before)
				""")
			.param("now", this.clock.millis())
			.param("before", this.clock.millis() - 600_000)
			.param("id", id)
			.update() == 1;
	}

	/** Lets the letter be asked for again at once, since it did not leave. */
	@Transactional
	void mailFailed(long id) {
		this.jdbc.sql("UPDATE subscriber SET mailed_at = NULL WHERE id = :id").param("id", id).update();
	}

	/** Whether the address is to be left alone. */
	public boolean suppressed(EmailAddress email) {
		return this.jdbc.sql("SELECT count(*) FROM suppression WHERE address_hash = :hash")
			.param("hash", hash(email))
			.query(Integer.class)
			.single() > 0;
	}

	/** Which of these addresses are to be left alone. */
	public Set<EmailAddress> suppressed(Collection<EmailAddress> emails) {
		if (emails.isEmpty()) {
			return Set.of();
		}
		Map<String, EmailAddress> hashes = new HashMap<>();
		emails.forEach((email) -> hashes.put(hash(email), email));
		return this.jdbc.sql("SELECT address_hash FROM suppression WHERE address_hash IN (:hashes)")
			.param("hashes", hashes.keySet())
			.query(String.class)
			.list()
			.stream()
			.map(hashes::get)
			.collect(Collectors.toSet());
	}

	/**
	 * @throws IllegalArgumentException if there is nobody of that number
	 */
	public Subscriber get(long id) {
		return find(id).orElseThrow(() -> new IllegalArgumentException("No hay ningún suscriptor con el número " + id));
	}

	public Optional<Subscriber> find(long id) {
		return this.jdbc.sql("SELECT * FROM subscriber WHERE id = :id")
			.param("id", id)
			.query(Subscribers::subscriber)
			.optional();
	}

	/**
	 * When somebody's subscription last changed, by their own hand or by ours.
	 * @throws IllegalArgumentException if there is nobody of that number
	 */
	public Instant changedAt(long id) {
		return this.jdbc.sql("SELECT changed_at FROM subscriber WHERE id = :id")
			.param("id", id)
			.query((row, n) -> Instant.ofEpochMilli(row.getLong("changed_at")))
			.optional()
			.orElseThrow(() -> new IllegalArgumentException("No hay ningún suscriptor con el número " + id));
	}

	public Optional<Subscriber> find(EmailAddress email) {
		return this.jdbc.sql("SELECT * FROM subscriber WHERE email_key = :key")
			.param("key", email.key())
			.query(Subscribers::subscriber)
			.optional();
	}

	/** Everybody, in the order of their numbers, one after the other. */
	public void each(Consumer<Subscriber> action) {
		this.jdbc.sql("SELECT * FROM subscriber ORDER BY id").withFetchSize(500).query((row) -> {
			action.accept(subscriber(row, 0));
		});
	}

	/** Where those subscriptions stand now; who was erased is not in it. */
	public Map<Long, Status> statuses(Collection<Long> ids) {
		Map<Long, Status> statuses = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("SELECT id, status FROM subscriber WHERE id IN (:ids)").param("ids", ids).query((row) -> {
				statuses.put(row.getLong("id"), Status.valueOf(row.getString("status")));
			});
		}
		return statuses;
	}

	/**
	 * Those whose address or name holds the words, newest first.
	 * @param status or null for any
	 */
	public List<Subscriber> list(String words, @Nullable Status status, int offset, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM subscriber WHERE (email_key LIKE :words ESCAPE '!' OR lower(name) LIKE :words ESCAPE '!')
				  AND status LIKE :status ORDER BY id DESC LIMIT :limit OFFSET :offset
				""")
			.param("words", like(words))
			.param("status", (status != null) ? status.name() : "%")
			.param("limit", limit)
			.param("offset", offset)
			.query(Subscribers::subscriber)
			.list();
	}

	/** How many there are in each state. */
	public Map<Status, Integer> totals() {
		Map<Status, Integer> totals = new java.util.EnumMap<>(Status.class);
		this.jdbc.sql("SELECT status, count(*) AS n FROM subscriber GROUP BY status").query((row) -> {
			totals.put(Status.valueOf(row.getString("status")), row.getInt("n"));
		});
		return totals;
	}

	/** What somebody allowed and took back, oldest first. */
	public List<Consent> consents(long id) {
		return this.jdbc.sql("""
				SELECT e.*, t.version FROM consent_event e LEFT JOIN consent_text t ON t.sha256 = e.text_sha256
				WHERE e.subscriber_id = :id ORDER BY e.id
				""")
			.param("id", id)
			.query((row, n) -> new Consent(Kind.valueOf(row.getString("kind")), Level.split(row.getString("levels")),
					row.getString("version"), row.getString("text_sha256"), Instant.ofEpochMilli(row.getLong("at")),
					Channel.valueOf(row.getString("channel")), row.getString("ip_hash"), row.getString("user_agent"),
					row.getString("evidence")))
			.list();
	}

	/**
	 * Forgets who asked a week ago and never confirmed, as the letter promised them.
	 * @return how many
	 */
	@Transactional
	public int forgetUnconfirmed() {
		return this.jdbc.sql("DELETE FROM subscriber WHERE status = 'PENDING' AND changed_at < :before")
			.param("before", this.clock.instant().minus(FOR_CONFIRMING).toEpochMilli())
			.update();
	}

	private void move(long id, Status from, Status to, Kind kind, Trace trace) {
		Subscriber subscriber = get(id);
		if (subscriber.status() == from) {
			become(id, to, null);
			record(id, kind, subscriber.levels(), null, trace, null);
		}
	}

	private void become(long id, Status status, @Nullable String reason) {
		this.jdbc.sql("UPDATE subscriber SET status = :status, reason = :reason, changed_at = :now WHERE id = :id")
			.param("status", status.name())
			.param("reason", reason)
			.param("now", this.clock.millis())
			.param("id", id)
			.update();
	}

	private void suppress(EmailAddress email, String reason) {
		this.jdbc.sql("""
				INSERT INTO suppression (address_hash, reason, at) VALUES (:hash, :reason, :now)
				ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason, at = excluded.at
				""").param("hash", hash(email)).param("reason", reason).param("now", this.clock.millis()).update();
	}

	private void keep(PrivacyNotice.Text notice, long now) {
		this.jdbc.sql("""
				INSERT INTO consent_text (sha256, version, text, first_shown) VALUES (:sha256, :version, :text, :now)
				ON CONFLICT DO NOTHING
				""")
			.param("sha256", notice.sha256())
			.param("version", notice.version())
			.param("text", notice.text())
			.param("now", now)
			.update();
	}

	private void record(long id, Kind kind, Set<Level> levels, @Nullable String sha256, Trace trace,
			@Nullable String evidence) {
		this.jdbc.sql("""
				INSERT INTO consent_event (subscriber_id, kind, purpose, levels, text_sha256, at, channel, ip_hash,
				  user_agent, evidence)
				VALUES (:id, :kind, :purpose, :levels, :sha256, :at, :channel, :ip, :agent, :evidence)
				""")
			.param("id", id)
			.param("kind", kind.name())
			.param("purpose", Consent.PURPOSE)
			.param("levels", Level.join(levels))
			.param("sha256", sha256)
			.param("at", this.clock.millis())
			.param("channel", trace.channel().name())
			.param("ip", (trace.ip() != null) ? this.key.sign("ip", trace.ip()) : null)
			.param("agent", clipped(trace.userAgent()))
			.param("evidence", evidence)
			.update();
	}

	private String hash(EmailAddress email) {
		return this.key.sign("address", email.key());
	}

	private static Set<Level> orAll(Set<Level> levels) {
		return levels.isEmpty() ? Set.of(Level.values()) : levels;
	}

	private static @Nullable String clipped(@Nullable String text) {
		return (text != null && text.length() > 300) ? text.substring(0, 300) : text;
	}

	private static String like(String words) {
		return "%" + words.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
	}

	private static Subscriber subscriber(ResultSet row, int n) throws SQLException {
		return new Subscriber(row.getLong("id"), EmailAddress.of(row.getString("email")), row.getString("name"),
				Level.split(row.getString("levels")), Locale.forLanguageTag(row.getString("language")),
				Status.valueOf(row.getString("status")), Instant.ofEpochMilli(row.getLong("since")),
				row.getString("reason"));
	}

}
