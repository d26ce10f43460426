package org.becas.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.extract.Document.Part;
import org.becas.offer.Amount;
import org.becas.offer.Amount.Per;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * How much money is given. A sum counts under a heading about benefits or beside a word
 * of giving; fees, incomes, budgets and prices are set aside.
 */
final class AmountRules {

	/** A call with more sums lists programmes or budgets. */
	private static final int MANY = 6;

	private static final int REACH = 14;

	private static final int BEHIND = 6;

	private static final int DECOY_BEHIND = 3;

	/** Sums in these currencies beyond this are budgets. */
	private static final BigDecimal BUDGET = BigDecimal.valueOf(300_000);

	private static final BigDecimal LEAST = BigDecimal.valueOf(20);

	private static final Set<String> HARD = Set.of("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD");

	/** Whatever is said of money here, it is not given. */
	private static final List<String> OTHER_PARTS = List.of("require", "exclude", "deadline", "opening");

	/** Here it may be, where a word of giving stands beside it. */
	private static final List<String> DOUBTFUL_PARTS = List.of("apply", "decoy", "target", "origin");

	/** "500 euros para el viaje": between a sum and what it is for. */
	private static final int FOR_REACH = 4;

	private static final Words FOR = Words.named("amount.for");

	private final Document document;

	private final Map<Amount, Evidence> amounts = new LinkedHashMap<>();

	private final List<Evidence> rejected = new ArrayList<>();

	/** The sum in front, and where the parentheses behind it end. */
	private @Nullable Money before;

	private int closes;

	private AmountRules(Document document) {
		this.document = document;
	}

	static Answered<List<Amount>> read(Document document, List<Money> sums) {
		AmountRules rules = new AmountRules(document);
		sums.forEach(rules::weigh);
		if (rules.amounts.size() > MANY) {
			rules.amounts.values().forEach(one -> rules.reject(one, "not-amount-list"));
			rules.amounts.clear();
		}
		return new Answered<>(List.copyOf(rules.amounts.keySet()), List.copyOf(rules.amounts.values()), rules.rejected);
	}

	private void weigh(Money money) {
		boolean repeats = details(money);
		this.before = money;
		if (repeats) {
			return;
		}
		String against = against(money);
		if (against != null) {
			this.rejected.add(evidence(money, against));
			return;
		}
		String rule = rule(money);
		if (rule != null) {
			this.amounts.putIfAbsent(money.amount(), evidence(money, rule));
		}
	}

	/** "1.181 € (1.031 € + 150 €)", "700 TL (121 $)": the same money once more. */
	private boolean details(Money money) {
		if (money.from() < this.closes) {
			return true;
		}
		Money sum = this.before;
		for (int i = (sum != null) ? sum.to() : money.from(); i < money.from() && sum != null
				&& i < sum.to() + BEHIND; i++) {
			if (this.document.token(i).isMark('(')) {
				int end = i;
				while (end < this.document.lineEnd(i) && !this.document.token(end).isMark(')')) {
					end++;
				}
				this.closes = end;
				return money.from() < end;
			}
		}
		return false;
	}

	private @Nullable String against(Money money) {
		int start = Math.max(this.document.sentenceStart(money.from()), money.from() - REACH);
		if (this.document.hits().any(Cue.WARNING, start, money.to(), "fee")
				|| this.document.hits().any(Cue.WARNING, money.to(), behind(money, BEHIND), "fee")) {
			return "not-amount-fee";
		}
		if (this.document.hits().any(Cue.MONEY, start, money.from(), "decoy")
				|| this.document.hits().any(Cue.MONEY, money.to(), behind(money, DECOY_BEHIND), "decoy")) {
			return "not-amount-other";
		}
		Part part = this.document.partAt(money.from());
		if (part != null && part.holds(money.from()) && (OTHER_PARTS.stream().anyMatch(part::isA)
				|| (DOUBTFUL_PARTS.stream().anyMatch(part::isA) && !isGiven(money)))) {
			return "not-amount-other";
		}
		return tooMuch(money.amount()) ? "not-amount-budget" : null;
	}

	private static boolean tooMuch(Amount amount) {
		BigDecimal value = (amount.high() != null) ? amount.high() : amount.low();
		return value != null && HARD.contains(amount.currency()) && value.compareTo(BUDGET) > 0;
	}

	private @Nullable String rule(Money money) {
		BigDecimal value = (money.amount().high() != null) ? money.amount().high() : money.amount().low();
		if (value == null || (value.compareTo(LEAST) < 0 && !money.amount().currency().equals("SMMLV"))) {
			return null;
		}
		Part part = this.document.partAt(money.from());
		if (part != null && part.isA("benefit") && part.holds(money.from())) {
			return part.heading() ? "amount-heading" : "amount-field";
		}
		if (isGiven(money)) {
			return "amount-beside";
		}
		return isRegular(money) ? "amount-regular" : isForACost(money) ? "amount-for" : null;
	}

	/**
	 * A sum a month is what scholarships are; so is one a year that begins its line, if
	 * no tuition is spoken of there.
	 */
	private boolean isRegular(Money money) {
		if (money.amount().per() == Per.MONTH) {
			return true;
		}
		Part part = this.document.partAt(money.from());
		boolean begins = this.document.lineStart(money.from()) == money.from()
				|| (part != null && !part.heading() && part.from() == money.from());
		return begins && money.amount().per() == Per.YEAR && !this.document.hits()
			.any(Cue.COVER, this.document.lineStart(money.from()), this.document.lineEnd(money.from()), "tuition");
	}

	private boolean isGiven(Money money) {
		int start = Math.max(this.document.sentenceStart(money.from()), money.from() - REACH);
		return this.document.hits().any(Cue.MONEY, start, behind(money, BEHIND), "grant")
				|| this.document.hits().of(Cue.COVER, start, money.from()).stream().anyMatch(AmountRules::pays);
	}

	/** "750 € para tiquetes", "$500 for books". */
	private boolean isForACost(Money money) {
		Token next = this.document.peek(money.to());
		return next.isWord() && FOR.hold(next.word())
				&& this.document.hits()
					.of(Cue.COVER, money.to(), behind(money, FOR_REACH))
					.stream()
					.anyMatch(CoverRules::isThing);
	}

	private static boolean pays(Hit hit) {
		return hit.value().endsWith("-sure") || hit.is("living") || hit.is("verb");
	}

	private int behind(Money money, int reach) {
		int last = Math.max(money.from(), money.to() - 1);
		return Math.min(this.document.sentenceEnd(last), money.to() + reach);
	}

	private Evidence evidence(Money money, String rule) {
		return this.document.evidence(Field.AMOUNTS, money.from(), money.to(), rule);
	}

	private void reject(Evidence one, String rule) {
		this.rejected.add(new Evidence(one.field(), one.quote(), one.place(), one.start(), one.end(), rule));
	}

}
