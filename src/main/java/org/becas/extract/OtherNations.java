package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Another people or country than Colombia whose citizens are named: "bourse accordée aux
 * étudiants tunisiens", "nationals of Qatar only".
 */
final class OtherNations {

	/** A list of nationalities, and not one example. */
	private static final int LIST = 3;

	private static final int NEAR = Applicants.NEAR;

	/** "A citizen, a refugee or permanent resident of any …". */
	private static final int PEOPLE = 12;

	/** Whom a text names so early it is about, in tokens. */
	private static final int EARLY = 60;

	private static final List<String> LANGUAGES = List.of("és", "ês", "ais", "ois");

	private final Document document;

	private final Applicants words;

	/** Where one studies. */
	private final Set<String> countries;

	OtherNations(Document document, Applicants words, Set<String> countries) {
		this.document = document;
		this.words = words;
		this.countries = countries;
	}

	/** Those of another nation who are named, so that nobody else is meant. */
	Optional<Hit> named() {
		return first(Cue.COUNTRY, this::appliesAlone).or(() -> first(Cue.DEMONYM, this::onlyFor))
			.or(() -> first(Cue.COUNTRY, this::isNation))
			.or(() -> first(Cue.COUNTRY, this::comesFromThereAlone))
			.or(() -> first(Cue.DEMONYM, this::isOfTheirPapers))
			.or(this::peopleOfElsewhere);
	}

	/**
	 * A people for whom it is, as the first tokens say, not that of the host; or a region
	 * whose news it is: "Africa: Germany opens …".
	 */
	Optional<Hit> addressed(int end) {
		Optional<Hit> region = this.document.hits()
			.of(Cue.WHO, 0, end)
			.stream()
			.filter(hit -> hit.from() == 0 && (hit.is("other") || hit.is("bloc"))
					&& this.document.peek(hit.to()).isMark(':'))
			.findFirst();
		return region.isPresent() ? region : people(end);
	}

	private Optional<Hit> people(int end) {
		return this.document.hits()
			.of(Cue.DEMONYM, 0, end)
			.stream()
			.filter(hit -> !hit.is("CO") && !hit.is("-") && !this.countries.contains(hit.value()))
			.filter(hit -> !this.words.isDenied(hit) && isAddressed(hit)
					&& (isOfApplicants(hit) || !this.document.peek(hit.to()).isWord()))
			.findFirst();
	}

	private Optional<Hit> first(Cue cue, Predicate<Hit> condition) {
		return this.document.hits().of(cue).stream().filter(condition).findFirst();
	}

	/** "Accepts applications from Vietnam", "Pakistan nationals". */
	private boolean appliesAlone(Hit country) {
		if (country.is("CO") || country.is("-")) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(country.from()), country.from() - 2);
		boolean asked = this.document.hits()
			.of(Cue.WHO, Math.max(0, start - NEAR), country.from())
			.stream()
			.anyMatch(cue -> cue.is("applies-from") && cue.to() == country.from());
		return asked || this.words.is(country.to(), "national");
	}

	/** "Exclusivo para ciudadanos bolivianos", "de nationalité serbe", "ser peruano". */
	private boolean onlyFor(Hit nationality) {
		if (nationality.is("CO") || nationality.is("-") || this.words.isDenied(nationality)) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(nationality.from()), nationality.from() - NEAR);
		int end = Math.min(this.document.sentenceEnd(nationality.from()), nationality.to() + NEAR);
		boolean only = this.document.hits().any(Cue.WHO, start, end, "only")
				&& this.document.hits().any(Cue.PLACE, start, end, "origin") && !this.words.isLanguage(nationality);
		boolean isOne = this.words.is(nationality.from() - 1, "be") && !this.words.isLanguage(nationality);
		return only || isOne || this.words.isNationality(nationality) || appliesOnly(nationality, start)
				|| (isAddressed(nationality)
						&& (!this.countries.contains(nationality.value()) || isAwarded(nationality)));
	}

	/** "Bourse accordée aux étudiants tunisiens", not "rules for Tunisian students". */
	private boolean isAwarded(Hit people) {
		return this.words.isTarget(people) || this.document.hits()
			.any(Cue.PROVIDER, this.document.sentenceStart(people.from()), people.from(), "award");
	}

	/** "Só podem concorrer candidatos portugueses". */
	private boolean appliesOnly(Hit nationality, int start) {
		boolean asked = this.document.hits().any(Cue.WHO, start, nationality.from(), "only")
				|| this.document.hits().any(Cue.WHO, start, nationality.from(), "must")
				|| this.document.hits().any(Cue.WHO, start, nationality.from(), "aimed");
		return asked && isOfApplicants(nationality);
	}

	private boolean isOfApplicants(Hit adjective) {
		return this.words.is(adjective.from() - 1, "applicant")
				|| Applicants.isSaidOf(this.document, adjective, "applicant");
	}

	/** "Para peruanos", and not the language in "para francés". */
	private boolean isPlural(Hit people) {
		String quote = this.document.quote(people.from(), people.to());
		return quote.endsWith("s") && LANGUAGES.stream().noneMatch(quote::endsWith);
	}

	/** "Para estudiantes peruanos", "pour les Marocains", "for Indian students". */
	private boolean isAddressed(Hit nationality) {
		boolean applicants = this.words.is(nationality.from() - 1, "applicant");
		boolean plural = isPlural(nationality);
		if (!applicants && !plural && !isOfApplicants(nationality)) {
			return false;
		}
		int before = nationality.from() - (applicants ? 2 : 1);
		if (this.words.is(before, "article")) {
			before--;
		}
		return this.words.is(before, "for") && !this.words.is(nationality.to(), "thing");
	}

	/**
	 * "Nationals of Qatar only", "must be citizens of Kenya", "for nurses from Samoa".
	 */
	private boolean isNation(Hit country) {
		if (country.is("CO") || country.is("-") || this.words.has("not", country)) {
			return false;
		}
		if (!this.words.isNear(country, "citizen", 4) && !this.words.isNear(country, "nationality", 4)) {
			return isForApplicants(country) && this.words.place(country).equals("origin")
					&& !this.countries.contains(country.value());
		}
		int end = Math.min(this.document.sentenceEnd(country.from()), country.to() + LIST);
		return this.words.isOnly(country) || this.words.has("must", country)
				|| this.document.hits().any(Cue.WHO, country.to(), end, "only") || this.words.isTarget(country);
	}

	/** "Only awarded to applicants from Malta and Cyprus", wherever one studies. */
	private boolean comesFromThereAlone(Hit country) {
		CountryLists.Run list = this.words.lists().at(country.from());
		return !country.is("-") && list != null && !list.names("CO") && !this.words.has("not", country)
				&& this.words.isOnly(country) && this.words.place(country).equals("origin")
				&& this.words.isNear(list.hits().get(0), "applicant", PEOPLE) && !isPartner(country);
	}

	/** "From partner countries of Belgium": those come from elsewhere. */
	private boolean isPartner(Hit country) {
		return this.document.hits().any(Cue.WHO, country.from() - NEAR, country.from(), "listed");
	}

	private boolean isForApplicants(Hit country) {
		for (int i = Math.max(1, country.from() - 4); i < country.from(); i++) {
			if (this.words.is(i, "applicant") && (this.words.is(i - 1, "for") || this.words.is(i - 2, "for"))) {
				return true;
			}
		}
		return false;
	}

	/** "Étudiants camerounais", twice or in the title, where one studies elsewhere. */
	private Optional<Hit> peopleOfElsewhere() {
		List<Hit> peoples = this.document.hits()
			.of(Cue.DEMONYM)
			.stream()
			.filter(hit -> !hit.is("-") && !hit.is("CO") && !this.countries.contains(hit.value()))
			.filter(hit -> isOfApplicants(hit) && !this.words.isDenied(hit) && !this.words.is(hit.to(), "thing"))
			.toList();
		boolean meant = peoples.size() > 1
				|| peoples.stream().anyMatch(hit -> hit.from() < this.document.textStart() + EARLY);
		return meant ? Optional.of(peoples.get(0)) : first(Cue.DEMONYM, this::isAllowed);
	}

	/** "Belizeans may apply", "les bacheliers tchadiens peuvent étudier". */
	private boolean isAllowed(Hit people) {
		boolean elsewhere = !people.is("-") && !people.is("CO") && !this.countries.contains(people.value());
		return elsewhere && !this.words.isDenied(people)
				&& (isOfApplicants(people) || this.document.token(people.from()).word().endsWith("s"))
				&& this.document.hits().any(Cue.WHO, people.to(), people.to() + 2, "may")
				|| elsewhere && this.words.isNear(people, "talent", 2);
	}

	/** "A copy of your South African ID document". */
	private boolean isOfTheirPapers(Hit nation) {
		return !nation.is("CO") && !nation.is("-") && this.words.is(nation.to(), "papers")
				&& !this.words.isDenied(nation);
	}

}
