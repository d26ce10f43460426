package org.becas.extract;

import java.util.Optional;
import java.util.Set;

/**
 * Whom a text lets apply, where Colombians are not among them: other nations, blocs to
 * which Colombia does not belong, people who live elsewhere.
 */
final class OtherApplicants {

	/** "A citizen, a refugee or permanent resident of any …". */
	private static final int PEOPLE = 12;

	private final Document document;

	private final Applicants words;

	private final OtherCountries lists;

	private final OtherNations nations;

	private final OtherResidents residents;

	/**
	 * @param countries where one studies
	 */
	OtherApplicants(Document document, Applicants words, Set<String> countries) {
		this.document = document;
		this.words = words;
		this.lists = new OtherCountries(document, words);
		this.nations = new OtherNations(document, words, countries);
		this.residents = new OtherResidents(document, words, countries);
	}

	OtherCountries lists() {
		return this.lists;
	}

	/** "Becas para estudiantes dominicanos", whatever the text says elsewhere. */
	Optional<Hit> titled() {
		return this.nations.addressed(this.document.textStart());
	}

	/** "Ser ciudadano peruano", "be enrolled at a Canadian university". */
	Optional<Hit> required() {
		return new RequiredNationality(this.document, this.words).found().or(this.residents::enrolled);
	}

	/**
	 * "Must be a citizen of a Commonwealth country"; a long list without Colombia.
	 * @param all whether the text elsewhere seems to let everybody in
	 * @param many whether it lets those of a region in, or everybody
	 */
	Optional<Hit> restricted(boolean all, boolean many) {
		return this.document.hits()
			.of(Cue.WHO)
			.stream()
			.filter(hit -> (((hit.is("other") || hit.is("bloc")) && isOfCitizens(hit)) || isFromEurope(hit))
					&& (!many || this.words.isOnly(hit)))
			.findFirst()
			.or(() -> this.lists.restricted(all, many));
	}

	/** Others who are named, in a text that lets nobody else in. */
	Optional<Hit> named() {
		return this.lists.list()
			.or(this.nations::named)
			.or(this.residents::ofElsewhere)
			.or(() -> this.document.hits().of(Cue.WHO).stream().filter(this::isOfOthers).findFirst())
			.or(this.lists::labelled)
			.or(this.residents::ofOneSchool);
	}

	/** "Researchers from Europe", of which no "citizen" far in front is said. */
	private boolean isFromEurope(Hit hit) {
		return hit.is("europe") && this.words.is(hit.from(), "applicant") && !this.words.has("not", hit)
				&& this.document.hits()
					.of(Cue.WHO, this.document.sentenceStart(hit.from()), this.document.sentenceEnd(hit.from()))
					.stream()
					.noneMatch(other -> other.is("region") || other.is("open") || other.is("both"));
	}

	/** "Citizens of", "be a national of", close before; and no region of ours beside. */
	private boolean isOfCitizens(Hit hit) {
		if (isShare(hit)) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - PEOPLE);
		boolean from = this.document.hits()
			.of(Cue.PLACE, start, hit.from())
			.stream()
			.anyMatch(cue -> cue.is("origin") && hit.from() - cue.to() <= 1);
		boolean citizens = from || isOfThose(hit) || this.words.isNear(hit, "citizen", PEOPLE)
				|| this.words.isNear(hit, "nationality", PEOPLE);
		return citizens && !this.words.has("not", hit) && this.document.hits()
			.of(Cue.WHO, Math.max(this.document.sentenceStart(hit.from()), hit.from() - Applicants.SENTENCE),
					Math.min(this.document.sentenceEnd(hit.from()), hit.to() + Applicants.SENTENCE))
			.stream()
			.noneMatch(other -> other.is("region") || other.is("colombia") || other.is("named") || other.is("both"));
	}

	/** "Commonwealth citizens may apply", "for EU students only". */
	private boolean isOfThose(Hit hit) {
		boolean people = this.words.is(hit.to(), "citizen") || this.words.is(hit.to(), "applicant")
				|| this.words.is(hit.to() - 1, "citizen");
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + 3);
		return people && (this.document.hits().any(Cue.WHO, hit.to(), end, "only")
				|| this.document.hits().any(Cue.WHO, hit.to(), end, "may"));
	}

	private boolean isOfOthers(Hit hit) {
		boolean asked = this.words.has("must", hit) || this.words.has("only", hit) || this.words.has("aimed", hit);
		if (hit.is("resident")) {
			return asked || this.words.has("open", hit);
		}
		return (hit.is("other") || hit.is("bloc")) && !isShare(hit) && (asked || this.words.isTarget(hit)
				|| this.words.is(hit.from() - 1, "for") || (hit.is("bloc") && this.words.is(hit.from() - 2, "for")));
	}

	/** "50 % of the budget is earmarked for applicants from …". */
	private boolean isShare(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - Applicants.SENTENCE);
		for (int i = start; i < hit.from(); i++) {
			if (this.document.token(i).isMark('%')) {
				return true;
			}
		}
		return false;
	}

}
