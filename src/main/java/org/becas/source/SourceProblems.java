package org.becas.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that is wrong with a {@code sources.yml}, said for the person who edits it.
 */
public class SourceProblems extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	SourceProblems(List<Problem> problems) {
		super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
		this.problems = List.copyOf(problems);
	}

	public List<Problem> problems() {
		return this.problems;
	}

	/**
	 * @param file as it was named
	 * @param line from 1; 0 where the whole file is meant
	 * @param text what is wrong, the wrong value and the possible ones
	 */
	public record Problem(String file, int line, String text) {

		@Override
		public String toString() {
			return (this.line > 0) ? "%s, línea %d: %s".formatted(this.file, this.line, this.text)
					: this.file + ": " + this.text;
		}

	}

}
