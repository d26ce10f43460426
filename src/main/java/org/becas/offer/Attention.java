package org.becas.offer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a person should look at an offer. A fixed list: each reason has a sentence for
 * staff under {@code attention.<key>} in the messages.
 */
public enum Attention {

	/** News, advice, a list article, an advert, a prize, a closed call: not a call. */
	NOT_A_CALL,

	/** What speaks for its being a call and what speaks against it are nearly even. */
	DOUBTFUL_CALL,

	NO_LEVEL,

	/** "Posgrado" alone, read as master's and doctorate. */
	POSTGRADUATE_ALONE,

	/** Two places of the announcement state different levels. */
	LEVEL_CONTRADICTION,

	/** A non-official degree ("título propio", "máster propio"). */
	UNOFFICIAL_DEGREE,

	NO_DEADLINE, DEADLINE_PASSED,

	/** A day and month that can be read both ways, such as 03/04. */
	AMBIGUOUS_DATE,

	/** The year is not written and was taken from weekday and publication date. */
	YEAR_INFERRED,

	/** A date without a year that nothing settles. */
	YEAR_UNKNOWN,

	/** The weekday written does not fall on the date written. */
	WEEKDAY_MISMATCH,

	SEVERAL_DEADLINES, APPROXIMATE_DEADLINE,

	/** An hour is stated, but not whose. */
	ZONE_UNKNOWN,

	/** A structured field of the source and the text disagree on the deadline. */
	DEADLINE_CONTRADICTION,

	COLOMBIANS_EXCLUDED, COLOMBIANS_UNKNOWN,

	/** Applying costs money. */
	FEE,

	/** Someone offers to apply on one's behalf, for money. */
	INTERMEDIARY,

	/** A link that hides where it leads. */
	SHORTENED_LINK,

	/** A domain made to look like an official one. */
	LOOKALIKE_DOMAIN,

	/** A loan or a discount that calls itself a scholarship. */
	CREDIT_OR_DISCOUNT,

	/** Perhaps the same call as another offer. */
	POSSIBLE_DUPLICATE,

	/** Sightings of this offer state different deadlines. */
	SIGHTINGS_DISAGREE,

	/** The source's text changed after the offer was approved. */
	CHANGED_SINCE_APPROVAL,

	/** No source shows it any more. */
	GONE;

	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * @throws IllegalArgumentException naming the wrong key and the possible ones
	 */
	public static Attention of(String key) {
		return Arrays.stream(values())
			.filter(attention -> attention.key().equals(key))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Motivo desconocido \"%s\"; los posibles son %s"
				.formatted(key, Arrays.stream(values()).map(Attention::key).collect(Collectors.joining(", ")))));
	}

	static String join(Set<Attention> attention) {
		return attention.stream().sorted().map(Attention::key).collect(Collectors.joining(";"));
	}

	static Set<Attention> split(String joined) {
		Set<Attention> attention = new TreeSet<>();
		for (String key : joined.split(";")) {
			if (!key.isEmpty()) {
				attention.add(of(key));
			}
		}
		return attention;
	}

}
