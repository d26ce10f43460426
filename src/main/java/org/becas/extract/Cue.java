package org.becas.extract;

import java.util.Locale;

/**
 * The kinds of phrases that rules look for. The phrases of a kind are the lines of
 * {@code lexicon/<kind>.tsv}: what the phrase means, the phrase, and the languages in
 * which it means that, if not in all.
 */
enum Cue {

	/** A study level; {@code none} absorbs a longer phrase that only looks like one. */
	LEVEL,

	/** How the text speaks of a level: funds, requires, excludes, advertises it. */
	ROLE,

	/** What a "Label: value" line or a heading is about. */
	LABEL,

	/** What a date beside it is: closing, opening, or something else. */
	DATE,

	/** What a deadline is for, and with whom. */
	DEADLINE,

	/** What heads a column of dates, where the word alone would say too little. */
	COLUMN,

	MONTH, WEEKDAY,

	/** A day of the month in words: "quince". */
	DAY,

	/** The thousands of a year in words: "dos mil". */
	YEAR,

	/** A part of a month: "finales de". */
	PERIOD,

	/** Words of the clock, and whose clock. */
	HOUR, ZONE,

	/** A country by name, by its people or by one of its cities. */
	COUNTRY, DEMONYM, CITY,

	/** Whether a place is where one studies or where the applicants come from. */
	PLACE,

	/** What a word beside a nationality is: applicants, a place of study, a thing. */
	NOUN,

	/** What only one country has: its examinations, papers and offices. */
	SIGN,

	/** What says of a country of study that it is not one. */
	WHERE,

	/** Whether the announcement is a call at all. */
	CALL,

	/** How it speaks: of scholarships at large, to its readers, of what has been. */
	MANNER,

	/** What makes it a call: for whom it is, what it gives, how to apply. */
	GROUNDS,

	/** What is paid. */
	FUNDING,

	/** Who may apply. */
	WHO,

	/** Who offers it. */
	PROVIDER,

	/** What makes an offer suspicious or costly. */
	WARNING,

	/** Currencies, for how long an amount is, and what else money is of. */
	MONEY,

	/** What is paid for, and how the text speaks of it. */
	COVER,

	/** Words around an age. */
	AGE,

	/** Languages and their certificates, and how they are asked for. */
	SKILL,

	/** Fields of study. */
	AREA,

	/** On site or online. */
	MODE;

	String file() {
		return "lexicon/" + name().toLowerCase(Locale.ROOT) + ".tsv";
	}

}
