package org.becas.delivery;

import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.becas.delivery.Delivery.State;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the process that sends writes of each letter: {@code PLANNED → CLAIMED → HANDED →}
 * what the relay said. A row moves only for the process that holds the mailing's present
 * fence, so that two of them never send the same letter.
 */
@Repository
class Ledger {

	static final String NO_ANSWER = "El programa terminó antes de conocer la respuesta del servidor de correo";

	private final Deliveries deliveries;

	private final JdbcOperations batches;

	private final JdbcClient jdbc;

	/**
	 * A row that another process is claiming is passed over where the database can do so;
	 * SQLite has one writer at a time and no need of it.
	 */
	private final String passOver;

	Ledger(Deliveries deliveries, JdbcTemplate jdbc) {
		this.deliveries = deliveries;
		this.batches = jdbc;
		this.jdbc = JdbcClient.create(jdbc);
		String product = jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName());
		this.passOver = "SQLite".equals(product) ? "" : " FOR UPDATE SKIP LOCKED";
	}

	/**
	 * Makes the caller the only one who may send a mailing, and puts right what the one
	 * before left: what it had claimed is to be sent, what it had handed over is unknown.
	 * @param lanes the domains to which the rate is limited
	 * @return the caller's fence
	 * @throws Stop if the mailing is held or was cancelled
	 */
	@Transactional
	long takeOver(Mailing mailing, Collection<String> lanes, Instant now) {
		this.deliveries.mustNotBeOver(mailing);
		long fence = this.jdbc.sql("""
				UPDATE dispatch SET fence = fence + 1, status = 'RUNNING', reason = NULL, resume_at = NULL,
				  changed_at = :now WHERE edition = :edition RETURNING fence
				""").param("now", now.toEpochMilli()).param("edition", mailing.toString()).query(Long.class).single();
		putRight(mailing, now);
		assignLanes(mailing, lanes);
		return fence;
	}

	/** Nobody knows whether what the process before had handed over has arrived. */
	private void putRight(Mailing mailing, Instant now) {
		this.jdbc.sql("UPDATE delivery SET state = 'PLANNED' WHERE edition = :edition AND state = 'CLAIMED'")
			.param("edition", mailing.toString())
			.update();
		this.jdbc.sql("""
				UPDATE delivery SET state = 'UNKNOWN', reason = :reason, changed_at = :now
				WHERE edition = :edition AND state = 'HANDED'
				""")
			.param("reason", NO_ANSWER)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.update();
	}

	/** The limits may be others than at the last start. */
	private void assignLanes(Mailing mailing, Collection<String> lanes) {
		this.jdbc
			.sql("""
					UPDATE delivery SET lane = '' WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED') AND lane <> ''
					""")
			.param("edition", mailing.toString())
			.update();
		for (String lane : lanes) {
			this.jdbc.sql("""
					UPDATE delivery SET lane = :lane
					WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED') AND email_key LIKE :domain
					""").param("lane", lane).param("edition", mailing.toString()).param("domain", "%@" + lane).update();
		}
	}

	/**
	 * Claims what is due in a lane, what was never tried first, then the oldest; nothing
	 * unless the mailing is running under this fence.
	 */
	List<Delivery> claim(Mailing mailing, long fence, String lane, int limit, Instant now) {
		List<Delivery> claimed = new ArrayList<>(claim(mailing, fence, State.PLANNED, lane, limit, now));
		if (claimed.size() < limit) {
			claimed.addAll(claim(mailing, fence, State.DEFERRED, lane, limit - claimed.size(), now));
		}
		return claimed;
	}

	private List<Delivery> claim(Mailing mailing, long fence, State from, String lane, int limit, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = 'CLAIMED', fence = :fence, attempts = attempts + 1, changed_at = :now
				WHERE id IN (SELECT id FROM delivery WHERE edition = :edition AND state = :from AND lane = :lane
				    AND next_at <= :now ORDER BY next_at, id LIMIT :limit%s)
				  AND EXISTS (SELECT 1 FROM dispatch
				    WHERE edition = :edition AND status = 'RUNNING' AND fence = :fence)
				RETURNING *
				""".formatted(this.passOver))
			.param("fence", fence)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.param("from", from.name())
			.param("lane", lane)
			.param("limit", limit)
			.query(DeliveryRows::delivery)
			.list();
	}

	/**
	 * Notes of claimed letters that their final dot is about to be written.
	 * @return of each, whether it is still the caller's; another must not be sent
	 */
	List<Boolean> hand(List<Handed> letters) {
		List<Object[]> rows = letters.stream()
			.map((letter) -> new Object[] { letter.content(), letter.at().toEpochMilli(), letter.id(), letter.fence() })
			.toList();
		int[] changed = this.batches.batchUpdate("""
				UPDATE delivery SET state = 'HANDED', content = ?, changed_at = ?
				WHERE id = ? AND state = 'CLAIMED' AND fence = ?
				""", rows, new int[] { Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.BIGINT });
		return IntStream.of(changed).mapToObj((n) -> n == 1).toList();
	}

	/**
	 * Notes what became of claimed or handed letters. The answer to a letter that
	 * somebody has meanwhile called unknown still counts: it is the truth about it.
	 * @return of each, whether it was the caller's
	 */
	List<Boolean> settle(List<Settled> letters) {
		List<Object[]> rows = letters.stream()
			.map((letter) -> new Object[] { letter.state().name(), letter.reason(), letter.nextAt().toEpochMilli(),
					letter.at().toEpochMilli(), letter.id(), letter.fence() })
			.toList();
		int[] changed = this.batches.batchUpdate("""
				UPDATE delivery SET state = ?, reason = ?, next_at = ?, changed_at = ?
				WHERE id = ? AND fence = ? AND state IN ('CLAIMED', 'HANDED', 'UNKNOWN')
				""", rows,
				new int[] { Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.BIGINT });
		return IntStream.of(changed).mapToObj((n) -> n == 1).toList();
	}

	/** Gives a letter its place back that was refused for no fault of the recipient. */
	void keepPlace(long id, long fence, String reason, Instant now) {
		this.jdbc.sql("""
				UPDATE delivery SET state = 'PLANNED', attempts = attempts - 1, reason = :reason, changed_at = :now
				WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'HANDED')
				""")
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.param("id", id)
			.param("fence", fence)
			.update();
	}

	/** Gives claims back that were not tried. */
	void release(Collection<Long> ids, long fence) {
		if (!ids.isEmpty()) {
			this.jdbc.sql("""
					UPDATE delivery SET state = 'PLANNED', attempts = attempts - 1
					WHERE id IN (:ids) AND fence = :fence AND state = 'CLAIMED'
					""").param("ids", ids).param("fence", fence).update();
		}
	}

	/**
	 * Keeps what letters say, once for each form.
	 * @return its number
	 */
	long keep(Mailing mailing, Content content, Instant now) {
		return this.jdbc.sql("""
				INSERT INTO delivery_content (edition, sha256, levels, offers, subject, html, body, made_at)
				VALUES (:edition, :sha256, :levels, :offers, :subject, :html, :body, :now)
				ON CONFLICT (edition, sha256) DO UPDATE SET levels = excluded.levels RETURNING id
				""")
			.param("edition", mailing.toString())
			.param("sha256", content.sha256())
			.param("levels", content.levels())
			.param("offers", content.offerText())
			.param("subject", content.subject())
			.param("html", content.html())
			.param("body", content.text())
			.param("now", now.toEpochMilli())
			.query(Long.class)
			.single();
	}

	/** Says what keeps a running sending waiting; the empty text if nothing does. */
	void tell(Mailing mailing, long fence, String reason) {
		this.jdbc.sql("""
				UPDATE dispatch SET reason = :reason
				WHERE edition = :edition AND fence = :fence AND status = 'RUNNING'
				""").param("reason", reason).param("edition", mailing.toString()).param("fence", fence).update();
	}

	/**
	 * Notes that the running sending of this fence stops.
	 * @param resumeAt when it goes on by itself, or null if a person must start it
	 * @param stops how often in a row it has stopped without a letter taken
	 */
	@Transactional
	void stop(Mailing mailing, long fence, String reason, @Nullable Instant resumeAt, int stops, Instant now) {
		this.jdbc.sql("""
				UPDATE dispatch SET status = 'STOPPED', reason = :reason, resume_at = :resumeAt, stops = :stops,
				  changed_at = :now WHERE edition = :edition AND status = 'RUNNING' AND fence = :fence
				""")
			.param("reason", reason)
			.param("resumeAt", (resumeAt != null) ? resumeAt.toEpochMilli() : null, Types.BIGINT)
			.param("stops", stops)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.param("fence", fence)
			.update();
	}

	/**
	 * A claimed letter that is about to be taken.
	 *
	 * @param content what it says
	 */
	record Handed(long id, long fence, long content, Instant at) {
	}

	/**
	 * What became of a letter.
	 *
	 * @param nextAt if it is to be sent, not before this moment
	 */
	record Settled(long id, long fence, State state, @Nullable String reason, Instant nextAt, Instant at) {
	}

}
