package org.becas.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose other side takes no more bytes: a socket has a limit for
 * reading, and none for writing. It looks now and then, since a timer for every write
 * would cost more than the write.
 */
final class WriteWatch implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration LOOK = Duration.ofSeconds(5);

	private static final ScheduledThreadPoolExecutor TIMER = timer();

	private final Wire wire;

	private final Future<?> looking;

	/**
	 * When the present write began, by {@link System#nanoTime}; 0 while there is none.
	 */
	private volatile long since;

	WriteWatch(Wire wire) {
		this.wire = wire;
		this.looking = TIMER.scheduleWithFixedDelay(this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
	}

	private static ScheduledThreadPoolExecutor timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(work, "smtp-watch");
			thread.setDaemon(true);
			return thread;
		});
		timer.setRemoveOnCancelPolicy(true);
		return timer;
	}

	void begin() {
		this.since = System.nanoTime() | 1;
	}

	void end() {
		this.since = 0;
	}

	private void look() {
		long began = this.since;
		if (began != 0 && System.nanoTime() - began > PATIENCE.toNanos()) {
			try {
				this.wire.socket().close();
			}
			catch (IOException ex) {
				// whoever is writing to it finds out
			}
		}
	}

	@Override
	public void close() {
		this.looking.cancel(false);
	}

}
