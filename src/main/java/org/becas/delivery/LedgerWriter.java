package org.becas.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The one thread that writes the ledger during a sending. What several senders want to
 * write at the same moment goes into one transaction, so that all of them wait for one
 * flush of the disk.
 */
final class LedgerWriter implements AutoCloseable {

	private static final int MOST_AT_ONCE = 200;

	private final BlockingQueue<Entry<?>> queue = new LinkedBlockingQueue<>();

	private final TransactionOperations transactions;

	private final Thread thread;

	private volatile boolean closed;

	LedgerWriter(TransactionOperations transactions) {
		this.transactions = transactions;
		this.thread = new Thread(this::run, "ledger");
		this.thread.start();
	}

	/** Writes, and returns when it is durable. */
	<T> T write(Supplier<T> work) {
		try {
			return later(work).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/** Writes soon; the future ends when it is durable. */
	<T> CompletableFuture<T> later(Supplier<T> work) {
		Entry<T> entry = new Entry<>(work, new CompletableFuture<>());
		this.queue.add(entry);
		return entry.done();
	}

	/** Writes what is still waiting, and ends. */
	@Override
	public void close() {
		this.closed = true;
		this.queue.add(new Entry<>(() -> null, new CompletableFuture<>()));
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
			commit(group);
			group.clear();
		}
	}

	private void commit(List<Entry<?>> group) {
		try {
			List<Runnable> ends = new ArrayList<>();
			this.transactions.executeWithoutResult((status) -> group.forEach((entry) -> ends.add(entry.work())));
			ends.forEach(Runnable::run);
		}
		catch (RuntimeException ex) {
			group.forEach((entry) -> entry.done().completeExceptionally(ex));
		}
	}

	private record Entry<T>(Supplier<T> supplier, CompletableFuture<T> done) {

		/** Does the work; what is returned tells who waits, after the commit. */
		Runnable work() {
			T result = this.supplier.get();
			return () -> this.done.complete(result);
		}

	}

}
