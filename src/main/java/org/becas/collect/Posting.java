package org.becas.collect;

import java.net.URI;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What a portal wrote, as it wrote it.
 *
 * @param key what the portal knows it by: its guid, its código, else its address; unique
 * within the source
 * @param title plain text, one line
 * @param url where a person reads it
 * @param text plain text, one line for each heading, paragraph, list item and table row;
 * its first {@link #LONGEST_TEXT} characters
 * @param published when the portal says that it was published
 * @param deadline the portal's own deadline field
 * @param level the portal's own level field
 * @param provider the portal's own provider field
 * @param modified whatever its list says that is different after the page was changed;
 * null where the list says nothing of the kind
 * @param detail where the rest of it is asked for; mostly where a person reads it
 */
record Posting(String key, String title, URI url, String text, @Nullable LocalDate published, @Nullable String deadline,
		@Nullable String level, @Nullable String provider, @Nullable String modified, URI detail) {

	/**
	 * Characters of a text that are kept: some sixty pages. What else a page holds is
	 * other calls or no announcement, and many such texts are in memory at a time.
	 */
	static final int LONGEST_TEXT = 200_000;

	Posting {
		text = beginning(text);
	}

	private static String beginning(String text) {
		if (text.length() <= LONGEST_TEXT) {
			return text;
		}
		boolean pair = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
		return text.substring(0, pair ? LONGEST_TEXT - 1 : LONGEST_TEXT);
	}

	Posting(String key, String title, URI url, String text, @Nullable LocalDate published, @Nullable String deadline,
			@Nullable String level, @Nullable String provider, @Nullable String modified) {
		this(key, title, url, text, published, deadline, level, provider, modified, url);
	}

	/** The same call with other words. */
	Posting saying(String otherText) {
		return new Posting(this.key, this.title, this.url, otherText, this.published, this.deadline, this.level,
				this.provider, this.modified, this.detail);
	}

	Posting(String key, String title, URI url, String text, @Nullable LocalDate published, @Nullable String deadline,
			@Nullable String level, @Nullable String provider) {
		this(key, title, url, text, published, deadline, level, provider, null);
	}

}
