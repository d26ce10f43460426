package org.becas.collect;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.becas.collect.Visit.Counts;
import org.becas.collect.Visit.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PauseTests {

	private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

	@Test
	void itDoublesUpToAWeekAndGoesOnForEver() {
		Pause pause = null;
		Duration before = Duration.ZERO;
		for (int i = 0; i < 100; i++) {
			pause = Pause.after(pause, visit(Outcome.UNREACHABLE), null, 1);
			Duration length = Duration.between(NOW, pause.until());
			assertThat(length).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofDays(7));
			before = length;
		}
		assertThat(before).isEqualTo(Duration.ofDays(7));
		assertThat(pause.failures()).isEqualTo(100);
	}

	@Test
	void sourcesThatFailedTogetherComeBackApart() {
		assertThat(Pause.after(null, visit(Outcome.TIMEOUT), null, 0).until())
			.isBefore(Pause.after(null, visit(Outcome.TIMEOUT), null, 0.9).until());
	}

	@Test
	void aDailyVisitIsNotSkippedForOneFailure() {
		assertThat(Pause.after(null, visit(Outcome.SERVER_ERROR), null, 1).until())
			.isBefore(NOW.plus(Duration.ofHours(1)));
	}

	@Test
	void whatIsNoBurdenToThePortalNeedsNoPause() {
		assertThat(Pause.after(null, visit(Outcome.STRUCTURE_CHANGED), null, 0.5)).isNull();
		assertThat(Pause.after(new Pause(3, NOW, false, ""), visit(Outcome.OK), null, 0.5)).isNull();
	}

	@Test
	void nobodyComesSoonerThanThePortalAsked() {
		Pause asked = Pause.after(null, visit(Outcome.THROTTLED), Duration.ofHours(5), 0.5);

		assertThat(asked.until()).isEqualTo(NOW.plus(Duration.ofHours(5)));
		assertThat(asked.holds(NOW, true)).isTrue();
		assertThat(asked.holds(NOW.plus(Duration.ofHours(5)), false)).isFalse();
	}

	private static Visit visit(Outcome outcome) {
		return new Visit("r", "s", URI.create("https://portal.example/"), NOW, NOW, outcome, "algo", Counts.NONE,
				new Traffic(1, 0, 0, 0));
	}

}
