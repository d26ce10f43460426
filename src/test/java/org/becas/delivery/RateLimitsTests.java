package org.becas.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

class RateLimitsTests {

	private static final Instant NOW = Instant.parse("2026-12-01T14:00:00Z");

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@ParameterizedTest
	@ValueSource(ints = { 7, 60, 300, 1000, 6000 })
	void theRateIsWithinTwoPercentThoughSendersComeLate(int perMinute) {
		RateLimits limits = limits(Map.of("relay", perMinute), Map.of());
		Random random = new Random(perMinute);
		Instant now = NOW;
		int sent = 0;
		while (now.isBefore(NOW.plus(Duration.ofMinutes(10)))) {
			// A thread wakes up to 3 ms late, and a letter takes up to 4 ms
			now = limits.take(List.of("relay"), now).plusNanos(random.nextInt(3_000_000));
			now = now.plusNanos(random.nextInt(4_000_000));
			sent++;
		}

		assertThat(sent).isCloseTo(10 * perMinute, withinPercentage(2));
	}

	@Test
	void aScopeWithoutALimitNeverWaits() {
		assertThat(limits(Map.of("relay", 0), Map.of()).take(List.of("relay", "gmail.com"), NOW)).isEqualTo(NOW);
	}

	@Test
	void theNarrowestOfSeveralLimitsCounts() {
		RateLimits limits = limits(Map.of("relay", 600, "gmail.com", 60), Map.of());
		limits.take(List.of("relay", "gmail.com"), NOW);

		assertThat(limits.turn(List.of("relay", "gmail.com"), NOW)).isEqualTo(NOW.plusSeconds(1));
		assertThat(limits.turn(List.of("relay", "yahoo.com"), NOW)).isEqualTo(NOW.plusMillis(100));
	}

	@Test
	void aRestartKeepsWhatWasTaken() {
		RateLimits before = limits(Map.of("relay", 2), Map.of());
		before.take(List.of("relay"), NOW);

		RateLimits after = limits(Map.of("relay", 2), Map.of("relay", before.next("relay")));

		assertThat(after.take(List.of("relay"), NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(30));
	}

	@Test
	void aClockThatWasWrongDoesNotStopEverything() {
		RateLimits limits = limits(Map.of("relay", 60), Map.of("relay", Long.MAX_VALUE));

		assertThat(limits.take(List.of("relay"), NOW)).isEqualTo(NOW.plus(MINUTE));
	}

	@Test
	void aStartAfterAPauseBringsNoBurst() {
		RateLimits limits = limits(Map.of("relay", 600), Map.of());
		limits.take(List.of("relay"), NOW);
		Instant later = NOW.plus(Duration.ofHours(2));

		Instant last = later;
		for (int i = 0; i < 20; i++) {
			last = limits.take(List.of("relay"), later);
		}

		assertThat(last).isAfter(later.plusSeconds(1));
	}

	private static RateLimits limits(Map<String, Integer> perMinute, Map<String, Long> kept) {
		return new RateLimits(perMinute, kept, NOW, MINUTE);
	}

}
