package org.becas.extract;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;

/**
 * Another people or country that one has to belong to: "ser ciudadano peruano". It leaves
 * everybody else out, whatever the text says elsewhere.
 */
final class RequiredNationality {

	private static final int NEAR = Applicants.NEAR;

	/** Small words between "citizen" and a country. */
	private static final int SMALL = 3;

	private static final Words LINKS = Words.named("who.of");

	private static final Words OR = Words.named("who.or");

	/** Says of somebody else, too, that they may. */
	private static final Set<String> OTHERS_TOO = Set.of("open", "both", "region", "named", "colombia", "bloc", "not");

	private final Document document;

	private final Applicants words;

	RequiredNationality(Document document, Applicants words) {
		this.document = document;
		this.words = words;
	}

	/** The first that is named so. */
	Optional<Hit> found() {
		return Stream.of(Cue.DEMONYM, Cue.COUNTRY)
			.flatMap(cue -> this.document.hits().of(cue).stream())
			.filter(hit -> !hit.is("CO") && !hit.is("-") && isRequired(hit))
			.findFirst();
	}

	/** "Be a citizen of Uruguay", "ser ciudadano peruano", "être togolaise". */
	private boolean isRequired(Hit nation) {
		int at = nation.from() - 1;
		while (at > nation.from() - SMALL && LINKS.hold(this.document.peek(at).word())) {
			at--;
		}
		boolean citizen = this.words.is(at, "citizen");
		at -= citizen ? 1 : 0;
		at -= (this.words.is(at, "article") || this.document.peek(at).word().equals("a")) ? 1 : 0;
		boolean person = citizen || (nation.cue() == Cue.DEMONYM && !this.words.isLanguage(nation) && isPerson(nation));
		boolean asked = this.words.isBe(at) || (citizen && (beginsCondition(at + 1) || beginsWithBe(at)))
				|| (citizenBehind(nation) && beginsCondition(nation.from())) || isAimed(nation);
		return asked && (person || citizenBehind(nation)) && isAlone(nation) && !this.words.isDenied(nation);
	}

	/**
	 * "Pakistani citizen with …", "Nacionalidad chilena", first in a line of the
	 * conditions.
	 */
	private boolean beginsCondition(int at) {
		Part part = this.document.partAt(at);
		int first = this.document.lineStart(at);
		while (first < at && !this.document.token(first).isWord()) {
			first++;
		}
		return first == at && part != null && (part.isA("require") || part.isA("target"));
	}

	/**
	 * "Ser artista de nacionalidad mexicana": the condition begins with what one has to
	 * be.
	 */
	private boolean beginsWithBe(int at) {
		int first = this.document.lineStart(Math.max(at, 0));
		while (first < at && !this.document.token(first).isWord()) {
			first++;
		}
		return first < at && at - first <= NEAR && this.words.isBe(first);
	}

	/** "À destination d'artistes de nationalité luxembourgeoise". */
	private boolean isAimed(Hit nation) {
		return this.words.is(nation.from() - 1, "nationality") && this.document.hits()
			.any(Cue.WHO, this.document.sentenceStart(nation.from()), nation.from(), "aimed");
	}

	private boolean citizenBehind(Hit nation) {
		return nation.cue() == Cue.DEMONYM && this.words.is(nation.to(), "citizen");
	}

	/** "Ser peruano." ends there; "sea chileno el promotor" does not. */
	private boolean isPerson(Hit nation) {
		return !this.document.peek(nation.to()).isWord() || this.words.is(nation.to(), "citizen")
				|| this.words.is(nation.to(), "applicant");
	}

	/** No other people behind it, and nobody else in its sentence. */
	private boolean isAlone(Hit nation) {
		int end = this.document.sentenceEnd(nation.from());
		return !this.document.has(OR, nation.to(), Math.min(end, nation.to() + NEAR)) && this.document.hits()
			.of(Cue.WHO, this.document.sentenceStart(nation.from()), end)
			.stream()
			.noneMatch(hit -> OTHERS_TOO.contains(hit.value()));
	}

}
