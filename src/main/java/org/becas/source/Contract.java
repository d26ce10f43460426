package org.becas.source;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.becas.source.Source.Field;
import org.jspecify.annotations.Nullable;

/**
 * A saved page of a source and what has to be read from it: who changes the entry, or the
 * program, learns at once what that would lose.
 *
 * @param page file name, relative to the folder of {@code sources.yml}
 * @param url where the page stood; null for the source's own address
 * @param count how many announcements there are; null if that is not said
 * @param expected announcements that have to be there, each with some of its fields
 * @param line of it in the file, from 1
 */
public record Contract(String page, @Nullable URI url, @Nullable Integer count, List<Map<Field, String>> expected,
		int line) {

	public Contract {
		expected = List.copyOf(expected);
	}

}
