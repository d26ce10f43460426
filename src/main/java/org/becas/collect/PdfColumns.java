package org.becas.collect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a page in columns is read: what stands above them, each column from
 * top to bottom, what stands below. The cells of a table are no columns: their rows are
 * read across.
 */
final class PdfColumns {

	/** Fewer lines beside each other are not columns. */
	private static final int FEWEST_LINES = 4;

	/** A space between words is narrower, in points. */
	private static final float GUTTER = 8;

	/** Running text fills so much of its column. */
	private static final double FULL = 0.7;

	private static final int DEEPEST = 2;

	private PdfColumns() {
	}

	/** The pieces of a page, one after the other. */
	static List<List<TextPosition>> of(List<TextPosition> page) {
		List<List<TextPosition>> pieces = new ArrayList<>();
		part(lines(page), pieces, 0);
		return pieces;
	}

	private static void part(List<Line> lines, List<List<TextPosition>> pieces, int depth) {
		Band band = (depth < DEEPEST) ? band(lines) : null;
		if (band == null) {
			add(lines, pieces);
			return;
		}
		add(lines.subList(0, band.from), pieces);
		List<Line> columns = lines.subList(band.from, band.to);
		part(columns.stream().map((line) -> line.side(band.gutter, true)).filter(Line::isSomething).toList(), pieces,
				depth + 1);
		part(columns.stream().map((line) -> line.side(band.gutter, false)).filter(Line::isSomething).toList(), pieces,
				depth + 1);
		part(lines.subList(band.to, lines.size()), pieces, depth);
	}

	private static void add(List<Line> lines, List<List<TextPosition>> pieces) {
		if (!lines.isEmpty()) {
			List<TextPosition> piece = new ArrayList<>();
			lines.forEach((line) -> piece.addAll(line.words));
			pieces.add(piece);
		}
	}

	private static List<Line> lines(List<TextPosition> page) {
		List<TextPosition> sorted = new ArrayList<>(page);
		sorted.sort(Comparator.comparingDouble(TextPosition::getYDirAdj));
		List<Line> lines = new ArrayList<>();
		List<TextPosition> line = new ArrayList<>();
		float base = Float.NEGATIVE_INFINITY;
		for (TextPosition position : sorted) {
			if (position.getYDirAdj() - base > Math.max(2, 0.5 * position.getHeightDir()) && !line.isEmpty()) {
				lines.add(Line.of(line));
				line = new ArrayList<>();
			}
			base = line.isEmpty() ? position.getYDirAdj() : base;
			line.add(position);
		}
		if (!line.isEmpty()) {
			lines.add(Line.of(line));
		}
		return lines;
	}

	/** The first lines that are columns; null if there are none. */
	private static @Nullable Band band(List<Line> lines) {
		float left = (float) lines.stream().mapToDouble(Line::left).min().orElse(0);
		float right = (float) lines.stream().mapToDouble(Line::right).max().orElse(0);
		Band best = null;
		for (float at = left + (right - left) * 0.2F; at < left + (right - left) * 0.8F; at += 2) {
			Band band = band(lines, at);
			if (band != null && (best == null || band.to - band.from > best.to - best.from)) {
				best = band;
			}
		}
		return best;
	}

	/** The longest run of lines that leave a place free and are columns beside it. */
	private static @Nullable Band band(List<Line> lines, float at) {
		Band best = null;
		for (int from = 0; from < lines.size(); from++) {
			if (!lines.get(from).parts(at)) {
				continue;
			}
			int to = from;
			int last = from;
			while (to < lines.size() && lines.get(to).isFree(at)) {
				last = lines.get(to).parts(at) ? to : last;
				to++;
			}
			Band band = new Band(start(lines, from, at), end(lines, last, at), at);
			if (areColumns(lines.subList(from, last + 1), at)
					&& (best == null || band.to - band.from > best.to - best.from)) {
				best = band;
			}
			from = to;
		}
		return best;
	}

	/** The right column may begin above the left one. */
	private static int start(List<Line> lines, int from, float at) {
		int start = from;
		while (start > 0 && lines.get(start - 1).left() > at && lines.get(start).follows(lines.get(start - 1))) {
			start--;
		}
		return start;
	}

	/** Either may be longer than the other, by lines that go on with its text. */
	private static int end(List<Line> lines, int last, float at) {
		double full = FULL * Math.max(lines.get(last).side(at, true).width(), lines.get(last).side(at, false).width());
		int end = last + 1;
		while (end < lines.size() && lines.get(end).isFree(at) && lines.get(end).follows(lines.get(end - 1))
				&& (lines.get(end).width() >= full || lines.get(end).goesOn())) {
			end++;
		}
		return end;
	}

	/** Whether running text stands on both sides, not the names and values of a table. */
	private static boolean areColumns(List<Line> lines, float at) {
		List<Line> beside = lines.stream().filter((line) -> line.parts(at)).toList();
		return beside.size() >= FEWEST_LINES && 2 * beside.size() >= lines.size() && isFull(beside, at, true)
				&& isFull(beside, at, false);
	}

	private static boolean isFull(List<Line> lines, float at, boolean left) {
		double[] widths = lines.stream().mapToDouble((line) -> line.side(at, left).width()).sorted().toArray();
		double widest = widths[widths.length - 1];
		return widths[widths.length / 4] >= FULL * widest && widest > 90;
	}

	/** Lines that are columns, and where they part. */
	private record Band(int from, int to, float gutter) {
	}

	/**
	 * What stands at one height, from left to right.
	 *
	 * @param spans where words stand: begin and end of each stretch between wide gaps
	 */
	private record Line(List<TextPosition> words, List<float[]> spans) {

		static Line of(List<TextPosition> words) {
			List<TextPosition> sorted = new ArrayList<>(words);
			sorted.sort(Comparator.comparingDouble(TextPosition::getXDirAdj));
			List<float[]> spans = new ArrayList<>();
			for (TextPosition word : sorted) {
				float begin = word.getXDirAdj();
				float end = begin + word.getWidthDirAdj();
				float[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
				if (word.getUnicode().isBlank()) {
					continue;
				}
				if (last != null && begin - last[1] < GUTTER) {
					last[1] = Math.max(last[1], end);
				}
				else {
					spans.add(new float[] { begin, end });
				}
			}
			return new Line(sorted, spans);
		}

		boolean isSomething() {
			return !this.spans.isEmpty();
		}

		float left() {
			return this.spans.isEmpty() ? Float.MAX_VALUE : this.spans.get(0)[0];
		}

		float right() {
			return this.spans.isEmpty() ? 0 : this.spans.get(this.spans.size() - 1)[1];
		}

		float width() {
			return Math.max(0, right() - left());
		}

		/** Whether nothing stands at a place. */
		boolean isFree(float at) {
			return this.spans.stream().noneMatch((span) -> span[0] < at && span[1] > at);
		}

		/** Whether it begins within a sentence. */
		boolean goesOn() {
			return Character.isLowerCase(this.words.get(0).getUnicode().codePointAt(0));
		}

		/** Whether it is the next line of the same text. */
		boolean follows(Line before) {
			TextPosition first = this.words.get(0);
			return first.getYDirAdj() - before.words.get(0).getYDirAdj() < 1.7 * first.getFontSizeInPt();
		}

		/** Whether words stand on both sides of a free place. */
		boolean parts(float at) {
			return left() < at && right() > at && isFree(at);
		}

		Line side(float at, boolean left) {
			return of(this.words.stream().filter((word) -> (word.getXDirAdj() < at) == left).toList());
		}

	}

}
