package org.becas.delivery;

import java.sql.Types;
import java.time.Instant;
import java.util.Collection;

import org.becas.delivery.Delivery.State;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where the audience of a mailing is written down before the first letter: one row for
 * each candidate, those who get nothing included. It is written once; who comes later is
 * not in it.
 */
@Repository
class FrozenAudience {

	private static final int[] TYPES = { Types.VARCHAR, Types.BIGINT, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR,
			Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.VARCHAR,
			Types.VARCHAR };

	private final JdbcOperations batches;

	private final JdbcClient jdbc;

	FrozenAudience(JdbcTemplate jdbc) {
		this.batches = jdbc;
		this.jdbc = JdbcClient.create(jdbc);
	}

	/**
	 * Opens the books of a mailing.
	 * @return false if they are open already
	 */
	boolean open(Mailing mailing, Instant now, Instant giveUpAt) {
		return this.jdbc.sql("""
				INSERT INTO dispatch (edition, status, fence, planned_at, give_up_at, changed_at, stops)
				VALUES (:edition, 'READY', 0, :now, :giveUp, :now, 0) ON CONFLICT DO NOTHING
				""")
			.param("edition", mailing.toString())
			.param("now", now.toEpochMilli())
			.param("giveUp", giveUpAt.toEpochMilli())
			.update() == 1;
	}

	/** Enters candidates, all of them with one statement. */
	void plan(Mailing mailing, Collection<Candidate> candidates, Instant now) {
		this.batches.batchUpdate("""
				INSERT INTO delivery (edition, subscriber_id, email, email_key, name, levels, message_id, state, reason,
				  attempts, fence, next_at, changed_at, lane, reply_to, recipient)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, '', ?, ?)
				""", candidates.stream().map((candidate) -> row(mailing, candidate, now)).toList(), TYPES);
	}

	private static Object[] row(Mailing mailing, Candidate candidate, Instant now) {
		State state = (candidate.skip() == null) ? State.PLANNED : State.SKIPPED;
		String reason = (candidate.skip() != null) ? candidate.skip().name() : null;
		return new Object[] { mailing.toString(), candidate.subscriber(), candidate.email().toString(),
				candidate.email().key(), candidate.name(), candidate.levels(), candidate.messageId(), state.name(),
				reason, now.toEpochMilli(), now.toEpochMilli(), candidate.replyTo(), candidate.recipient() };
	}

}
