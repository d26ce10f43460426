package org.becas.delivery;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	@Test
	void turnsAreEvenlySpacedHoweverManyAsk() {
		Pace pace = new Pace(600);
		long now = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);

		long first = pace.take(now);
		long last = 0;
		for (int i = 0; i < 600; i++) {
			last = pace.take(now);
		}

		assertThat(last - first).isEqualTo(TimeUnit.MINUTES.toNanos(1));
	}

	@Test
	void nothingIsSavedUpWhileNobodySends() {
		Pace pace = new Pace(60);
		long now = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

		assertThat(pace.take(now)).isEqualTo(now);
		assertThat(pace.take(now) - now).isEqualTo(TimeUnit.SECONDS.toNanos(1));
	}

}
