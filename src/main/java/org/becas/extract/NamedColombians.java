package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.becas.extract.Document.Part;

/** Colombians who are named: as those who may apply, or may not. */
final class NamedColombians {

	/** "Deadline for your country" and a list: all of them may apply. */
	private static final int LONG = 6;

	/** "Instituciones de educación superior colombianas", in tokens. */
	private static final int PHRASE = 5;

	private static final int NEAR = Applicants.NEAR;

	private static final Words COLOMBIANS = Words.named("colombians");

	private final Document document;

	private final Applicants words;

	/** Where one studies. */
	private final Set<String> countries;

	NamedColombians(Document document, Applicants words, Set<String> countries) {
		this.document = document;
		this.words = words;
		this.countries = countries;
	}

	/** "No tener nacionalidad colombiana", wherever it stands: one "not" settles it. */
	Optional<Hit> denied() {
		return this.document.hits().of(Cue.WHO).stream().filter(this::isDenied).findFirst();
	}

	/** The first words that name them, or leave everybody out ({@code denied}). */
	Optional<Hit> named() {
		return this.document.hits()
			.of(Cue.WHO)
			.stream()
			.filter(hit -> hit.is("denied") || hit.is("named") || (hit.is("colombia") && concernsApplicants(hit)))
			.findFirst()
			.or(this::listed);
	}

	/** Among the countries of a long list. */
	private Optional<Hit> listed() {
		return this.words.lists()
			.runs()
			.stream()
			.filter(list -> list.size() >= LONG && list.names("CO") && !this.words.isOfStudy(list)
					&& (this.countries.size() == 1 || !this.countries.contains("CO")))
			.map(list -> list.hits().stream().filter(hit -> hit.is("CO")).findFirst().orElseThrow())
			.findFirst();
	}

	private boolean isDenied(Hit hit) {
		return hit.is("colombia") && (this.words.has("not", hit) || deniedBehind(hit)) && concernsApplicants(hit);
	}

	/** "Colombia no está entre los elegibles", "Colombians excluded". */
	private boolean deniedBehind(Hit hit) {
		return this.document.hits()
			.any(Cue.WHO, hit.to(), Math.min(this.document.sentenceEnd(hit.from()), hit.to() + 2), "not");
	}

	/** Not "Embajada de … en Colombia": in a list of the eligible, or with "citizens". */
	private boolean concernsApplicants(Hit hit) {
		Part part = this.document.partAt(hit.from());
		if (this.document.peek(hit.to()).isMark(':') && !this.document.peek(hit.to() + 1).isNumber()
				&& !this.document.peek(hit.to() + 1).isWord()) {
			return false;
		}
		if (part != null && part.holds(hit.from())
				&& (part.isA("origin") || part.isA("target") || (part.isA("require") && !part.heading()))) {
			return !this.words.place(hit).equals("study") && !this.words.isName(hit) && people(hit);
		}
		if (COLOMBIANS.hold(this.document.token(hit.from()).word())) {
			return (people(hit) || isOfTheirSchools(hit)) && !this.words.isName(hit);
		}
		return this.words.place(hit).equals("origin");
	}

	/**
	 * "Estudiantes de pregrado de universidades colombianas", where one does not study at
	 * those.
	 */
	private boolean isOfTheirSchools(Hit hit) {
		boolean schools = this.words.is(hit.from() - 1, "school") || this.words.is(hit.to(), "school");
		return schools && !this.countries.isEmpty() && !this.countries.contains("CO")
				&& this.words.isNear(hit, "applicant", NEAR);
	}

	/**
	 * "Colombianos", "nacionalidad colombiana", but not "universidades colombianas" or
	 * "instituciones de educación superior colombianas".
	 */
	private boolean people(Hit hit) {
		int at = hit.from() - 1;
		while (at > hit.from() - PHRASE
				&& (this.words.is(at, "higher") || this.document.peek(at).word().equals("de"))) {
			at--;
		}
		return !this.words.is(at, "thing");
	}

}
