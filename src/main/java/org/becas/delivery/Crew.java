package org.becas.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets couriers work side by side, each in a thread of its own. */
final class Crew {

	private final Halt halt;

	Crew(Halt halt) {
		this.halt = halt;
	}

	/**
	 * Returns when all have ended.
	 * @throws Stop why they did, if not because nothing is left
	 */
	void work(List<Courier> couriers) {
		ExecutorService threads = Executors.newFixedThreadPool(couriers.size());
		try {
			List<Future<?>> working = new ArrayList<>();
			couriers.forEach((courier) -> working.add(threads.submit(() -> work(courier))));
			working.forEach(this::join);
		}
		finally {
			this.halt.over(true);
			threads.shutdownNow();
		}
		this.halt.over(false);
		this.halt.mustGoOn();
	}

	private void work(Courier courier) {
		try {
			courier.work();
		}
		catch (RuntimeException ex) {
			// The others stop at once, not when this one is joined
			this.halt.because(ex);
			throw ex;
		}
	}

	private void join(Future<?> courier) {
		try {
			courier.get();
		}
		catch (ExecutionException ex) {
			this.halt.because(ex.getCause());
		}
		catch (InterruptedException ex) {
			this.halt.over(true);
			Thread.currentThread().interrupt();
		}
	}

}
