package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;

/**
 * Whom a text lets apply, where Colombians are not among them: other nationalities, blocs
 * to which Colombia does not belong, people who live elsewhere.
 */
final class OtherApplicants {

	/** A list of nationalities, and not one example. */
	private static final int LIST = 3;

	private static final int NEAR = Applicants.NEAR;

	/** "A citizen, a refugee or permanent resident of any …". */
	private static final int PEOPLE = 12;

	private static final int LIST_REACH = 40;

	/** How far below its asterisk a footnote stands, in tokens. */
	private static final int FOOTNOTE = 400;

	/** A list of those who are in. */
	private static final int LONG = 6;

	/** The same, where nothing says so. */
	private static final int VERY_LONG = 12;

	/** The same, whatever the text says elsewhere. */
	private static final int HUGE = 20;

	/** The letters by which a school is known. */
	private static final int LETTERS = 3;

	/** Whom a text names so early it is about, in tokens. */
	private static final int EARLY = 60;

	private static final Words LINKS = Words.named("who.of");

	private static final List<String> LANGUAGES = List.of("és", "ês", "ais", "ois");

	private final Document document;

	private final Applicants words;

	/** Where one studies. */
	private final Set<String> countries;

	OtherApplicants(Document document, Applicants words, Set<String> countries) {
		this.document = document;
		this.words = words;
		this.countries = countries;
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
			.or(() -> lists()
				.filter(list -> isFootnote(list) || this.words.isOnly(list.hits().get(0))
						|| (!all && list.size() >= HUGE)
						|| (!many && (this.words.isOfOrigin(list) || list.size() >= VERY_LONG)))
				.map(list -> list.hits().get(0))
				.findFirst());
	}

	/** "Researchers from Europe", of which no "citizen" far in front is said. */
	private boolean isFromEurope(Hit hit) {
		return hit.is("europe") && this.words.is(hit.from(), "applicant") && !this.words.has("not", hit)
				&& this.document.hits()
					.of(Cue.WHO, this.document.sentenceStart(hit.from()), this.document.sentenceEnd(hit.from()))
					.stream()
					.noneMatch(other -> other.is("region") || other.is("open") || other.is("both"));
	}

	/** "Nationals of our partner countries*", and "*Benin, Burundi, …" below. */
	private boolean isFootnote(CountryLists.Run list) {
		return this.document.peek(list.from() - 1).isMark('*') && this.document.hits()
			.of(Cue.WHO, Math.max(0, list.from() - FOOTNOTE), list.from())
			.stream()
			.anyMatch(hit -> (hit.is("region") || hit.is("listed")) && this.document.peek(hit.to()).isMark('*'));
	}

	/** Whether so many others are listed that nobody else can be meant. */
	boolean hugeList() {
		return lists().anyMatch(list -> list.size() >= HUGE);
	}

	/** Long lists of those who may apply, without Colombia. */
	private Stream<CountryLists.Run> lists() {
		return this.words.lists()
			.runs()
			.stream()
			.filter(list -> list.size() >= LONG && !list.names("CO") && !this.words.isOfStudy(list)
					&& !isExclusion(list));
	}

	/** "If your country is not on the list": those are out. */
	private boolean isExclusion(CountryLists.Run list) {
		return this.document.hits().any(Cue.WHO, Math.max(0, list.from() - LIST_REACH), list.from(), "excluded");
	}

	/** "Citizens of Guatemala, Honduras and Panama". */
	Optional<Hit> list() {
		for (Hit origin : this.document.hits().of(Cue.PLACE)) {
			if (origin.is("origin")) {
				int end = Math.min(this.document.sentenceEnd(origin.from()), origin.to() + LIST_REACH);
				List<Hit> listed = this.document.hits().of(Cue.COUNTRY, origin.to(), end);
				if (listed.stream().map(Hit::value).distinct().count() >= LIST
						&& listed.stream().noneMatch(hit -> hit.is("CO"))) {
					return Optional.of(listed.get(0));
				}
			}
		}
		return Optional.empty();
	}

	/** Others who are named, in a text that lets nobody else in. */
	Optional<Hit> named() {
		return list().or(() -> first(Cue.COUNTRY, this::appliesAlone))
			.or(() -> first(Cue.DEMONYM, this::onlyFor))
			.or(() -> first(Cue.COUNTRY, this::isNation))
			.or(() -> first(Cue.COUNTRY, this::comesFromThereAlone))
			.or(() -> first(Cue.DEMONYM, this::isOfTheirPapers))
			.or(this::peopleOfElsewhere)
			.or(() -> first(Cue.DEMONYM, this::isOfTheirSchools))
			.or(() -> first(Cue.COUNTRY, this::isOfSchoolsThere))
			.or(() -> first(Cue.WHO, this::livesElsewhere))
			.or(() -> first(Cue.WHO, this::isOfOthers))
			.or(this::labelled)
			.or(() -> first(Cue.WHO, this::attendsOneSchool));
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

	/** Schools of elsewhere that one has to attend, whatever the text says elsewhere. */
	Optional<Hit> enrolled() {
		return this.countries.isEmpty() ? Optional.empty()
				: first(Cue.WHO, hit -> hit.is("lives-enrolled") && this.words.isBe(hit.from()) && livesElsewhere(hit));
	}

	private Optional<Hit> first(Cue cue, Predicate<Hit> condition) {
		return this.document.hits().of(cue).stream().filter(condition).findFirst();
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
		return isTarget(people) || this.document.hits()
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
				|| this.document.hits().any(Cue.WHO, country.to(), end, "only") || isTarget(country);
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

	/** "Egresados de universidades uruguayas", where one studies elsewhere. */
	private boolean isOfTheirSchools(Hit nation) {
		boolean schools = this.words.is(nation.from() - 1, "school")
				|| (this.words.is(nation.to(), "school") && !isCapital(nation.to()));
		return schools && !nation.is("-") && !nation.is("CO") && !this.countries.isEmpty()
				&& !this.countries.contains(nation.value()) && !this.words.isDenied(nation)
				&& this.words.isNear(nation, "applicant", NEAR);
	}

	/** "Dirigida a profesores de universidades del Perú", where one goes elsewhere. */
	private boolean isOfSchoolsThere(Hit country) {
		int at = country.from() - 1;
		while (at > country.from() - 3 && LINKS.hold(this.document.peek(at).word())) {
			at--;
		}
		boolean schools = this.words.is(at, "school") || this.words.is(at, "higher");
		return schools && !country.is("-") && !country.is("CO") && !this.countries.contains(country.value())
				&& this.words.isNear(country, "applicant", PEOPLE) && this.words.isOnly(country);
	}

	/**
	 * "Résider au Congo", "matriculado no Brasil", where one does not study there; "must
	 * be resident in Ireland", wherever one studies.
	 */
	private boolean livesElsewhere(Hit hit) {
		if (!hit.isA("lives") || this.words.has("not", hit)) {
			return false;
		}
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + NEAR);
		boolean anywhere = hit.is("lives") && (this.words.isOnly(hit) || this.words.has("must", hit));
		List<String> places = Stream.of(Cue.COUNTRY, Cue.DEMONYM, Cue.CITY)
			.flatMap(cue -> this.document.hits().of(cue, hit.from(), end).stream())
			.map(Hit::country)
			.filter(country -> !country.equals("-"))
			.toList();
		return !places.contains("CO")
				&& places.stream().anyMatch(country -> anywhere || !this.countries.contains(country));
	}

	/**
	 * "Be enrolled at the University of Example", "étudiants inscrits à l'Université de":
	 * those of one school, which is named and no Colombian one.
	 */
	private boolean attendsOneSchool(Hit hit) {
		if (!(hit.is("lives-enrolled") || hit.is("students")) || this.words.has("not", hit) || speaksOfColombia()) {
			return false;
		}
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + NEAR);
		for (int i = hit.from(); i < end; i++) {
			if (this.words.is(i, "school") && isCapital(i) && (isNamed(i - 1) || isNamed(i + 1))) {
				return true;
			}
		}
		return hit.to() < end && isAcronym(hit.to());
	}

	private boolean speaksOfColombia() {
		return Stream.of(Cue.COUNTRY, Cue.DEMONYM, Cue.CITY)
			.flatMap(cue -> this.document.hits().of(cue).stream())
			.anyMatch(place -> place.country().equals("CO"));
	}

	/** A word of a name beside "University", perhaps behind "of the". */
	private boolean isNamed(int at) {
		int word = LINKS.hold(this.document.peek(at).word()) ? at + 1 : at;
		word = LINKS.hold(this.document.peek(word).word()) ? word + 1 : word;
		return this.document.peek(word).isWord() && isCapital(word);
	}

	private boolean isCapital(int at) {
		return Character.isUpperCase(this.document.quote(at, at + 1).charAt(0));
	}

	private boolean isAcronym(int at) {
		String name = this.document.quote(at, at + 1);
		return name.length() >= LETTERS && name.chars().allMatch(Character::isUpperCase);
	}

	private boolean isOfOthers(Hit hit) {
		boolean asked = this.words.has("must", hit) || this.words.has("only", hit) || this.words.has("aimed", hit);
		if (hit.is("resident")) {
			return asked || this.words.has("open", hit);
		}
		return (hit.is("other") || hit.is("bloc")) && !isShare(hit) && (asked || isTarget(hit)
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

	/** "Nationality: resident in Spain", a label over three countries. */
	private Optional<Hit> labelled() {
		for (Part part : this.document.parts()) {
			List<Hit> listed = this.document.hits().of(Cue.COUNTRY, part.from(), part.to());
			boolean enough = listed.size() >= LIST || (!listed.isEmpty() && part.to() - part.from() <= NEAR);
			if (part.isA("origin") && enough && listed.stream().noneMatch(hit -> hit.is("CO") || hit.is("-"))) {
				return Optional.of(listed.get(0));
			}
		}
		return Optional.empty();
	}

	private boolean isTarget(Hit hit) {
		Part part = this.document.partAt(hit.from());
		return part != null && part.holds(hit.from()) && !part.heading() && (part.isA("target") || part.isA("origin"));
	}

}
