package org.becas.offer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Why a person should look at an offer. A fixed list: each reason has a sentence for
 * staff under {@code attention.<key>} in the messages.
 */
public enum Attention {

	/** News, advice, a list article, an advert, a prize, a closed call: not a call. */
	NOT_A_CALL(Field.OFFER, false),

	/** What speaks for its being a call and what speaks against it are nearly even. */
	DOUBTFUL_CALL(Field.OFFER, true),

	NO_LEVEL(Field.LEVELS, true),

	/** "Posgrado" alone, read as master's and doctorate. */
	POSTGRADUATE_ALONE(Field.LEVELS, true),

	/** Two places of the announcement state different levels. */
	LEVEL_CONTRADICTION(Field.LEVELS, true),

	/** A non-official degree ("título propio", "máster propio"). */
	UNOFFICIAL_DEGREE(Field.LEVELS, false),

	NO_DEADLINE(Field.DEADLINE, true), DEADLINE_PASSED(Field.DEADLINE, false),

	/** A day and month that can be read both ways, such as 03/04. */
	AMBIGUOUS_DATE(Field.DEADLINE, true),

	/** The year is not written and was taken from weekday and publication date. */
	YEAR_INFERRED(Field.DEADLINE, true),

	/** A date without a year that nothing settles. */
	YEAR_UNKNOWN(Field.DEADLINE, true),

	/** The weekday written does not fall on the date written. */
	WEEKDAY_MISMATCH(Field.DEADLINE, true),

	SEVERAL_DEADLINES(Field.DEADLINE, true), APPROXIMATE_DEADLINE(Field.DEADLINE, true),

	/** An hour is stated, but not whose. */
	ZONE_UNKNOWN(Field.DEADLINE, false),

	/** A structured field of the source and the text disagree on the deadline. */
	DEADLINE_CONTRADICTION(Field.DEADLINE, true),

	COLOMBIANS_EXCLUDED(Field.COLOMBIANS, false), COLOMBIANS_UNKNOWN(Field.COLOMBIANS, true),

	/** Applying costs money. */
	FEE(Field.COST, false),

	/** Someone offers to apply on one's behalf, for money. */
	INTERMEDIARY(Field.COST, false),

	/** A link that hides where it leads. */
	SHORTENED_LINK(Field.URL, false),

	/** A domain made to look like an official one. */
	LOOKALIKE_DOMAIN(Field.URL, false),

	/** A loan or a discount that calls itself a scholarship. */
	CREDIT_OR_DISCOUNT(Field.FUNDING, false),

	/** Perhaps the same call as another offer. */
	POSSIBLE_DUPLICATE(null, false),

	/** Sightings of this offer state different deadlines. */
	SIGHTINGS_DISAGREE(Field.DEADLINE, true),

	/** The source's text changed after the offer was approved. */
	CHANGED_SINCE_APPROVAL(null, false),

	/** No source shows it any more. */
	GONE(null, false);

	private final @Nullable Field field;

	private final boolean doubt;

	Attention(@Nullable Field field, boolean doubt) {
		this.field = field;
		this.doubt = doubt;
	}

	/**
	 * What it is about; null where it is about the offer and not about what its sources
	 * say, so that it lasts when they say something else.
	 */
	public @Nullable Field field() {
		return this.field;
	}

	/** Whether what was read of the field may be wrong, so that a person decides. */
	public boolean isDoubt() {
		return this.doubt;
	}

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
