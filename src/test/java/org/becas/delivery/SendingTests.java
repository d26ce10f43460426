package org.becas.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicInteger;

import org.becas.Database;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.mail.EmailAddress;
import org.becas.mail.ScriptedRelay.Act;
import org.becas.mail.ScriptedRelay.Taken;
import org.becas.offer.Level;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Subscriber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What a sending does as time goes by: what it drops, what it waits for, and how fast it
 * goes.
 */
@ParameterizedClass
@EnumSource(Database.class)
class SendingTests {

	private final PostOffice post;

	SendingTests(Database database) {
		this.post = new PostOffice(database);
	}

	@AfterEach
	void close() {
		this.post.close();
	}

	@Test
	void whoLeavesBetweenPlanningAndClaimGetsNothing() {
		this.post.ready(3).freeze(PostOffice.BULLETIN);
		this.post.subscribers.leave(this.post.subscriber("maestria1@example.org").id(), Channel.LETTER);

		assertThat(this.post.deliver()).isEmpty();

		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 2, State.SKIPPED, 1));
		assertThat(this.post.deliveries.reasons(PostOffice.BULLETIN, State.SKIPPED)).isEqualTo(Map.of("LEFT", 1));
	}

	@Test
	void anAddressThatIsSuppressedBetweenPlanningAndClaimGetsNothing() {
		this.post.ready(2).freeze(PostOffice.BULLETIN);
		this.post.jdbc()
			.sql("INSERT INTO suppression (address_hash, reason, at) VALUES (:hash, 'BOUNCED', 0)")
			.param("hash", this.post.key.sign("address", "maestria0@example.org"))
			.update();

		this.post.deliver();

		assertThat(this.post.deliveries.reasons(PostOffice.BULLETIN, State.SKIPPED)).isEqualTo(Map.of("SUPPRESSED", 1));
		assertThat(this.post.relay.taken()).extracting(Taken::recipient).containsExactly("maestria1@example.org");
	}

	@Test
	void anOfferThatClosesWhileLettersLeaveIsNotInThoseThatFollow() {
		this.post.offer("Cierra hoy", "2026-12-01T10:00[America/Bogota]", Level.MAESTRIA);
		this.post.offer("Cierra en marzo", "2027-03-15", Level.MAESTRIA);
		this.post.approve();
		this.post.subscribe(4, Level.MAESTRIA);
		// Letters leave at 9:00, 9:40, 10:20 and 11:00
		this.post.with("becas.delivery.per-connection", "1");
		AtomicInteger taken = new AtomicInteger();
		this.post.relay.script((recipient) -> {
			if (taken.incrementAndGet() % 2 == 0) {
				this.post.time.pass(Duration.ofMinutes(39));
			}
			return Act.ACCEPT;
		});

		this.post.deliver();

		List<Taken> letters = this.post.relay.taken();
		assertThat(letters).hasSize(4).allSatisfy((letter) -> assertThat(letter.text()).contains("Cierra en marzo"));
		assertThat(letters.subList(0, 2)).allSatisfy((letter) -> assertThat(letter.text()).contains("Cierra hoy"));
		assertThat(letters.subList(2, 4))
			.allSatisfy((letter) -> assertThat(letter.text()).doesNotContain("Cierra hoy").contains("1 convocatoria"));
		assertThat(this.post.deliveries.contents(PostOffice.BULLETIN).values()).extracting((it) -> it.offers().size())
			.containsExactly(2, 1);
	}

	@Test
	void whoHasNothingLeftWhenTheirTurnComesIsToldApart() {
		this.post.offer("Cierra pronto", "2026-12-02", Level.MAESTRIA);
		this.post.offer("Cierra en marzo", "2027-03-15", Level.DOCTORADO);
		this.post.approve();
		this.post.subscribe(1, Level.MAESTRIA);
		this.post.subscribe(1, Level.DOCTORADO);
		this.post.freeze(PostOffice.BULLETIN);
		this.post.time.pass(Duration.ofDays(2));

		assertThat(this.post.deliver()).isEmpty();

		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 1, State.SKIPPED, 1));
		assertThat(this.post.deliveries.reasons(PostOffice.BULLETIN, State.SKIPPED)).isEqualTo(Map.of("CLOSED", 1));
	}

	@Test
	void aBulletinPastItsOwnDateStops() {
		this.post.ready(2).freeze(PostOffice.BULLETIN);
		this.post.time.pass(Duration.ofDays(31));

		assertThat(this.post.deliver()).isEmpty();

		assertThat(this.post.relay.taken()).isEmpty();
		assertThat(this.post.dispatch().status()).isEqualTo(Status.DONE);
		assertThat(this.post.deliveries.reasons(PostOffice.BULLETIN, State.SKIPPED)).isEqualTo(Map.of("OUTDATED", 2));
	}

	@Test
	void aBulletinPastItsOwnDateIsNotEvenPlanned() {
		this.post.ready(2).time.pass(Duration.ofDays(31));

		assertThat(this.post.deliver())
			.hasValueSatisfying((stop) -> assertThat(stop).hasMessageContaining("2026-12-31"));

		assertThat(this.post.deliveries.dispatch(PostOffice.BULLETIN)).isEmpty();
	}

	@Test
	void whatWasCancelledIsNotTakenUpAgain() {
		this.post.ready(2).freeze(PostOffice.BULLETIN);
		this.post.deliveries.become(PostOffice.BULLETIN, List.of(Status.READY), Status.CANCELLED, null,
				this.post.time.instant());

		assertThat(this.post.deliver()).hasValueSatisfying((stop) -> assertThat(stop).hasMessageContaining("canceló"));

		assertThat(this.post.relay.taken()).isEmpty();
		assertThat(this.post.dispatch().status()).isEqualTo(Status.CANCELLED);
	}

	@Test
	void theRelayGetsLettersAtTheSetRateAlsoAfterARestart() {
		this.post.ready(100).with("becas.mail.per-minute", "300");
		this.post.relay.script((recipient) -> (this.post.relay.count() < 50) ? Act.ACCEPT : Act.DROP_AT_RCPT);
		this.post.with("becas.delivery.patience", "0s");
		this.post.deliver();
		this.post.relay.script((recipient) -> Act.ACCEPT);

		this.post.with("becas.delivery.patience", "30m");
		this.post.deliver();

		List<Instant> taken = this.post.takenAt();
		assertThat(taken).hasSize(100);
		Instant half = taken.get(49);
		assertThat(Duration.between(taken.get(0), half).toMillis()).isCloseTo(49 * 200L, within(900L));
		assertThat(Duration.between(half, taken.get(50)).toMillis()).isGreaterThanOrEqualTo(180);
	}

	@Test
	void aDomainWithALimitDoesNotKeepTheOthersWaiting() {
		this.post.ready(60).subscribe(61, Level.MAESTRIA, "gmail.com");
		this.post.with("becas.delivery.domains", "gmail.com=60");

		assertThat(this.post.deliver()).isEmpty();

		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 121));
		List<String> order = this.post.relay.taken().stream().map(Taken::recipient).toList();
		assertThat(order.subList(0, 62)).filteredOn((to) -> to.endsWith("example.org")).hasSize(60);
		List<Instant> taken = this.post.takenAt();
		assertThat(Duration.between(taken.get(0), taken.get(120)).toMillis()).isCloseTo(60_000L, within(1_200L));
	}

	@Test
	void outsideTheOfficesHoursItWaitsAndSaysUntilWhen() {
		// Monday evening before a holiday: 8 December
		this.post.ready(2).with("becas.delivery.hours.weekdays", "07:00-19:00").time
			.pass(Duration.ofHours(24 * 6 + 11));

		assertThat(this.post.deliver()).hasValueSatisfying((stop) -> assertThat(stop)
			.hasMessageContaining("miércoles 9 de diciembre de 2026, 7:00\u00a0a.\u00a0m."));

		Instant opens = Instant.parse("2026-12-09T12:00:00Z");
		assertThat(this.post.dispatch().resumeAt()).isEqualTo(opens);
		assertThat(this.post.deliveries.due(opens.minusMillis(1))).isEmpty();
		assertThat(this.post.deliveries.due(opens)).containsExactly(PostOffice.BULLETIN);
		this.post.time.pass(Duration.between(this.post.time.instant(), opens));
		assertThat(this.post.deliver()).isEmpty();
		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 2));
	}

	@Test
	void whenTheHoursEndTheRestWaitsForTheMorning() {
		this.post.ready(90).with("becas.delivery.hours.weekdays", "07:00-09:01").with("becas.mail.per-minute", "60");

		assertThat(this.post.deliver()).isPresent();

		assertThat(this.post.totals().get(State.ACCEPTED)).isBetween(60, 63);
		assertThat(this.post.dispatch().resumeAt()).isEqualTo(Instant.parse("2026-12-02T12:00:00Z"));
	}

	@Test
	void aRelayThatIsDeadForTenMinutesCostsNothingButTime() {
		this.post.ready(20).relay.answer("EHLO", "421 4.3.2 system shutting down").answer("HELO", "421 4.3.2 bye");
		StringBuilder shown = new StringBuilder();
		this.post.time.after(Duration.ofMinutes(9), () -> shown.append(this.post.dispatch().reason()));
		this.post.time.after(Duration.ofMinutes(10), () -> this.post.relay.answer("EHLO", null).answer("HELO", null));

		assertThat(this.post.deliver()).isEmpty();

		assertThat(shown).contains("Esperando al servidor de correo");
		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 20));
		assertThat(this.post.dispatch().reason()).isEmpty();
		assertThat(this.post.deliveries.list(PostOffice.BULLETIN, null, 0, 20)).extracting(Delivery::attempts)
			.containsOnly(1);
	}

	@Test
	void aRelayThatStaysAwayIsTriedAgainLaterAndLater() {
		this.post.ready(3).with("becas.delivery.patience", "1m").relay.answer("EHLO", "421 down").answer("HELO", "421");

		for (int minutes : new int[] { 5, 10, 20, 40, 60, 60 }) {
			assertThat(this.post.deliver()).isPresent();
			assertThat(this.post.dispatch().status()).isEqualTo(Status.STOPPED);
			assertThat(this.post.dispatch().reason()).contains("pida a sistemas").contains("por su cuenta");
			assertThat(this.post.dispatch().resumeAt())
				.isEqualTo(this.post.time.instant().plus(Duration.ofMinutes(minutes)));
		}
		this.post.relay.answer("EHLO", null).answer("HELO", null);

		assertThat(this.post.deliver()).isEmpty();
		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 3));
	}

	@Test
	void aStormOf4xxPutsEverybodyOffAndBurnsNobody() {
		this.post.ready(40).relay.answer("MAIL", "451 4.7.1 try again later");
		this.post.time.after(Duration.ofMinutes(25), () -> this.post.relay.answer("MAIL", null));

		while (this.post.deliver().isPresent()) {
			Instant due = this.post.dispatch().resumeAt();
			assertThat(due).isNotNull();
			this.post.time.pass(Duration.between(this.post.time.instant(), due).plusMillis(1));
		}

		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 40));
		assertThat(this.post.subscribers.totals()).isEqualTo(Map.of(Subscriber.Status.ACTIVE, 40));
	}

	@Test
	void aRelayThatDoesNotLetUsInIsToldToStaffAndTriedAgain() {
		this.post.ready(10).relay.answer("MAIL", "535 5.7.8 authentication required");

		assertThat(this.post.deliver()).isPresent();

		assertThat(this.post.totals()).isEqualTo(Map.of(State.PLANNED, 10));
		assertThat(this.post.dispatch().reason()).contains("535 5.7.8").contains("spring.mail.password");
		Instant resume = this.post.dispatch().resumeAt();
		assertThat(this.post.deliveries.due(resume)).containsExactly(PostOffice.BULLETIN);
		this.post.relay.answer("MAIL", null);
		assertThat(this.post.deliver()).isEmpty();
		assertThat(this.post.deliveries.list(PostOffice.BULLETIN, null, 0, 20)).extracting(Delivery::attempts)
			.containsOnly(1);
	}

	@Test
	void aLetterRefusedForWhatItSaysWaitsForAPerson() {
		this.post.ready(10).relay.answer(".", "554 5.7.1 looks like spam");

		assertThat(this.post.deliver()).isPresent();

		assertThat(this.post.totals()).isEqualTo(Map.of(State.PLANNED, 10));
		assertThat(this.post.dispatch().resumeAt()).isNull();
	}

	@Test
	void aDiskThatFillsKeepsTheSendingWaitingAndLosesNothing() {
		this.post.ready(30);
		AtomicBoolean once = new AtomicBoolean(true);
		this.post.relay.script((recipient) -> {
			if (this.post.relay.count() >= 10 && once.getAndSet(false)) {
				this.post.diskFull.set(true);
			}
			return Act.ACCEPT;
		});
		AtomicReference<String> told = new AtomicReference<>("");
		this.post.time.after(Duration.ofMinutes(3), () -> {
			this.post.trouble.of(PostOffice.BULLETIN).ifPresent(told::set);
			this.post.diskFull.set(false);
		});

		this.post.deliver();

		assertThat(told.get()).contains("No space left on device").contains("disco");
		assertThat(this.post.totals()).doesNotContainKey(State.UNKNOWN);
		// A sender that was about to hand a letter over has stopped the run; else it went
		// on by itself.
		this.post.deliver();
		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 30));
		assertThat(this.post.relay.taken()).hasSize(30);
	}

	@Test
	void whoWasPutOffForTooLongIsGivenUpButNobodyWhoWasNeverTried() {
		this.post.ready(2).freeze(PostOffice.BULLETIN);
		this.post.relay.answer("RCPT maestria0@example.org", "450 4.2.1 later");
		this.post.with("becas.delivery.patience", "0s").deliver();
		this.post.time.pass(Duration.ofDays(4));
		this.post.subscribers.find(EmailAddress.of("maestria0@example.org")).orElseThrow();

		this.post.deliver();

		assertThat(this.post.deliveries.reasons(PostOffice.BULLETIN, State.SKIPPED)).isEqualTo(Map.of("EXPIRED", 1));
		assertThat(this.post.totals()).isEqualTo(Map.of(State.ACCEPTED, 1, State.SKIPPED, 1));
	}

}
