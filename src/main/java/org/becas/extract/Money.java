package org.becas.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.becas.extract.Currencies.Sign;
import org.becas.extract.Numerals.Numeral;
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

	private static final class Finder {

		private static final Words TO = Words.named("money.to");

		/** Only behind "between". */
		private static final Words AND = Words.named("money.and");

		private static final int LIMIT_REACH = 5;

		private static final int PERIOD_BEFORE = 6;

		private static final int PERIOD_BEHIND = 5;

		private final Document document;

		private final Currencies currencies;

		private final Numerals numerals;

		private final List<Money> found = new ArrayList<>();

		/** Behind the words that say for how long the last sum is. */
		private int periodEnd;

		Finder(Document document) {
			this.document = document;
			this.currencies = new Currencies(document);
			this.numerals = new Numerals(document, this.currencies);
		}

		List<Money> run() {
			for (Sign sign : this.currencies.all()) {
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

		private void add(Sign sign) {
			Numeral before = this.numerals.before(sign.from());
			boolean taken = before == null || before.from() < end()
					|| (before.isYear() && this.numerals.at(sign.to()) != null);
			boolean leads = sign.leads() && this.numerals.at(sign.to()) != null;
			if (taken || leads || before == null) {
				addLeading(sign);
			}
			else {
				addTrailing(sign, before);
			}
		}

		/** "EUR 934", "$ 2.000.000 COP", "€ 850 - 1.200". */
		private void addLeading(Sign sign) {
			Numeral low = this.numerals.at(sign.to());
			if (low == null) {
				return;
			}
			Sign behind = this.currencies.at(low.to());
			String currency = (behind != null && sign.currency().equals("$")) ? behind.currency() : sign.currency();
			int to = (behind != null && currency.equals(behind.currency())) ? behind.to() : low.to();
			Numeral high = highBehind(to, sign.from());
			if (high != null) {
				Sign last = this.currencies.at(high.to());
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
			Sign last = (second != null) ? this.currencies.at(second.to()) : null;
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

		private @Nullable Numeral highBehind(int at, int low) {
			if (!joins(at, low)) {
				return null;
			}
			Sign sign = this.currencies.at(at + 1);
			return this.numerals.at((sign != null) ? sign.to() : at + 1);
		}

		private @Nullable Numeral lowBefore(int high) {
			Numeral low = this.numerals.before(high - 1);
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
				if (this.document.token(i).isNumber() || this.currencies.sign(i) != null) {
					break;
				}
			}
			return Per.UNSTATED;
		}

		private static Per per(Hit hit) {
			return Per.valueOf(hit.value().substring(hit.value().indexOf('-') + 1).toUpperCase(java.util.Locale.ROOT));
		}

	}

}
