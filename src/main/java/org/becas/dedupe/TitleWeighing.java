package org.becas.dedupe;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Weighs what two titles say, together and against each other. */
final class TitleWeighing {

	private final Both both;

	private final Findings findings;

	TitleWeighing(Both both, Findings findings) {
		this.both = both;
		this.findings = findings;
	}

	void weigh() {
		TitleLikeness titles = TitleLikeness.of(this.both.a(), this.both.b());
		boolean translated = this.both.areTranslated() || TitleLikeness.areInOtherWords(this.both.a(), this.both.b());
		boolean called = this.both.areCalledAlike();
		boolean telling = titles.shared() >= 1.5;
		if (titles.overlap() >= 0.65 || (titles.containment() >= 0.85 && titles.shared() >= 0.8)) {
			weighLikeness(titles, telling ? "" : ".vague");
		}
		else {
			weighPart(titles, translated, called);
		}
		if (titles.shared() >= 2.5) {
			this.findings.add("title.rich", "palabras poco comunes en común");
		}
		if (!called) {
			weighSurplus(titles);
		}
		if (titles.contrast(translated || called) >= 0.7) {
			this.findings.add("title.contrast", "cada título dice algo que el otro no: %s / %s"
				.formatted(words(titles.unheard(titles.onlyFirst())), words(titles.unheard(titles.onlySecond()))));
		}
	}

	/**
	 * @param vague what the weight's name ends in, where what both say is common
	 */
	private void weighLikeness(TitleLikeness titles, String vague) {
		if (titles.overlap() >= 0.95) {
			this.findings.add("title.equal" + vague, "mismo título");
		}
		else if (titles.overlap() >= 0.65) {
			this.findings.add("title.near" + vague, "título parecido, " + share(titles));
		}
		else {
			this.findings.add("title.shortened" + vague, "un título está en el otro");
		}
	}

	private void weighPart(TitleLikeness titles, boolean translated, boolean called) {
		if (titles.containment() >= 0.5) {
			this.findings.add("title.half", "título parecido en parte, " + share(titles));
		}
		else if (called || this.both.a().isNamedOnly() || this.both.b().isNamedOnly()) {
			// headlines say of one programme what each of them likes
			this.findings.note("title.headline");
		}
		else if (titles.containment() >= 0.2) {
			this.findings.add("title.little", "título poco parecido, " + share(titles));
		}
		else {
			this.findings.add(translated ? "title.none.translated" : "title.none", "otro título");
		}
	}

	private void weighSurplus(TitleLikeness titles) {
		if (titles.surplus() >= 1.5) {
			this.findings.add("title.more", "un título dice bastante más que el otro");
		}
		if (isUnheard(titles.onlyFirst(), this.both.b()) || isUnheard(titles.onlySecond(), this.both.a())) {
			this.findings.add("title.unheard", "lo que un título añade no está en el otro anuncio");
		}
	}

	private static String share(TitleLikeness titles) {
		return String.format(Locale.ROOT, "%.2f", titles.overlap());
	}

	/**
	 * What only the longer title says should stand in the other one's text. In another
	 * language it may stand there in words that our files lack.
	 */
	private boolean isUnheard(Set<String> ideas, Profile other) {
		return !this.both.areTranslated() && other.saysMuch() && ideas.stream()
			.filter(idea -> idea.startsWith(Lexicon.IDEA) && !idea.startsWith(Lexicon.LEVEL) && !Lexicon.isCommon(idea))
			.anyMatch(idea -> !other.says(idea));
	}

	private static String words(Set<String> ideas) {
		return ideas.stream().map(idea -> idea.substring(idea.lastIndexOf(':') + 1)).collect(Collectors.joining(", "));
	}

}
