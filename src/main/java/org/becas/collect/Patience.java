package org.becas.collect;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets somebody else's code work on what a stranger sent, and goes on without it when it
 * does not come back: nothing can make it stop, so only a few are left working behind.
 * Thread-safe.
 */
final class Patience {

	/** So many may be left working; then nothing new is begun. */
	static final int MOST_LEFT = 2;

	/** What is said of such a file. */
	static final String TOO_LONG = "El archivo tarda demasiado en leerse: está dañado, o hecho para que no se pueda";

	private final Duration longest;

	private final AtomicInteger left = new AtomicInteger();

	/**
	 * @param longest that anybody waits
	 */
	Patience(Duration longest) {
		this.longest = longest;
	}

	/**
	 * What the work comes to.
	 * @throws IOException that the work throws, or, saying so in Spanish, because it does
	 * not come back or too many have not
	 */
	<T> T with(Callable<T> work) throws IOException {
		if (this.left.get() >= MOST_LEFT) {
			throw new IOException("El archivo no se abre: el programa sigue ocupado con otros que no se dejan leer");
		}
		Task<T> task = new Task<>(work);
		Thread thread = new Thread(task, "stranger");
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(this.longest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			task.leave();
			throw new IOException(TOO_LONG, ex);
		}
		catch (InterruptedException ex) {
			task.leave();
			Thread.currentThread().interrupt();
			throw new IOException("La lectura se interrumpió", ex);
		}
		catch (ExecutionException ex) {
			throw thrown(ex.getCause());
		}
	}

	private static IOException thrown(@Nullable Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		if (cause instanceof RuntimeException unchecked) {
			throw unchecked;
		}
		return (cause instanceof IOException io) ? io : new IOException(cause);
	}

	private final class Task<T> extends FutureTask<T> {

		/** Guarded by this. */
		private boolean alone;

		/** Guarded by this. */
		private boolean over;

		Task(Callable<T> work) {
			super(work);
		}

		/** Nobody waits for it any more. */
		synchronized void leave() {
			if (!this.over) {
				this.alone = true;
				Patience.this.left.incrementAndGet();
			}
		}

		@Override
		protected synchronized void done() {
			this.over = true;
			if (this.alone) {
				Patience.this.left.decrementAndGet();
			}
		}

	}

}
