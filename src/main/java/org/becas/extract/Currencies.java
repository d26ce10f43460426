package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The currencies that a document names, by word, code or sign. */
final class Currencies {

	private static final Map<Character, String> SIGNS = Map.of('€', "EUR", '£', "GBP", '$', "$", '¥', "¥", '₩', "KRW",
			'₹', "INR");

	/** "US$", "R$": letters that touch the sign. */
	private static final Map<String, String> DOLLARS = Map.ofEntries(Map.entry("us", "USD"), Map.entry("usd", "USD"),
			Map.entry("u", "USD"), Map.entry("a", "AUD"), Map.entry("au", "AUD"), Map.entry("aud", "AUD"),
			Map.entry("c", "CAD"), Map.entry("ca", "CAD"), Map.entry("cad", "CAD"), Map.entry("nz", "NZD"),
			Map.entry("s", "SGD"), Map.entry("hk", "HKD"), Map.entry("nt", "TWD"), Map.entry("r", "BRL"),
			Map.entry("mx", "MXN"), Map.entry("mxn", "MXN"), Map.entry("col", "COP"), Map.entry("cop", "COP"),
			Map.entry("clp", "CLP"));

	/** Countries whose own money is called so. */
	private static final Set<String> OTHER_DOLLARS = Set.of("AU", "CA", "NZ", "HK", "SG", "TW", "JM", "TT");

	private final Document document;

	/** Whose dollars «dólares» are. */
	private final String dollars;

	/**
	 * A currency in front of a number or behind one.
	 *
	 * @param currency ISO 4217 code, or a sign that several share
	 */
	record Sign(int from, int to, String currency) {

		/** Whether it mostly stands in front of its number. */
		boolean leads() {
			return this.to - this.from == 1 && !this.currency.equals("EUR") && SIGNS.containsValue(this.currency);
		}

	}

	Currencies(Document document) {
		this.document = document;
		boolean others = document.hits().of(Cue.COUNTRY).stream().anyMatch(hit -> OTHER_DOLLARS.contains(hit.value()));
		this.dollars = others ? "$" : "USD";
	}

	/** All of them, in order. */
	List<Sign> all() {
		List<Sign> signs = new ArrayList<>();
		List<Hit> hits = this.document.hits().of(Cue.MONEY).stream().filter(Currencies::isName).toList();
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

	private static boolean isName(Hit hit) {
		return Character.isUpperCase(hit.value().charAt(0)) || hit.is("$") || hit.is("kr");
	}

	/**
	 * A currency's name. «Dólares» alone are those of the United States, unless the text
	 * is about a country that has its own.
	 */
	private Sign sign(Hit name) {
		return new Sign(name.from(), name.to(), name.is("US$") ? this.dollars : name.value());
	}

	/** The one whose sign stands at a token, such as "€" or the "$" of "US$". */
	@Nullable Sign sign(int at) {
		Token token = this.document.token(at);
		if (token.isMark('/') && this.document.peek(at - 1).isWord("s") && this.document.touches(at - 1)) {
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
		return this.document.touches(at) || (this.document.token(at).word().startsWith("us")
				&& this.document.peek(at + 1).start() - this.document.token(at).end() == 1);
	}

	/** The one that begins at a token. */
	@Nullable Sign at(int at) {
		for (int i = at; i <= at + 1; i++) {
			Sign sign = (i < this.document.size()) ? sign(i) : null;
			if (sign != null && sign.from() == at) {
				return sign;
			}
		}
		return this.document.hits()
			.of(Cue.MONEY, at, at + 1)
			.stream()
			.filter(hit -> isName(hit) && !hit.is("kr"))
			.findFirst()
			.map(this::sign)
			.orElse(null);
	}

}
