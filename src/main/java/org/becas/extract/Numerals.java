package org.becas.extract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

import org.becas.offer.Amount;
import org.jspecify.annotations.Nullable;

/** Numbers as people write sums, with their thousands, decimals and "mil". */
final class Numerals {

	private static final Map<String, Integer> SCALES = Map.ofEntries(Map.entry("mil", 3), Map.entry("k", 3),
			Map.entry("thousand", 3), Map.entry("mille", 3), Map.entry("tausend", 3), Map.entry("tsd", 3),
			Map.entry("millon", 6), Map.entry("millones", 6), Map.entry("million", 6), Map.entry("millions", 6),
			Map.entry("milhao", 6), Map.entry("milhoes", 6), Map.entry("millionen", 6), Map.entry("mio", 6));

	/** Longer runs of digits are no money. */
	private static final int DIGITS = 13;

	private final Document document;

	private final Currencies currencies;

	/** A number and the tokens that write it. */
	record Numeral(int from, int to, BigDecimal value) {

		/** Whether it may be a year: the sum is another number. */
		boolean isYear() {
			return this.to - this.from == 1 && this.value.compareTo(BigDecimal.valueOf(1990)) > 0
					&& this.value.compareTo(BigDecimal.valueOf(2100)) < 0;
		}

	}

	Numerals(Document document, Currencies currencies) {
		this.document = document;
		this.currencies = currencies;
	}

	/** The number that starts at a token. */
	@Nullable Numeral at(int at) {
		Numeral numeral = read(at);
		return (numeral != null && !Amount.isTooLong(numeral.value())) ? numeral : null;
	}

	private @Nullable Numeral read(int at) {
		Token first = this.document.peek(at);
		if (!first.isNumber() || first.word().length() > DIGITS || isInsideNumber(at)) {
			return null;
		}
		StringBuilder digits = new StringBuilder(first.word());
		int to = thousands(at + 1, digits);
		if (digits.length() > DIGITS || (digits.charAt(0) == '0' && digits.length() > 1)) {
			return null;
		}
		if (this.document.peek(to).isMark(".,") && this.document.touches(to - 1) && this.document.touches(to)
				&& this.document.peek(to + 1).isNumber() && this.document.peek(to + 1).word().length() <= 2) {
			digits.append('.').append(this.document.token(to + 1).word());
			to += 2;
		}
		else if (this.document.peek(to).isMark(".,") && this.document.peek(to + 1).isMark('-')
				&& this.document.touches(to)) {
			to += 2;
		}
		Integer scale = this.document.peek(to).isWord() ? SCALES.get(this.document.peek(to).word()) : null;
		BigDecimal value = new BigDecimal(digits.toString());
		if (scale == null) {
			return new Numeral(at, to, value);
		}
		int behind = this.document.peek(to + 1).isWord("de") || this.document.peek(to + 1).isWord("d") ? to + 2
				: to + 1;
		BigDecimal scaled = value.scaleByPowerOfTen(scale).setScale(0, RoundingMode.HALF_UP);
		if (isBehindThousand(to + 1)) {
			return new Numeral(at, to + 2, scaled.add(new BigDecimal(this.document.token(to + 1).word())));
		}
		return new Numeral(at, (this.currencies.at(behind) != null) ? behind : to + 1, scaled);
	}

	/** The 400 of "2 mil 400", as sums are written in Mexico. */
	private boolean isBehindThousand(int at) {
		return isGroup(at) && this.document.peek(at - 1).isWord("mil") && this.document.peek(at - 2).isNumber();
	}

	/**
	 * "1.025", "1,025", "1'025", "1 025": groups of three with one mark throughout.
	 */
	private int thousands(int at, StringBuilder digits) {
		int to = at;
		if (digits.length() > 3) {
			return to;
		}
		@Nullable String mark = null;
		while (digits.length() <= DIGITS) {
			Token token = this.document.peek(to);
			if (token.isMark(".,'") && this.document.touches(to - 1) && this.document.touches(to) && isGroup(to + 1)
					&& (mark == null || mark.equals(token.word()))) {
				mark = token.word();
				digits.append(this.document.token(to + 1).word());
				to += 2;
			}
			else if (token.isNumber() && isGroup(to) && token.start() - this.document.peek(to - 1).end() == 1
					&& (mark == null || mark.equals(" "))) {
				mark = " ";
				digits.append(token.word());
				to++;
			}
			else {
				break;
			}
		}
		return to;
	}

	private boolean isGroup(int at) {
		Token token = this.document.peek(at);
		return token.isNumber() && token.word().length() == 3;
	}

	/** Whether digits or a mark between digits touch the token from the left. */
	private boolean isInsideNumber(int at) {
		Token before = this.document.peek(at - 1);
		return at > 0 && this.document.touches(at - 1) && (before.isNumber() || (before.isMark(".,'/:-")
				&& this.document.peek(at - 2).isNumber() && this.document.touches(at - 2) && !before.isMark('-')));
	}

	/** The number that ends in front of a token. */
	@Nullable Numeral before(int end) {
		int at = end - 1;
		for (int steps = 0; steps < 10 && at >= 0; steps++, at--) {
			Token token = this.document.token(at);
			if (token.isNumber()) {
				Numeral numeral = (isSpaceGroup(at) || isBehindThousand(at)) ? null : at(at);
				if (numeral != null && numeral.to() == end) {
					return numeral;
				}
			}
			else if (!token.isMark(".,'-") && !(token.isWord()
					&& (SCALES.containsKey(token.word()) || token.word().equals("de") || token.word().equals("d")))) {
				return null;
			}
		}
		return null;
	}

	private boolean isSpaceGroup(int at) {
		Token before = this.document.peek(at - 1);
		return isGroup(at) && before.isNumber() && before.word().length() <= 3
				&& this.document.token(at).start() - before.end() == 1;
	}

}
