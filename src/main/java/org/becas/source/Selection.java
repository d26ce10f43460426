package org.becas.source;

import java.util.List;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one field is found: the first of the choices that finds something counts.
 *
 * @param choices in order of preference, at least one
 */
public record Selection(List<Choice> choices) {

	public Selection {
		choices = List.copyOf(choices);
	}

	/**
	 * @param selector where the field stands
	 * @param match takes a part of what stands there: its first group, else the whole
	 * match; null takes all
	 */
	public record Choice(Selector selector, @Nullable Pattern match) {
	}

	/** A selection with one choice. */
	public static Selection of(String selector) {
		return new Selection(List.of(new Choice(Selector.of(selector), null)));
	}

}
