package org.becas.extract;

import java.time.LocalDate;
import java.util.Set;

import org.becas.offer.Country;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read: a posting's words with what its source says about them.
 *
 * @param title plain text
 * @param text plain text; lines matter, since tables and lists are read line by line
 * @param url where it stands
 * @param published when the source says that it was published
 * @param hints what the source's entry in {@code sources.yml} or a structured field says
 */
public record Announcement(String title, String text, @Nullable String url, @Nullable LocalDate published,
		Hints hints) {

	public Announcement(String title, String text) {
		this(title, text, null, null, Hints.NONE);
	}

	/**
	 * What is known without reading. A structured field of the source is strong evidence,
	 * but the text may contradict it; then a person is asked.
	 *
	 * @param language ISO 639 code of the source's texts
	 * @param country where the source is, ISO 3166-1 alpha-2: settles how 03/04 is read
	 * there, and is the place of study where the text names none
	 * @param provider the source's usual provider
	 * @param levels the source's usual levels
	 * @param deadlineField the source's own deadline field, as it wrote it
	 * @param levelField the source's own level field, as it wrote it
	 */
	public record Hints(@Nullable String language, @Nullable String country, @Nullable String provider,
			Set<Level> levels, @Nullable String deadlineField, @Nullable String levelField) {

		public static final Hints NONE = new Hints(null, null, null, Set.of(), null, null);

		/** A country that is none of the list says nothing. */
		public Hints {
			country = (country != null && Country.isCode(country)) ? country : null;
		}

	}
}
