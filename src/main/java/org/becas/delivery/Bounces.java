package org.becas.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.becas.bounce.Notice;
import org.becas.bounce.Notice.Kind;
import org.becas.mail.EmailAddress;
import org.becas.subscriber.SubscriberErased;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came back, beside the ledger: a letter that a relay took may still return. */
@Repository
public class Bounces {

	/**
	 * After so many editions in a row that did not arrive the address is left alone.
	 */
	static final int PATIENCE = 3;

	private static final String SELECT = """
			SELECT b.*, d.edition, d.email FROM bounce b JOIN delivery d ON d.id = b.delivery_id
			""";

	private final JdbcClient jdbc;

	public Bounces(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Keeps what a message says of a delivery.
	 * @param hash of the message
	 * @param answer the server's words that may be kept
	 * @return false if this message is kept already
	 */
	boolean keep(String hash, Delivery delivery, Notice notice, String answer, Instant now) {
		return this.jdbc.sql("""
				INSERT INTO bounce (message_hash, delivery_id, subscriber_id, at, kind, status, answer)
				VALUES (:hash, :delivery, :subscriber, :now, :kind, :status, :answer) ON CONFLICT DO NOTHING
				""")
			.param("hash", hash)
			.param("delivery", delivery.id())
			.param("subscriber", delivery.subscriber())
			.param("now", now.toEpochMilli())
			.param("kind", notice.kind().name())
			.param("status", notice.status())
			.param("answer", answer)
			.update() == 1;
	}

	/**
	 * Whether the last {@link #PATIENCE} letters that relays took for somebody all came
	 * back for a reason that may pass.
	 * @param since what came back before counts no more
	 */
	boolean again(long subscriber, Instant since) {
		return this.jdbc.sql("""
				SELECT count(*) FROM (SELECT id FROM delivery WHERE subscriber_id = :subscriber AND state = 'ACCEPTED'
				    ORDER BY edition DESC LIMIT :patience) latest
				WHERE EXISTS (SELECT 1 FROM bounce b WHERE b.delivery_id = latest.id AND b.kind IN ('SOFT', 'FULL')
				    AND b.at > :since)
				""")
			.param("subscriber", subscriber)
			.param("patience", PATIENCE)
			.param("since", since.toEpochMilli())
			.query(Integer.class)
			.single() == PATIENCE;
	}

	/** What came back of an edition, newest first. */
	public List<Bounce> list(Mailing edition, int limit) {
		return this.jdbc.sql(SELECT + "WHERE d.edition = :edition ORDER BY b.id DESC LIMIT :limit")
			.param("edition", edition.toString())
			.param("limit", limit)
			.query(Bounces::bounce)
			.list();
	}

	/** What came back of one subscriber's letters, newest first. */
	public List<Bounce> of(long subscriber) {
		return this.jdbc.sql(SELECT + "WHERE b.subscriber_id = :subscriber ORDER BY b.id DESC LIMIT 100")
			.param("subscriber", subscriber)
			.query(Bounces::bounce)
			.list();
	}

	/** The latest that came back of each delivery; nothing of those without. */
	Map<Long, Bounce> latest(Collection<Delivery> deliveries) {
		if (deliveries.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql(SELECT + "WHERE b.delivery_id IN (:ids) ORDER BY b.id")
			.param("ids", deliveries.stream().map(Delivery::id).toList())
			.query(Bounces::bounce)
			.list()
			.stream()
			.collect(Collectors.toMap(Bounce::delivery, (bounce) -> bounce, (earlier, later) -> later));
	}

	/** Of how many deliveries of an edition something of each kind came back. */
	public Map<Kind, Integer> totals(Mailing edition) {
		Map<Kind, Integer> totals = new EnumMap<>(Kind.class);
		this.jdbc.sql("""
				SELECT b.kind, count(DISTINCT b.delivery_id) AS n FROM bounce b JOIN delivery d ON d.id = b.delivery_id
				WHERE d.edition = :edition GROUP BY b.kind
				""").param("edition", edition.toString()).query((row) -> {
			totals.put(Kind.valueOf(row.getString("kind")), row.getInt("n"));
		});
		return totals;
	}

	/** A server's words may hold the address. */
	@EventListener
	void erase(SubscriberErased erased) {
		this.jdbc.sql("UPDATE bounce SET answer = '' WHERE subscriber_id = :id").param("id", erased.id()).update();
	}

	private static Bounce bounce(ResultSet row, int n) throws SQLException {
		return new Bounce(row.getLong("delivery_id"), Mailing.of(row.getString("edition")),
				row.getLong("subscriber_id"), EmailAddress.of(row.getString("email")),
				Instant.ofEpochMilli(row.getLong("at")), Kind.valueOf(row.getString("kind")), row.getString("status"),
				row.getString("answer"));
	}

}
