package org.becas.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The one thread that writes the ledger during a sending. What several senders want to
 * write at the same moment goes into one transaction, so that all of them wait for one
 * flush of the disk; rows of one kind go into one statement. What has happened to a
 * letter is written again and again while the database takes nothing, as when the disk is
 * full; what is about to happen is not.
 */
final class LedgerWriter implements AutoCloseable {

	private static final int MOST_AT_ONCE = 200;

	private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

	private final BlockingQueue<Entry<?, ?>> queue = new LinkedBlockingQueue<>();

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
		return durable(add(once(work), work, false));
	}

	/**
	 * Writes what is about to happen, with what others want to write by the same
	 * statement.
	 */
	<R, T> CompletableFuture<T> write(Statement<R, T> statement, R row) {
		return add(statement, row, false);
	}

	/**
	 * Waits until what was written is durable.
	 * @throws RuntimeException if the database does not take it
	 */
	static <T> T durable(CompletableFuture<T> written) {
		try {
			return written.join();
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
		return add(once(() -> {
			work.run();
			return true;
		}), true, true);
	}

	/** Writes what has happened, with what others want to write by the same statement. */
	<R, T> CompletableFuture<T> happened(Statement<R, T> statement, R row) {
		return add(statement, row, true);
	}

	private <R, T> CompletableFuture<T> add(Statement<R, T> statement, R row, boolean past) {
		Entry<R, T> entry = new Entry<>(statement, row, new CompletableFuture<>(), past);
		this.queue.add(entry);
		return entry.done();
	}

	/** A statement of its own, which shares nothing but the flush. */
	private static <R, T> Statement<R, T> once(Supplier<T> work) {
		return (rows) -> List.of(work.get());
	}

	/** Writes what is still waiting, and ends. */
	@Override
	public void close() {
		this.closed = true;
		write(once(() -> true), true);
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
		List<Entry<?, ?>> group = new ArrayList<>();
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

	private void write(List<Entry<?, ?>> group) {
		RuntimeException failure = commit(group);
		if (failure == null) {
			return;
		}
		List<Entry<?, ?>> past = group.stream().filter(Entry::past).toList();
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

	private @Nullable RuntimeException commit(List<Entry<?, ?>> group) {
		try {
			List<Runnable> ends = new ArrayList<>();
			this.transactions.executeWithoutResult((status) -> group.stream()
				.collect(Collectors.groupingBy(Entry::statement, LinkedHashMap::new, Collectors.toList()))
				.forEach((statement, entries) -> ends.add(run(entries))));
			ends.forEach(Runnable::run);
			return null;
		}
		catch (RuntimeException ex) {
			this.trouble.accept(ex);
			return ex;
		}
	}

	/** All entries have one statement, so their types are those of the first. */
	@SuppressWarnings("unchecked")
	private static <R, T> Runnable run(List<? extends Entry<?, ?>> group) {
		List<Entry<R, T>> entries = (List<Entry<R, T>>) group;
		List<T> results = entries.get(0).statement().run(entries.stream().map(Entry::row).toList());
		return () -> {
			for (int i = 0; i < results.size(); i++) {
				entries.get(i).done().complete(results.get(i));
			}
		};
	}

	private static void fail(List<Entry<?, ?>> entries, RuntimeException failure) {
		entries.forEach((entry) -> entry.done().completeExceptionally(failure));
	}

	/** Writes rows of one kind; those of all senders together. */
	@FunctionalInterface
	interface Statement<R, T> {

		/**
		 * Writes them.
		 * @return what became of each
		 */
		List<T> run(List<R> rows);

	}

	/**
	 * Something to write.
	 *
	 * @param done ends after the commit
	 * @param past whether it tells what has happened already
	 */
	private record Entry<R, T>(Statement<R, T> statement, R row, CompletableFuture<T> done, boolean past) {
	}

}
