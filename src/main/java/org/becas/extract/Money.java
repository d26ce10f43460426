package org.becas.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Amount;
import org.becas.offer.Amount.Per;
import org.jspecify.annotations.Nullable;

/**
 * A sum of money in a document, whatever it is for.
 *
 * @param from its first token
 * @param to behind its last token
 */
record Money(int from, int to, Amount amount) {

	/** Every sum with its currency, in order; numbers without one are no money. */
	static List<Money> find(Document document) {
		return new Finder(document).run();
	}

	/** A number as people write it, with its thousands and decimals. */
	private record Numeral(int from, int to, BigDecimal value) {
	}

	/** A currency in front of a number or behind one. */
	private record Sign(int from, int to, String currency) {
	}

	private static final class Finder {

		private static final Map<Character, String> SIGNS = Map.of('€', "EUR", '£', "GBP", '$', "$", '¥', "¥", '₩',
				"KRW", '₹', "INR");

		/** "US$", "R$": letters that touch the sign. */
		private static final Map<String, String> DOLLARS = Map.ofEntries(Map.entry("us", "USD"),
				Map.entry("usd", "USD"), Map.entry("u", "USD"), Map.entry("a", "AUD"), Map.entry("au", "AUD"),
				Map.entry("aud", "AUD"), Map.entry("c", "CAD"), Map.entry("ca", "CAD"), Map.entry("cad", "CAD"),
				Map.entry("nz", "NZD"), Map.entry("s", "SGD"), Map.entry("hk", "HKD"), Map.entry("nt", "TWD"),
				Map.entry("r", "BRL"), Map.entry("mx", "MXN"), Map.entry("mxn", "MXN"), Map.entry("col", "COP"),
				Map.entry("cop", "COP"), Map.entry("clp", "CLP"));

		/** Countries whose own money is called so. */
		private static final Set<String> OTHER_DOLLARS = Set.of("AU", "CA", "NZ", "HK", "SG", "TW", "JM", "TT");

		private static final Map<String, Integer> SCALES = Map.ofEntries(Map.entry("mil", 3), Map.entry("k", 3),
				Map.entry("thousand", 3), Map.entry("mille", 3), Map.entry("tausend", 3), Map.entry("tsd", 3),
				Map.entry("millon", 6), Map.entry("millones", 6), Map.entry("million", 6), Map.entry("millions", 6),
				Map.entry("milhao", 6), Map.entry("milhoes", 6), Map.entry("millionen", 6), Map.entry("mio", 6));

		private static final Words TO = Words.named("money.to");

		/** Only behind "between". */
		private static final Words AND = Words.named("money.and");

		/** Longer runs of digits are no money. */
		private static final int DIGITS = 13;

		private static final int LIMIT_REACH = 5;

		private static final int PERIOD_BEFORE = 6;

		private static final int PERIOD_BEHIND = 5;

		private final Document document;

		private final List<Money> found = new ArrayList<>();

		/** Behind the words that say for how long the last sum is. */
		private int periodEnd;

		Finder(Document document) {
			this.document = document;
		}

		List<Money> run() {
			for (Sign sign : signs()) {
				if (sign.from() >= end()) {
					add(sign);
				}
			}
			return this.found;
		}

		/** Behind the last sum found. */
		private int end() {
			return this.found.isEmpty() ? 0 : this.found.get(this.found.size() - 1).to();
		}

		private List<Sign> signs() {
			List<Sign> signs = new ArrayList<>();
			List<Hit> hits = this.document.hits()
				.of(Cue.MONEY)
				.stream()
				.filter(hit -> Character.isUpperCase(hit.value().charAt(0)) || hit.is("$") || hit.is("kr"))
				.toList();
			int next = 0;
			for (int i = 0; i < this.document.size(); i++) {
				for (; next < hits.size() && hits.get(next).from() <= i; next++) {
					signs.add(sign(hits.get(next)));
				}
				Sign sign = sign(i);
				if (sign != null) {
					signs.add(sign);
				}
			}
			return signs;
		}

		/**
		 * A currency's name. «Dólares» alone are those of the United States, unless the
		 * text is about a country that has its own.
		 */
		private Sign sign(Hit name) {
			boolean american = name.is("US$") && this.document.hits()
				.of(Cue.COUNTRY)
				.stream()
				.noneMatch((country) -> OTHER_DOLLARS.contains(country.value()));
			String currency = !name.is("US$") ? name.value() : american ? "USD" : "$";
			return new Sign(name.from(), name.to(), currency);
		}

		private @Nullable Sign sign(int at) {
			Token token = this.document.token(at);
			if (token.isMark('/') && this.document.peek(at - 1).isWord("s") && touches(at - 1)) {
				int to = this.document.peek(at + 1).isMark('.') ? at + 2 : at + 1;
				return new Sign(at - 1, to, "PEN");
			}
			String currency = (token.kind() == Token.Kind.MARK) ? SIGNS.get(token.word().charAt(0)) : null;
			if (currency == null) {
				return null;
			}
			String letters = (at > 0 && isClose(at - 1)) ? DOLLARS.get(this.document.token(at - 1).word()) : null;
			return (letters != null && currency.equals("$")) ? new Sign(at - 1, at + 1, letters)
					: new Sign(at, at + 1, currency);
		}

		/** "US$" and "US $", but not the article of "a $50 grant". */
		private boolean isClose(int at) {
			return touches(at) || (this.document.token(at).word().startsWith("us")
					&& this.document.peek(at + 1).start() - this.document.token(at).end() == 1);
		}

		/** Whether the token and the next have nothing between them. */
		private boolean touches(int at) {
			return this.document.peek(at).end() == this.document.peek(at + 1).start();
		}

		private void add(Sign sign) {
			Numeral before = numeralBefore(sign.from());
			boolean taken = before == null || before.from() < end() || (isYear(before) && numeral(sign.to()) != null);
			boolean leads = SIGNS.containsValue(sign.currency()) && sign.to() - sign.from() == 1
					&& !sign.currency().equals("EUR") && numeral(sign.to()) != null;
			if (taken || leads || before == null) {
				addLeading(sign);
			}
			else {
				addTrailing(sign, before);
			}
		}

		private static boolean isYear(Numeral numeral) {
			return numeral.to() - numeral.from() == 1 && numeral.value().compareTo(BigDecimal.valueOf(1990)) > 0
					&& numeral.value().compareTo(BigDecimal.valueOf(2100)) < 0;
		}

		/** "EUR 934", "$ 2.000.000 COP", "€ 850 - 1.200". */
		private void addLeading(Sign sign) {
			Numeral low = numeral(sign.to());
			if (low == null) {
				return;
			}
			Sign behind = signAt(low.to());
			String currency = (behind != null && sign.currency().equals("$")) ? behind.currency() : sign.currency();
			int to = (behind != null && currency.equals(behind.currency())) ? behind.to() : low.to();
			Numeral high = highBehind(to, sign.from());
			if (high != null) {
				Sign last = signAt(high.to());
				int end = (last != null && last.currency().equals(currency)) ? last.to() : high.to();
				add(sign.from(), end, currency, low.value(), high.value());
			}
			else {
				add(sign.from(), to, currency, low.value(), low.value());
			}
		}

		/** "934 €", "entre 850 y 1.200 euros", "850 € – 1.200 €". */
		private void addTrailing(Sign sign, Numeral high) {
			Numeral second = highBehind(sign.to(), high.from());
			Sign last = (second != null) ? signAt(second.to()) : null;
			if (second != null && last != null && last.currency().equals(sign.currency())) {
				add(high.from(), last.to(), sign.currency(), high.value(), second.value());
				return;
			}
			Numeral low = lowBefore(high.from());
			if (low != null && low.from() >= end()) {
				add(low.from(), sign.to(), sign.currency(), scaled(low, high), high.value());
			}
			else {
				add(high.from(), sign.to(), sign.currency(), high.value(), high.value());
			}
		}

		/** "1 a 2 millones": the word of the second is the first's too. */
		private static BigDecimal scaled(Numeral low, Numeral high) {
			boolean word = high.value().compareTo(BigDecimal.valueOf(1000)) >= 0
					&& low.value().compareTo(BigDecimal.valueOf(1000)) < 0
					&& high.value().remainder(BigDecimal.valueOf(1000)).signum() == 0 && high.to() - high.from() == 2;
			return word
					? low.value()
						.scaleByPowerOfTen((high.value().compareTo(BigDecimal.valueOf(1_000_000)) >= 0) ? 6 : 3)
					: low.value();
		}

		private @Nullable Sign signAt(int at) {
			for (int i = at; i <= at + 1; i++) {
				Sign sign = (i < this.document.size()) ? sign(i) : null;
				if (sign != null && sign.from() == at) {
					return sign;
				}
			}
			return this.document.hits()
				.of(Cue.MONEY, at, at + 1)
				.stream()
				.filter(hit -> Character.isUpperCase(hit.value().charAt(0)) || hit.is("$"))
				.findFirst()
				.map(this::sign)
				.orElse(null);
		}

		private @Nullable Numeral highBehind(int at, int low) {
			if (!joins(at, low)) {
				return null;
			}
			Sign sign = signAt(at + 1);
			return numeral((sign != null) ? sign.to() : at + 1);
		}

		private @Nullable Numeral lowBefore(int high) {
			Numeral low = numeralBefore(high - 1);
			return (low != null && joins(high - 1, low.from())) ? low : null;
		}

		private boolean joins(int at, int low) {
			Token token = this.document.peek(at);
			return token.isMark('-') || (token.isWord() && TO.hold(token.word()))
					|| (token.isWord() && AND.hold(token.word()) && saysBetween(low));
		}

		private boolean saysBetween(int low) {
			return this.document.hits().any(Cue.MONEY, Math.max(0, low - 3), low, "range");
		}

		private void add(int from, int to, String currency, BigDecimal low, BigDecimal high) {
			if (low.compareTo(high) > 0 || low.signum() == 0) {
				return;
			}
			Per per = per(from, to);
			boolean single = low.compareTo(high) == 0;
			Hit limit = single ? limit(from) : null;
			boolean most = limit != null && limit.is("up-to");
			boolean least = limit != null && limit.is("from");
			this.found.add(new Money(from, to,
					new Amount(currency, most ? null : low, least ? null : single ? low : high, per)));
		}

		/** "Hasta 30.000 euros", "up to a maximum of EUR 2,000". */
		private @Nullable Hit limit(int from) {
			int start = Math.max(this.document.sentenceStart(from), Math.max(end(), from - LIMIT_REACH));
			return this.document.hits()
				.in(Cue.MONEY, start, from)
				.filter(hit -> (hit.is("up-to") || hit.is("from")) && from - hit.to() <= 1)
				.reduce((first, second) -> second)
				.orElse(null);
		}

		/** For how long it is; unstated where the words before and behind disagree. */
		private Per per(int from, int to) {
			int taken = Math.max(end(), this.periodEnd);
			Per behind = perBehind(to);
			int start = Math.max(this.document.sentenceStart(from), Math.max(taken, from - PERIOD_BEFORE));
			Per before = this.document.hits()
				.in(Cue.MONEY, start, from)
				.filter(hit -> hit.isA("per"))
				.reduce((first, second) -> second)
				.map(Finder::per)
				.orElse(Per.UNSTATED);
			return (behind == Per.UNSTATED || behind == before) ? before
					: (before == Per.UNSTATED) ? behind : Per.UNSTATED;
		}

		private Per perBehind(int to) {
			if (this.document.peek(to).isMark('/')) {
				return this.document.hits()
					.of(Cue.MONEY, to + 1, to + 2)
					.stream()
					.filter(hit -> hit.isA("slash"))
					.findFirst()
					.map(Finder::per)
					.orElse(Per.UNSTATED);
			}
			int end = Math.min(this.document.sentenceEnd(Math.min(to, this.document.size() - 1)), to + PERIOD_BEHIND);
			for (int i = to; i < end; i++) {
				for (Hit hit : this.document.hits().of(Cue.MONEY, i, i + 1)) {
					if (hit.isA("per")) {
						this.periodEnd = hit.to();
						return per(hit);
					}
				}
				if (this.document.token(i).isNumber() || sign(i) != null) {
					break;
				}
			}
			return Per.UNSTATED;
		}

		private static Per per(Hit hit) {
			return Per.valueOf(hit.value().substring(hit.value().indexOf('-') + 1).toUpperCase(java.util.Locale.ROOT));
		}

		/** The number that starts at a token. */
		private @Nullable Numeral numeral(int at) {
			Token first = this.document.peek(at);
			if (!first.isNumber() || first.word().length() > DIGITS || isInsideNumber(at)) {
				return null;
			}
			StringBuilder digits = new StringBuilder(first.word());
			int to = thousands(at + 1, digits);
			if (digits.length() > DIGITS || (digits.charAt(0) == '0' && digits.length() > 1)) {
				return null;
			}
			if (this.document.peek(to).isMark(".,") && touches(to - 1) && touches(to)
					&& this.document.peek(to + 1).isNumber() && this.document.peek(to + 1).word().length() <= 2) {
				digits.append('.').append(this.document.token(to + 1).word());
				to += 2;
			}
			else if (this.document.peek(to).isMark(".,") && this.document.peek(to + 1).isMark('-') && touches(to)) {
				to += 2;
			}
			Integer scale = this.document.peek(to).isWord() ? SCALES.get(this.document.peek(to).word()) : null;
			BigDecimal value = new BigDecimal(digits.toString());
			if (scale == null) {
				return new Numeral(at, to, value);
			}
			int behind = this.document.peek(to + 1).isWord("de") || this.document.peek(to + 1).isWord("d") ? to + 2
					: to + 1;
			BigDecimal scaled = value.scaleByPowerOfTen(scale).setScale(0, java.math.RoundingMode.HALF_UP);
			if (isBehindThousand(to + 1)) {
				return new Numeral(at, to + 2, scaled.add(new BigDecimal(this.document.token(to + 1).word())));
			}
			return new Numeral(at, (signAtWord(behind)) ? behind : to + 1, scaled);
		}

		/** The 400 of "2 mil 400", as sums are written in Mexico. */
		private boolean isBehindThousand(int at) {
			return isGroup(at) && this.document.peek(at - 1).isWord("mil") && this.document.peek(at - 2).isNumber();
		}

		private boolean signAtWord(int at) {
			return signAt(at) != null;
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
				if (token.isMark(".,'") && touches(to - 1) && touches(to) && isGroup(to + 1)
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
			return at > 0 && touches(at - 1) && (before.isNumber() || (before.isMark(".,'/:-")
					&& this.document.peek(at - 2).isNumber() && touches(at - 2) && !before.isMark('-')));
		}

		/** The number that ends in front of a token. */
		private @Nullable Numeral numeralBefore(int end) {
			int at = end - 1;
			for (int steps = 0; steps < 10 && at >= 0; steps++, at--) {
				Token token = this.document.token(at);
				if (token.isNumber()) {
					Numeral numeral = (isSpaceGroup(at) || isBehindThousand(at)) ? null : numeral(at);
					if (numeral != null && numeral.to() == end) {
						return numeral;
					}
				}
				else if (!token.isMark(".,'-") && !(token.isWord() && (SCALES.containsKey(token.word())
						|| token.word().equals("de") || token.word().equals("d")))) {
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

}
