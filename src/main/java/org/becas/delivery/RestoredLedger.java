package org.becas.delivery;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.becas.bulletin.Edition;
import org.becas.offer.DateWords;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps a ledger that comes from a copy from sending what may have left after the copy
 * was made. Each edition that could have gone on since then is held, and each letter that
 * the copy shows as not yet sent is unknown, until a person says what became of them.
 */
@Repository
public class RestoredLedger {

	private static final String UNFINISHED = "Copia restaurada: pudo haber salido después de la copia";

	private final JdbcClient jdbc;

	public RestoredLedger(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Holds every edition that is not done or cancelled, those of which the copy knows
	 * nothing included: from the month of the copy to the one after the present month.
	 * @return the held editions, oldest first
	 */
	@Transactional
	public List<Mailing> hold(Instant copiedAt, Instant now, ZoneId zone) {
		forgetWhatWasOnItsWay(now);
		String reason = reason(copiedAt, zone);
		this.jdbc.sql("""
				UPDATE dispatch SET status = 'HELD', reason = :reason, fence = fence + 1, changed_at = :now
				WHERE status NOT IN ('DONE', 'CANCELLED')
				""").param("reason", reason).param("now", now.toEpochMilli()).update();
		for (String edition : notBegun(copiedAt, now, zone)) {
			this.jdbc.sql("""
					INSERT INTO dispatch (edition, status, reason, fence, planned_at, give_up_at, changed_at)
					VALUES (:edition, 'HELD', :reason, 0, :now, :now, :now) ON CONFLICT DO NOTHING
					""").param("edition", edition).param("reason", reason).param("now", now.toEpochMilli()).update();
		}
		return this.jdbc.sql("SELECT edition FROM dispatch WHERE status = 'HELD' ORDER BY edition")
			.query((row, n) -> Mailing.of(row.getString("edition")))
			.list();
	}

	/**
	 * A person is sure that no letter of this edition left after the copy: what the copy
	 * shows as not yet sent is to be sent. What was being handed over when the copy was
	 * made stays unknown.
	 * @return whether the edition was held
	 */
	@Transactional
	public boolean release(Mailing mailing, Instant now) {
		// Planned anew, with today's subscribers, if nothing of it had been planned
		int empty = this.jdbc.sql("""
				DELETE FROM dispatch WHERE edition = :edition AND status = 'HELD'
				  AND NOT EXISTS (SELECT 1 FROM delivery WHERE edition = :edition)
				""").param("edition", mailing.toString()).update();
		int begun = this.jdbc
			.sql("""
					UPDATE dispatch SET status = 'STOPPED', reason = NULL, resume_at = NULL, give_up_at = :now + give_up_at - planned_at,
					  changed_at = :now
					WHERE edition = :edition AND status = 'HELD'
					""")
			.param("edition", mailing.toString())
			.param("now", now.toEpochMilli())
			.update();
		if (begun > 0) {
			this.jdbc.sql("""
					UPDATE delivery SET state = 'PLANNED', reason = NULL, next_at = :now, changed_at = :now
					WHERE edition = :edition AND state = 'UNKNOWN' AND reason = :reason
					""")
				.param("edition", mailing.toString())
				.param("reason", UNFINISHED)
				.param("now", now.toEpochMilli())
				.update();
		}
		return empty + begun > 0;
	}

	private void forgetWhatWasOnItsWay(Instant now) {
		become("state = 'HANDED'", Ledger.NO_ANSWER, now);
		become("state IN ('PLANNED', 'CLAIMED', 'DEFERRED')", UNFINISHED, now);
	}

	private void become(String which, String reason, Instant now) {
		this.jdbc.sql("UPDATE delivery SET state = 'UNKNOWN', reason = :reason, changed_at = :now WHERE " + which)
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.update();
	}

	/** Editions and corrections that may have been planned and sent after the copy. */
	private Set<String> notBegun(Instant copiedAt, Instant now, ZoneId zone) {
		Set<String> editions = new TreeSet<>(
				this.jdbc.sql("SELECT edition FROM bulletin WHERE status <> 'SENT'").query(String.class).list());
		editions.addAll(this.jdbc
			.sql("SELECT mailing FROM bulletin_correction WHERE mailing NOT IN (SELECT edition FROM dispatch)")
			.query(String.class)
			.list());
		YearMonth last = YearMonth.from(now.atZone(zone)).plusMonths(1);
		for (YearMonth month = YearMonth.from(copiedAt.atZone(zone)); !month.isAfter(last); month = month
			.plusMonths(1)) {
			editions.add(new Edition(month).toString());
		}
		return editions;
	}

	private static String reason(Instant copiedAt, ZoneId zone) {
		return ("Estos datos vienen de una copia del %s; después de esa copia pudieron salir cartas de esta edición. "
				+ "Si está seguro de que no salieron, inicie el envío con deliver --after-restore")
			.formatted(new DateWords(Locale.forLanguageTag("es"), zone).moment(copiedAt));
	}

}
