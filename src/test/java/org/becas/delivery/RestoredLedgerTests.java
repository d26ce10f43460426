package org.becas.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.becas.Database;
import org.becas.delivery.Ledger.Handed;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@EnumSource(Database.class)
class RestoredLedgerTests {

	private static final ZoneId ZONE = ZoneId.of("America/Bogota");

	private static final Instant COPIED = Instant.parse("2026-11-27T15:00:00Z");

	private static final Instant NOW = Instant.parse("2026-12-02T15:00:00Z");

	private static final Mailing NOVEMBER = Mailing.of("2026-11");

	private static final Mailing DECEMBER = Mailing.of("2026-12");

	private final Database.Connected database;

	private final Deliveries deliveries;

	private final Ledger ledger;

	private final RestoredLedger restored;

	RestoredLedgerTests(Database database) {
		this.database = database.fresh();
		this.deliveries = new Deliveries(this.database.jdbc());
		this.ledger = new Ledger(this.deliveries, new JdbcTemplate(this.database.dataSource()));
		this.restored = new RestoredLedger(this.database.jdbc());
	}

	@BeforeEach
	void oneEditionBegunOneDoneOneCancelled() {
		dispatch("2026-09", "CANCELLED");
		dispatch("2026-10", "DONE");
		dispatch("2026-11", "RUNNING");
		delivery("2026-10", 1, State.ACCEPTED);
		long subscriber = 1;
		for (State state : State.values()) {
			delivery("2026-11", subscriber++, state);
		}
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void whatWasNotSettledIsUnknown() {
		this.restored.hold(COPIED, NOW, ZONE);

		assertThat(this.deliveries.totals(NOVEMBER)).containsEntry(State.UNKNOWN, 5)
			.containsEntry(State.ACCEPTED, 1)
			.containsEntry(State.REJECTED, 1)
			.containsEntry(State.SKIPPED, 1);
	}

	@Test
	void aHeldEditionCannotBeTakenOver() {
		List<Mailing> held = this.restored.hold(COPIED, NOW, ZONE);

		assertThat(held).containsExactly(NOVEMBER, DECEMBER, Mailing.of("2027-01"));
		assertThatExceptionOfType(Stop.class).isThrownBy(() -> this.ledger.takeOver(NOVEMBER, List.of(), NOW))
			.withMessageContaining("viernes 27 de noviembre de 2026")
			.withMessageContaining("--after-restore");
	}

	@Test
	void whoeverSentBeforeTheCopyHandsOverNothingMore() {
		long fence = this.ledger.takeOver(NOVEMBER, List.of(), COPIED);
		List<Delivery> claimed = this.ledger.claim(NOVEMBER, fence, "", 1, NOW);
		this.restored.hold(COPIED, NOW, ZONE);

		assertThat(this.ledger.hand(List.of(new Handed(claimed.get(0).id(), fence, 1, NOW)))).containsExactly(false);
		assertThat(this.ledger.claim(NOVEMBER, fence, "", 9, NOW)).isEmpty();
	}

	@Test
	void whatIsDoneOrCancelledStaysSo() {
		this.restored.hold(COPIED, NOW, ZONE);

		assertThat(this.deliveries.dispatch(Mailing.of("2026-10")).orElseThrow().status()).isEqualTo(Status.DONE);
		assertThat(this.deliveries.dispatch(Mailing.of("2026-09")).orElseThrow().status()).isEqualTo(Status.CANCELLED);
	}

	@Test
	void aDraftOfAnEarlierMonthIsHeldToo() {
		this.database.jdbc()
			.sql("INSERT INTO bulletin (edition, status, intro, prepared_at) VALUES ('2026-08', 'DRAFT', '', 0)")
			.update();

		assertThat(this.restored.hold(COPIED, NOW, ZONE)).contains(Mailing.of("2026-08"));
	}

	@Test
	void aCorrectionThatWasWrittenAndNotBegunIsHeldToo() {
		this.database.jdbc().sql("""
				INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)
				VALUES ('2026-10', 'SENT', '', 0, 'hash', 'Ana', 0)
				""").update();
		this.database.jdbc().sql("""
				INSERT INTO bulletin_correction (mailing, edition, offer_id, words, written_by, written_at)
				VALUES ('2026-10-c1', '2026-10', 1, 'El plazo es otro', 'Ana', 0)
				""").update();
		Mailing correction = Mailing.of("2026-10-c1");

		assertThat(this.restored.hold(COPIED, NOW, ZONE)).contains(correction);
		assertThatExceptionOfType(Stop.class).isThrownBy(() -> this.deliveries.mustNotBeOver(correction));
		assertThat(this.restored.release(correction, NOW)).isTrue();
		assertThat(this.deliveries.dispatch(correction)).isEmpty();
	}

	@Test
	void aReleasedEditionSendsWhatWasPendingButNotWhatWasOnItsWay() {
		this.restored.hold(COPIED, NOW, ZONE);

		assertThat(this.restored.release(NOVEMBER, NOW)).isTrue();
		long fence = this.ledger.takeOver(NOVEMBER, List.of(), NOW);

		assertThat(this.ledger.claim(NOVEMBER, fence, "", 99, NOW)).hasSize(3);
		assertThat(this.deliveries.totals(NOVEMBER)).containsEntry(State.UNKNOWN, 2);
	}

	@Test
	void aReleasedEditionHasItsWholeTimeAgain() {
		this.restored.hold(COPIED, NOW, ZONE);
		this.restored.release(NOVEMBER, NOW);

		assertThat(this.deliveries.dispatch(NOVEMBER).orElseThrow().giveUpAt()).isEqualTo(NOW.plusMillis(1000));
	}

	@Test
	void aReleasedEditionThatHadNotBegunIsPlannedAnew() {
		this.restored.hold(COPIED, NOW, ZONE);
		this.restored.release(DECEMBER, NOW);

		assertThat(this.deliveries.dispatch(DECEMBER)).isEmpty();
	}

	@Test
	void whatIsNotHeldIsNotReleased() {
		assertThat(this.restored.release(NOVEMBER, NOW)).isFalse();
		assertThat(this.deliveries.totals(NOVEMBER)).containsEntry(State.UNKNOWN, 1);
	}

	private void dispatch(String edition, String status) {
		this.database.jdbc().sql("""
				INSERT INTO dispatch (edition, status, fence, planned_at, give_up_at, changed_at)
				VALUES (:edition, :status, 1, 0, 1000, 0)
				""").param("edition", edition).param("status", status).update();
	}

	private void delivery(String edition, long subscriber, State state) {
		this.database.jdbc()
			.sql("""
					INSERT INTO delivery (edition, subscriber_id, email, email_key, levels, message_id, state, attempts,
					  fence, next_at, changed_at)
					VALUES (:edition, :subscriber, :email, :email, 'MAESTRIA', :email, :state, 0, 0, 0, 0)
					""")
			.param("edition", edition)
			.param("subscriber", subscriber)
			.param("email", "p" + subscriber + "@example.org")
			.param("state", state.name())
			.update();
	}

}
