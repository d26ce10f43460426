package org.becas.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The one thread that writes the ledger during a sending. What several senders want to
 * write at the same moment goes into one transaction, so that all of them wait for one
 * flush of the disk. What has happened to a letter is written again and again while the
 * database takes nothing, as when the disk is full; what is about to happen is not.
 */
final class LedgerWriter implements AutoCloseable {

	private static final int MOST_AT_ONCE = 200;

	private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

	private final BlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();

	private final TransactionOperations transactions;

	private final Sleeper sleeper;

	private final int tries;

	private final Consumer<RuntimeException> trouble;

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * @param patience how long what has happened is tried to be written
	 * @param trouble told each time that the database takes nothing
	 */
	LedgerWriter(TransactionOperations transactions, Sleeper sleeper, Duration patience,
			Consumer<RuntimeException> trouble) {
		this.transactions = transactions;
		this.sleeper = sleeper;
		this.tries = (int) Math.max(1, patience.dividedBy(AGAIN_AFTER));
		this.trouble = trouble;
		this.thread = new Thread(this::run, "ledger");
		this.thread.start();
	}

	/**
	 * Writes, and returns when it is durable.
	 * @throws RuntimeException if the database does not take it
	 */
	<T> T write(Supplier<T> work) {
		Entry<T> entry = new Entry<>(work, new CompletableFuture<>(), false);
		this.queue.add(entry);
		try {
			return entry.done().join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Writes what has happened, as soon as the database takes it; the future ends when it
	 * is durable.
	 */
	CompletableFuture<?> happened(Runnable work) {
		Entry<Boolean> entry = new Entry<>(() -> {
			work.run();
			return true;
		}, new CompletableFuture<>(), true);
		this.queue.add(entry);
		return entry.done();
	}

	/** Writes what is still waiting, and ends. */
	@Override
	public void close() {
		this.closed = true;
		this.queue.add(new Entry<>(() -> true, new CompletableFuture<>(), false));
		boolean interrupted = false;
		while (this.thread.isAlive()) {
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		List<Entry<?>> group = new ArrayList<>();
		while (!this.closed || !this.queue.isEmpty()) {
			try {
				group.add(this.queue.take());
			}
			catch (InterruptedException ex) {
				continue;
			}
			this.queue.drainTo(group, MOST_AT_ONCE - 1);
			write(group);
			group.clear();
		}
	}

	private void write(List<Entry<?>> group) {
		RuntimeException failure = commit(group);
		if (failure == null) {
			return;
		}
		List<Entry<?>> past = group.stream().filter(Entry::past).toList();
		// Who waits for these has a connection open, and must not go on when it is gone
		fail(group.stream().filter((entry) -> !entry.past()).toList(), failure);
		for (int i = 1; failure != null && !past.isEmpty() && i < this.tries && pause(); i++) {
			failure = commit(past);
		}
		if (failure != null) {
			fail(past, failure);
		}
	}

	private boolean pause() {
		try {
			this.sleeper.sleep(AGAIN_AFTER);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private @Nullable RuntimeException commit(List<Entry<?>> group) {
		try {
			List<Runnable> ends = new ArrayList<>();
			this.transactions.executeWithoutResult((status) -> group.forEach((entry) -> ends.add(entry.work())));
			ends.forEach(Runnable::run);
			return null;
		}
		catch (RuntimeException ex) {
			this.trouble.accept(ex);
			return ex;
		}
	}

	private static void fail(List<Entry<?>> entries, RuntimeException failure) {
		entries.forEach((entry) -> entry.done().completeExceptionally(failure));
	}

	/**
	 * Something to write.
	 *
	 * @param past whether it tells what has happened already
	 */
	private record Entry<T>(Supplier<T> supplier, CompletableFuture<T> done, boolean past) {

		/** Does the work; what is returned tells who waits, after the commit. */
		Runnable work() {
			T result = this.supplier.get();
			return () -> this.done.complete(result);
		}

	}

}
