package org.becas.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.becas.delivery.Delivery.State;

/**
 * Charts of a sending as shapes of an inline SVG, in its user units. Colours come from
 * the style sheet; the numbers stand beside them as text.
 */
final class Chart {

	/** How wide a chart is. */
	static final int WIDTH = 600;

	/** How high the columns of a chart are at most. */
	static final int HEIGHT = 120;

	private static final int COLUMNS = 40;

	private Chart() {
	}

	/**
	 * One bar made of a part for each state that anybody is in. A part is never too thin
	 * to be seen.
	 */
	static List<Part> outcome(Map<State, Integer> totals) {
		int all = Math.max(1, totals.values().stream().mapToInt(Integer::intValue).sum());
		List<Part> parts = new ArrayList<>();
		double from = 0;
		for (Map.Entry<State, Integer> total : totals.entrySet()) {
			if (total.getValue() > 0) {
				double width = Math.max(3, (double) WIDTH * total.getValue() / all);
				parts.add(new Part(total.getKey(), total.getValue(), percent(total.getValue(), all), round(from),
						round(width)));
				from += width;
			}
		}
		double scale = WIDTH / Math.max(WIDTH, from);
		return parts.stream().map((part) -> part.scaled(scale)).toList();
	}

	/** How long each column of {@link #pace} stands for, in whole seconds. */
	static Duration stretch(Instant first, Instant last) {
		long seconds = Math.max(1, Duration.between(first, last).toSeconds() + 1);
		return Duration.ofSeconds((seconds + COLUMNS - 1) / COLUMNS);
	}

	/** Columns of what was taken over time, from the first stretch to the last. */
	static List<Column> pace(Map<Instant, Integer> taken, Duration stretch) {
		if (taken.isEmpty()) {
			return List.of();
		}
		int most = taken.values().stream().mapToInt(Integer::intValue).max().orElse(1);
		Instant first = taken.keySet().iterator().next();
		List<Column> columns = new ArrayList<>();
		double width = (double) WIDTH / (COLUMNS + 1);
		taken.forEach((at, count) -> {
			long place = Duration.between(first, at).dividedBy(stretch);
			double height = Math.max(1, (double) HEIGHT * count / most);
			columns.add(new Column(at, count, round(place * width), round(HEIGHT - height), round(width - 1),
					round(height)));
		});
		return columns;
	}

	private static int percent(int part, int all) {
		return Math.round(100f * part / all);
	}

	private static double round(double value) {
		return Math.round(value * 10) / 10.0;
	}

	/** A part of the bar. */
	record Part(State state, int count, int percent, double x, double width) {

		Part scaled(double scale) {
			return new Part(this.state, this.count, this.percent, round(this.x * scale), round(this.width * scale));
		}

	}

	/** What was taken in one stretch of time. */
	record Column(Instant at, int count, double x, double y, double width, double height) {
	}

}
