package org.becas.collect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The last visits to a source as a small chart: a bar for each, as high as what was
 * found, before a band of what is usual. Lengths are units of its view box.
 *
 * @param bars oldest first
 * @param width of the view box
 * @param usual what is usual; null while there are too few visits to tell
 * @param bandTop where the band begins
 * @param bandHeight 0 where there is no band
 */
record VisitChart(List<Bar> bars, int width, @Nullable Yield usual, int bandTop, int bandHeight) {

	static final int HEIGHT = 40;

	private static final int STEP = 8;

	private static final int BAR = 6;

	/**
	 * @param history newest first, as it is kept
	 * @param slots for how many visits there is room; the newest stands at the right
	 * @param usual what the source usually shows
	 */
	static VisitChart of(List<Visit> history, int slots, Optional<Yield> usual) {
		List<Visit> visits = new ArrayList<>(history);
		Collections.reverse(visits);
		int most = Math.max(1, Math.max(visits.stream().mapToInt((visit) -> visit.counts().found()).max().orElse(1),
				usual.map(Yield::most).orElse(1)));
		List<Bar> bars = new ArrayList<>();
		int before = 0;
		for (Visit visit : visits) {
			String kind = !visit.outcome().fine() ? "bad" : (visit.outcome() == Outcome.UNCHANGED) ? "same" : "read";
			int found = kind.equals("read") ? visit.counts().found() : kind.equals("same") ? before : most;
			before = kind.equals("bad") ? before : found;
			int height = Math.max(2, HEIGHT * found / most);
			bars.add(new Bar((slots - visits.size() + bars.size()) * STEP, HEIGHT - height, BAR, height, kind, visit));
		}
		int top = usual.map((range) -> HEIGHT - HEIGHT * Math.min(range.most(), most) / most).orElse(0);
		int bottom = usual.map((range) -> HEIGHT - HEIGHT * Math.min(range.least(), most) / most).orElse(0);
		return new VisitChart(bars, slots * STEP, usual.orElse(null), top, bottom - top);
	}

	/**
	 * One visit.
	 *
	 * @param kind {@code read}, {@code same} where nothing had changed, or {@code bad}
	 */
	record Bar(int x, int y, int width, int height, String kind, Visit visit) {
	}

}
