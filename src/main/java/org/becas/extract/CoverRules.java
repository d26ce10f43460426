package org.becas.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.becas.extract.Document.Part;
import org.becas.offer.Amount;
import org.becas.offer.Amount.Per;
import org.becas.offer.Cover;
import org.becas.offer.Evidence;
import org.becas.offer.Field;

/**
 * What is paid for. A thing is paid for under a heading about benefits, behind a verb of
 * paying, or when its own words say so ("full tuition"); what the text says is not paid,
 * or must be brought along, is not.
 */
final class CoverRules {

	private static final int REACH = 40;

	private static final int BEHIND = 10;

	private static final int PART = 6;

	/** A sentence that only lists what is paid is no longer than this, */
	private static final int LIST = 20;

	/** and names as many things. */
	private static final int THINGS = 3;

	/** "At the student's own expense" stands close behind what it is about. */
	private static final int DENIED_BEHIND = 6;

	private static final Set<String> WORDS = Set.of("verb", "verb-after", "not", "not-after", "needs", "price", "part");

	private static final List<String> OTHER_PARTS = List.of("require", "apply", "exclude", "decoy", "deadline",
			"opening", "about-institution", "programme", "level");

	private static final Words ENDS = Words.named("cover.ends");

	private final Document document;

	private final Map<Cover, Evidence> covers = new EnumMap<>(Cover.class);

	private final Map<Cover, Evidence> denied = new EnumMap<>(Cover.class);

	private final Map<Cover, Evidence> parts = new EnumMap<>(Cover.class);

	/** Things of which nothing is said, by the sentence that names them. */
	private final Map<Integer, Map<Cover, Evidence>> listed = new TreeMap<>();

	private CoverRules(Document document) {
		this.document = document;
	}

	/**
	 * What the document says is paid for.
	 * @param amounts given, with the words that say so: a sum a month is to live on
	 */
	static Answered<Set<Cover>> read(Document document, Answered<List<Amount>> amounts) {
		CoverRules rules = new CoverRules(document);
		for (Hit hit : document.hits().of(Cue.COVER)) {
			if (isThing(hit)) {
				rules.weigh(hit);
			}
		}
		rules.addLists();
		rules.addLiving(amounts);
		rules.denied.keySet().forEach(rules.covers::remove);
		rules.parts.keySet().removeAll(rules.covers.keySet());
		List<Evidence> rejected = new ArrayList<>(rules.denied.values());
		rejected.addAll(rules.parts.values());
		return new Answered<>(Set.copyOf(rules.covers.keySet()), List.copyOf(rules.covers.values()), rejected);
	}

	private void addLiving(Answered<List<Amount>> amounts) {
		for (int i = 0; i < amounts.value().size(); i++) {
			if (amounts.value().get(i).per() == Per.MONTH) {
				Evidence sum = amounts.evidence().get(i);
				this.covers.putIfAbsent(Cover.LIVING,
						new Evidence(Field.COVERS, sum.quote(), sum.place(), sum.start(), sum.end(), "cover-monthly"));
			}
		}
	}

	/** Whether a hit names what may be paid for, and not how one speaks of it. */
	static boolean isThing(Hit hit) {
		return !WORDS.contains(hit.value());
	}

	private void weigh(Hit hit) {
		Cover cover = Cover.valueOf(hit.value().replace("-sure", "").replace('-', '_').toUpperCase(Locale.ROOT));
		Part part = this.document.partAt(hit.from());
		boolean held = part != null && part.holds(hit.from());
		String said = said(hit);
		if (said.equals("not") || (held && part != null && part.is("exclude"))) {
			this.denied.putIfAbsent(cover, evidence(hit, "not-cover-denied"));
			return;
		}
		boolean benefit = held && part != null && part.isA("benefit");
		if (isPart(hit)) {
			this.parts.putIfAbsent(cover, evidence(hit, "not-cover-part"));
			return;
		}
		if (said.equals("needs") || (held && !benefit && part != null && OTHER_PARTS.stream().anyMatch(part::isA))) {
			return;
		}
		if (benefit || said.equals("verb") || hit.value().endsWith("-sure")) {
			this.covers.putIfAbsent(cover,
					evidence(hit, benefit ? "cover-heading" : said.equals("verb") ? "cover-verb" : "cover-sure"));
		}
		else if (this.document.sentenceEnd(hit.from()) - this.document.sentenceStart(hit.from()) <= LIST) {
			this.listed
				.computeIfAbsent(this.document.sentenceStart(hit.from()), (sentence) -> new EnumMap<>(Cover.class))
				.putIfAbsent(cover, evidence(hit, "cover-list"));
		}
	}

	private boolean isOfThingsAlone(int token) {
		int start = this.document.sentenceStart(token);
		int end = this.document.sentenceEnd(token);
		return end - start <= LIST
				&& this.document.hits().of(Cue.COVER, start, end).stream().allMatch(CoverRules::isThing);
	}

	/** "Stipend, housing and insurance.": a sentence of things alone needs no verb. */
	private void addLists() {
		this.listed.values()
			.stream()
			.filter((things) -> things.size() >= THINGS)
			.forEach((things) -> things.forEach(this.covers::putIfAbsent));
	}

	/** How its sentence speaks of it; the nearest word in front decides. */
	private String said(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + BEHIND);
		for (Hit word : this.document.hits().of(Cue.COVER, hit.to(), end)) {
			if (word.is("not-after") && word.from() - hit.to() <= DENIED_BEHIND && nothingEnds(hit.to(), word.from())) {
				return "not";
			}
			if (word.is("verb-after") && nothingEnds(hit.to(), word.from())) {
				return "verb";
			}
		}
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - REACH);
		String said = "";
		for (Hit word : this.document.hits().of(Cue.COVER, start, hit.from())) {
			boolean without = word.is("not") && isList(word, hit);
			if (without || word.is("verb")) {
				said = word.value();
			}
			else if ((word.is("needs") && !said.equals("not")) || (word.is("price") && said.isEmpty())) {
				said = "needs";
			}
		}
		return said;
	}

	/** "Excepto", "ni" and the like speak of what follows at once. */
	private boolean isList(Hit word, Hit hit) {
		boolean small = word.to() - word.from() == 1;
		return !small || hit.from() - word.to() <= DENIED_BEHIND;
	}

	/** "50 % de la matrícula", "a discount on tuition": less than the thing. */
	private boolean isPart(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - PART);
		for (int i = start; i < hit.from(); i++) {
			int percent = this.document.peek(i + 1).isMark('%') ? this.document.token(i).number() : -1;
			if (percent > 0 && percent < 100) {
				return true;
			}
		}
		return this.document.hits().any(Cue.COVER, start, hit.from(), "part")
				|| this.document.hits().any(Cue.COVER, hit.to(), hit.to() + 2, "part");
	}

	/** A comma before "but", a semicolon: another thing is spoken of. */
	private boolean nothingEnds(int from, int to) {
		for (int i = from; i < to; i++) {
			Token token = this.document.token(i);
			if (token.isMark(";:.") || (token.isWord() && ENDS.hold(token.word()))) {
				return false;
			}
		}
		return true;
	}

	private Evidence evidence(Hit hit, String rule) {
		return this.document.evidence(Field.COVERS, hit.from(), hit.to(), rule);
	}

}
