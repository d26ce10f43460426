package org.becas.collect;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class PatienceTests {

	private final CountDownLatch over = new CountDownLatch(1);

	private final CountDownLatch begun = new CountDownLatch(Patience.MOST_LEFT);

	private final List<Thread> left = new CopyOnWriteArrayList<>();

	@Test
	void givesWhatTheWorkComesTo() throws Exception {
		assertThat(new Patience(Duration.ofMinutes(1)).with(() -> "texto")).isEqualTo("texto");
	}

	@Test
	void throwsWhatTheWorkThrows() {
		Patience patience = new Patience(Duration.ofMinutes(1));

		assertThatIOException().isThrownBy(() -> patience.with(() -> {
			throw new IOException("dañado");
		})).withMessage("dañado");
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> patience.with(() -> {
			throw new StackOverflowError();
		}));
	}

	@Test
	void goesOnWithoutWorkThatDoesNotComeBack() {
		assertThatIOException().isThrownBy(() -> new Patience(Duration.ofMillis(1)).with(this::endless))
			.withMessage(Patience.TOO_LONG);
		this.over.countDown();
	}

	@Test
	void leavesOnlyAFewAtWork() throws Exception {
		Patience patience = new Patience(Duration.ofMinutes(1));
		for (int i = 0; i < Patience.MOST_LEFT; i++) {
			Thread.currentThread().interrupt();
			assertThatIOException().isThrownBy(() -> patience.with(this::endless))
				.withMessage("La lectura se interrumpió");
			assertThat(Thread.interrupted()).isTrue();
		}

		assertThatIOException().isThrownBy(() -> patience.with(() -> "nuevo"))
			.withMessageContaining("ocupado con otros");

		this.begun.await();
		this.over.countDown();
		for (Thread thread : this.left) {
			thread.join();
		}
		assertThat(patience.with(() -> "nuevo")).isEqualTo("nuevo");
	}

	private String endless() throws InterruptedException {
		this.left.add(Thread.currentThread());
		this.begun.countDown();
		this.over.await();
		return "tarde";
	}

}
