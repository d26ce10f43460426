package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Those who live, or attend a school, where Colombians usually do not: "matriculado no
 * Brasil", "be enrolled at the University of Example".
 */
final class OtherResidents {

	private static final int NEAR = Applicants.NEAR;

	/** "A citizen, a refugee or permanent resident of any …". */
	private static final int PEOPLE = 12;

	/** The letters by which a school is known. */
	private static final int LETTERS = 3;

	private static final Words LINKS = Words.named("who.of");

	private final Document document;

	private final Applicants words;

	/** Where one studies. */
	private final Set<String> countries;

	OtherResidents(Document document, Applicants words, Set<String> countries) {
		this.document = document;
		this.words = words;
		this.countries = countries;
	}

	/** "Egresados de universidades uruguayas", "résider au Congo". */
	Optional<Hit> ofElsewhere() {
		return first(Cue.DEMONYM, this::isOfTheirSchools).or(() -> first(Cue.COUNTRY, this::isOfSchoolsThere))
			.or(() -> first(Cue.WHO, this::livesElsewhere));
	}

	/** Those of one school, which is named and no Colombian one. */
	Optional<Hit> ofOneSchool() {
		return first(Cue.WHO, this::attendsOneSchool);
	}

	/** Schools of elsewhere that one has to attend, whatever the text says elsewhere. */
	Optional<Hit> enrolled() {
		return this.countries.isEmpty() ? Optional.empty()
				: first(Cue.WHO, hit -> hit.is("lives-enrolled") && this.words.isBe(hit.from()) && livesElsewhere(hit));
	}

	private Optional<Hit> first(Cue cue, Predicate<Hit> condition) {
		return this.document.hits().of(cue).stream().filter(condition).findFirst();
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

}
