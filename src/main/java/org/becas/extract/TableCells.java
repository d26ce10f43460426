package org.becas.extract;

import java.util.List;

/**
 * What a cell of a table with {@code |} between its cells is about: what stands in front
 * of it in its row or behind it, and what heads its column.
 */
final class TableCells {

	/** Longer tables are read without their header. */
	private static final int ROWS = 60;

	/** Longer lines are no rows. */
	private static final int WIDTH = 300;

	private TableCells() {
	}

	/** The phrases of the row's label, or else of the column's header; none elsewhere. */
	static List<Hit> about(Document document, Cue cue, int token) {
		int line = document.lineNumber(token);
		int start = document.lines()[line];
		if (!holdsCells(document, line)) {
			return List.of();
		}
		List<Hit> before = document.hits().of(cue, start, token);
		List<Hit> row = before.isEmpty() ? document.hits().of(cue, token, document.lineEnd(token)) : before;
		return row.isEmpty() ? header(document, cue, line, column(document, start, token)) : row;
	}

	/** Whether the column is headed "Fecha fin", "Hasta", "End". */
	static boolean inEndColumn(Document document, int token) {
		int line = document.lineNumber(token);
		if (!holdsCells(document, line)) {
			return false;
		}
		int top = Math.max(document.tableTop(line), line - ROWS);
		int start = document.lines()[top];
		int column = column(document, document.lines()[line], token);
		return top < line && document.hits()
			.of(Cue.COLUMN, start, document.lineEnd(start))
			.stream()
			.anyMatch(hit -> hit.is("end") && column(document, start, hit.from()) == column);
	}

	private static List<Hit> header(Document document, Cue cue, int line, int column) {
		int top = Math.max(document.tableTop(line), line - ROWS);
		int start = document.lines()[top];
		int end = document.lineEnd(start);
		return (top == line) ? List.of()
				: document.hits()
					.in(cue, start, end)
					.filter(hit -> column(document, start, hit.from()) == column)
					.toList();
	}

	/** The first line of the table to which each line belongs, itself if to none. */
	static int[] tops(Document document) {
		int[] tops = new int[document.lines().length];
		for (int line = 0; line < tops.length; line++) {
			boolean goesOn = line > 0 && holdsCells(document, line - 1);
			tops[line] = goesOn ? tops[line - 1] : line;
		}
		return tops;
	}

	private static boolean holdsCells(Document document, int line) {
		int start = document.lines()[line];
		int end = document.lineEnd(start);
		return end - start <= WIDTH && column(document, start, end) > 0;
	}

	private static int column(Document document, int start, int token) {
		int column = 0;
		for (int i = start; i < token; i++) {
			column += document.token(i).isMark('|') ? 1 : 0;
		}
		return column;
	}

}
