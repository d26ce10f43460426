package org.becas.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far long work is until it is closed: a bar on a terminal, lines elsewhere.
 */
final class Progress implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Progress.class);

	private final Work work;

	private final PrintWriter lines;

	private final Duration every;

	private final @Nullable ProgressBar bar;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	/**
	 * @param name of the work, for the bar
	 * @param unit of what is counted, in the plural
	 * @param lines where they go; the bar goes to the terminal
	 * @param every how often at most there are lines
	 */
	Progress(String name, String unit, Work work, PrintWriter lines, Duration every) {
		boolean terminal = System.console() != null;
		this.work = work;
		this.lines = lines;
		this.every = terminal ? Duration.ofSeconds(1) : every;
		this.bar = terminal ? new ProgressBarBuilder().setTaskName(name)
			.setStyle(ProgressBarStyle.ASCII)
			.setUnit(" " + unit, 1)
			.showSpeed()
			.build() : null;
	}

	void start() {
		this.clock.scheduleWithFixedDelay(this::show, 1000, this.every.toMillis(), TimeUnit.MILLISECONDS);
	}

	private synchronized void show() {
		try {
			Stand stand = this.work.stand();
			if (this.bar != null) {
				this.bar.maxHint(stand.all()).stepTo(stand.done());
				return;
			}
			stand.news().forEach(this.lines::println);
			this.lines.flush();
		}
		catch (RuntimeException ex) {
			// The work goes on, and so does its clock
			log.debug("Por ahora no se puede mostrar cuánto va", ex);
		}
	}

	/** Shows the end of it. */
	@Override
	public void close() {
		this.clock.shutdownNow();
		show();
		if (this.bar != null) {
			this.bar.close();
		}
	}

	/** Work that knows how far it is. */
	@FunctionalInterface
	interface Work {

		Stand stand();

	}

	/**
	 * How far work is.
	 *
	 * @param news lines since it was last asked
	 */
	record Stand(long done, long all, List<String> news) {
	}

}
