package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.becas.collect.FetchResult.Fetched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RobotsTests {

	private final List<String> asked = new CopyOnWriteArrayList<>();

	@Test
	void aHostIsAskedOnceAsLongAsItIsRemembered() {
		Robots robots = robots(RobotsTests::nothingForbidden);
		URI first = host(0);
		robots.of(first);
		for (int i = 1; i < Robots.MOST_HOSTS; i++) {
			robots.of(host(i));
		}
		robots.of(first);
		assertThat(this.asked).as("each once").hasSize(Robots.MOST_HOSTS);

		robots.of(host(Robots.MOST_HOSTS));
		robots.of(first);
		assertThat(this.asked).as("the first was asked for lately").hasSize(Robots.MOST_HOSTS + 1);

		robots.of(host(1));
		assertThat(this.asked).as("the second was not").hasSize(Robots.MOST_HOSTS + 2);
	}

	@Test
	@Timeout(20)
	void nobodyWaitsForTheRulesOfAnotherHost() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch stalled = new CountDownLatch(1);
		Robots robots = robots((address) -> {
			if (address.getHost().equals(host(0).getHost())) {
				begun.countDown();
				await(stalled);
			}
			return nothingForbidden(address);
		});
		CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(() -> robots.of(host(0)).allow(host(0)));
		await(begun);

		for (int i = 1; i < Robots.MOST_HOSTS; i++) {
			assertThat(robots.of(host(i)).allow(host(i))).isTrue();
		}
		assertThat(slow).isNotDone();
		stalled.countDown();
		assertThat(slow.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.asked).filteredOn(host(0).getHost()::equals).hasSize(1);
	}

	@Test
	void aMistakeOfOursIsNotRemembered() {
		Robots robots = robots((address) -> {
			if (this.asked.size() == 1) {
				throw new IllegalStateException("una vez");
			}
			return nothingForbidden(address);
		});

		assertThatIllegalStateException().isThrownBy(() -> robots.of(host(0)));
		assertThat(robots.of(host(0)).allow(host(0))).isTrue();
	}

	@Test
	void hostsThatNobodyWaitsForAreNotQueuedForGood() throws Exception {
		Map<String, HostQueue.Turn> remembered = new HashMap<>();
		HostQueue queue = new HostQueue(remembered);
		for (int i = 0; i < 10 * HostQueue.MANY; i++) {
			queue.inTurn("h" + i, Duration.ofNanos(1), () -> "x");
		}

		assertThat(remembered).hasSizeLessThanOrEqualTo(HostQueue.MANY);
	}

	@Test
	@Timeout(20)
	void whoeverWaitsForAHostKeepsItsQueue() throws Exception {
		HostQueue queue = new HostQueue();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(1);
		Thread first = new Thread(() -> send(queue, () -> {
			begun.countDown();
			await(over);
			this.asked.add("first");
		}));
		Thread second = new Thread(() -> send(queue, () -> this.asked.add("second")));
		first.start();
		await(begun);
		for (int i = 0; i < 2 * HostQueue.MANY; i++) {
			queue.inTurn("h" + i, Duration.ofNanos(1), () -> "x");
		}
		second.start();
		while (second.getState() != Thread.State.WAITING && second.isAlive()) {
			Thread.onSpinWait();
		}
		over.countDown();
		first.join();
		second.join();

		assertThat(this.asked).containsExactly("first", "second");
	}

	private static void send(HostQueue queue, Runnable request) {
		try {
			queue.inTurn("held", Duration.ofNanos(1), () -> {
				request.run();
				return "x";
			});
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Robots robots(Function<URI, FetchResult> fetch) {
		return new Robots("becas-test", Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC),
				(address) -> {
					this.asked.add(address.getHost());
					return fetch.apply(address);
				});
	}

	private static FetchResult nothingForbidden(URI address) {
		return new Fetched(address, "User-agent: *".getBytes(StandardCharsets.UTF_8), "text/plain", Validators.NONE,
				null);
	}

	private static URI host(int number) {
		return URI.create("https://h%d.example/beca".formatted(number));
	}

}
