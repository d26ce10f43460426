package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;
import org.becas.offer.Eligibility;
import org.becas.offer.Evidence;
import org.becas.offer.Field;

/**
 * May Colombians apply? Named they may, unless the sentence says "not"; a list of other
 * nationalities leaves them out; "any country" and the regions that Colombia belongs to
 * let them in. Silence is silence.
 */
final class EligibilityRules {

	/** A list of nationalities, and not one example. */
	private static final int LIST = 3;

	private static final int NEAR = 8;

	/** "A citizen, a refugee or permanent resident of any …". */
	private static final int PEOPLE = 12;

	private static final int LIST_REACH = 40;

	/** A list of those who are in, where nothing says so. */
	private static final int LONG = 6;

	private static final int VERY_LONG = 12;

	/** "Instituciones de educación superior colombianas", in tokens. */
	private static final int PHRASE = 5;

	private final Document document;

	private final CountryLists lists;

	/** Where one studies. */
	private final Set<String> countries;

	private EligibilityRules(Document document, Set<String> countries) {
		this.document = document;
		this.lists = CountryLists.of(document);
		this.countries = countries;
	}

	record Answer(Eligibility eligibility, List<Evidence> evidence) {
	}

	/**
	 * @param countries where one studies: a programme for foreigners in Colombia is not
	 * for Colombians
	 */
	static Answer read(Document document, Set<String> countries) {
		EligibilityRules rules = new EligibilityRules(document, countries);
		return rules.denied()
			.or(rules::named)
			.or(rules::restricted)
			.or(rules::open)
			.or(rules::foreigners)
			.orElseGet(rules::others);
	}

	/** Colombians are said to be out, or foreigners to be in for Colombia. */
	private Optional<Answer> denied() {
		Optional<Hit> denied = this.document.hits().of(Cue.WHO).stream().filter(this::isDenied).findFirst();
		if (denied.isPresent()) {
			return denied.map(hit -> answer(Eligibility.NO, hit, "excluded"));
		}
		return this.document.hits()
			.of(Cue.WHO, 0, this.document.textStart())
			.stream()
			.filter(hit -> hit.is("open") && this.countries.equals(Set.of("CO")))
			.findFirst()
			.map(hit -> answer(Eligibility.NO, hit, "inbound"));
	}

	private Optional<Answer> named() {
		for (Hit hit : this.document.hits().of(Cue.WHO)) {
			if (hit.is("denied")) {
				return Optional.of(answer(Eligibility.NO, hit, "excluded"));
			}
			if (hit.is("named") || (hit.is("colombia") && concernsApplicants(hit))) {
				return Optional.of(answer(Eligibility.YES, hit, "named"));
			}
		}
		return this.lists.runs()
			.stream()
			.filter(list -> list.size() >= LONG && list.names("CO") && !isOfStudy(list))
			.map(list -> list.hits().stream().filter(hit -> hit.is("CO")).findFirst().orElseThrow())
			.findFirst()
			.map(hit -> answer(Eligibility.YES, hit, "named"));
	}

	private Optional<Answer> open() {
		List<Hit> open = openings();
		if (open.isEmpty()) {
			return Optional.empty();
		}
		if (this.countries.equals(Set.of("CO"))) {
			return Optional.of(answer(Eligibility.NO, open.get(0), "inbound"));
		}
		return Optional.of(isLimited(open) ? new Answer(Eligibility.UNKNOWN, List.of())
				: answer(Eligibility.YES, open.get(0), open.get(0).value()));
	}

	/** Words that let everybody in, or a region that Colombia belongs to. */
	private List<Hit> openings() {
		return this.document.hits()
			.of(Cue.WHO)
			.stream()
			.filter(hit -> (hit.is("open") && !isThing(hit) && !isOfBloc(hit))
					|| (hit.is("region") && !isName(hit) && !isBetween(hit) && !isPlaceOfStudy(hit)))
			.filter(hit -> !has("not", hit) && !isResident(hit))
			.toList();
	}

	/** "Sistemas universitarios extranjeros": not those who apply. */
	private boolean isThing(Hit hit) {
		return hit.to() - hit.from() == 1 && (is(hit.from() - 1, "thing") || is(hit.from() - 2, "thing"));
	}

	/** "De cualquier país de la Unión Europea". */
	private boolean isOfBloc(Hit hit) {
		return this.document.hits().any(Cue.WHO, hit.to(), hit.to() + 4, "other")
				|| this.document.hits().any(Cue.WHO, hit.to(), hit.to() + 4, "bloc");
	}

	/** "In one of the nine countries of Latin America". */
	private boolean isPlaceOfStudy(Hit region) {
		if (!place(region).equals("study")) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(region.from()), region.from() - NEAR);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, region.from());
		if (!cues.isEmpty() && is(cues.get(cues.size() - 1).from() - 1, "state")) {
			return false;
		}
		for (int i = start; i < region.from(); i++) {
			if (is(i, "applicant") || is(i, "citizen") || is(i, "nationality")) {
				return false;
			}
		}
		return true;
	}

	/** "Must be a citizen of a Commonwealth country"; a long list without Colombia. */
	private Optional<Answer> restricted() {
		boolean everybody = openings().stream().anyMatch(hit -> hit.is("open") || namesAmericas(hit));
		return this.document.hits()
			.of(Cue.WHO)
			.stream()
			.filter(hit -> (hit.is("other") || hit.is("bloc")) && isOfCitizens(hit) && (!everybody || isOnly(hit)))
			.findFirst()
			.or(() -> this.lists.runs()
				.stream()
				.filter(list -> list.size() >= LONG && !list.names("CO") && !isOfStudy(list))
				.filter(list -> everybody ? isOnly(list.hits().get(0)) : isOfOrigin(list) || list.size() >= VERY_LONG)
				.map(list -> list.hits().get(0))
				.findFirst())
			.map(hit -> answer(Eligibility.NO, hit, "others"));
	}

	/** Latin America is named, not merely "developing countries". */
	private boolean namesAmericas(Hit region) {
		for (int i = region.from(); i < region.to(); i++) {
			if (is(i, "americas")) {
				return true;
			}
		}
		return false;
	}

	private boolean isOfStudy(CountryLists.Run list) {
		Part part = this.document.partAt(list.from());
		boolean labelled = part != null && part.isA("country")
				&& !this.document.hits().any(Cue.PLACE, part.labelFrom(), part.from(), "origin");
		return labelled || place(list.hits().get(0)).equals("study");
	}

	private boolean isOfOrigin(CountryLists.Run list) {
		Part part = this.document.partAt(list.from());
		return (part != null && part.isA("origin")) || place(list.hits().get(0)).equals("origin");
	}

	private boolean isOnly(Hit hit) {
		int start = this.document.sentenceStart(hit.from());
		return this.document.hits().any(Cue.WHO, start, hit.from(), "only")
				|| this.document.hits().any(Cue.WHO, start, hit.from(), "must");
	}

	/** "Citizens of", "be a national of", close before; and no region of ours beside. */
	private boolean isOfCitizens(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - PEOPLE);
		int end = this.document.sentenceEnd(hit.from());
		boolean citizens = this.document.hits()
			.of(Cue.PLACE, start, hit.from())
			.stream()
			.anyMatch(cue -> cue.is("origin") && hit.from() - cue.to() <= 1);
		for (int i = start; i < hit.from(); i++) {
			citizens |= is(i, "citizen") || is(i, "nationality");
		}
		return citizens && !has("not", hit)
				&& this.document.hits()
					.of(Cue.WHO, this.document.sentenceStart(hit.from()), end)
					.stream()
					.noneMatch(other -> other.is("region") || other.is("colombia") || other.is("named"));
	}

	/** "Non-Saudi students", "no tener nacionalidad mexicana": all but those. */
	private Optional<Answer> foreigners() {
		return this.document.hits()
			.of(Cue.DEMONYM)
			.stream()
			.filter(hit -> !hit.is("CO") && !hit.is("-") && isForeigner(hit))
			.findFirst()
			.map(hit -> answer(Eligibility.YES, hit, "open"));
	}

	private boolean isForeigner(Hit hit) {
		boolean non = is(hit.from() - 1, "non") || is(hit.from() - 2, "non");
		boolean nationality = isNationality(hit) || is(hit.from() - 1, "nationality") || is(hit.to(), "nationality");
		return (non && (is(hit.to(), "applicant") || nationality)) || (this.countries.contains(hit.value())
				&& has("not", hit) && (nationality || isNear(hit, "nationality", LIST)));
	}

	/** Whether such a word is one of the tokens in front. */
	private boolean isNear(Hit hit, String noun, int tokens) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - tokens - 1);
		for (int i = start; i < hit.from(); i++) {
			if (is(i, noun)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * "International students … citizens of the eligible countries", which are listed
	 * elsewhere; "Latin American professionals have studied … citizens of Angola, Kenya
	 * and Mozambique": what seems open has a limit, which is not told.
	 */
	private boolean isLimited(List<Hit> open) {
		if (open.stream().noneMatch(hit -> hit.is("region"))) {
			return this.document.hits().of(Cue.WHO).stream().anyMatch(hit -> hit.is("listed"));
		}
		Optional<Hit> list = open.stream().allMatch(hit -> hit.is("region")) ? listOfOthers() : Optional.empty();
		return list.isPresent() && open.stream()
			.noneMatch(
					hit -> this.document.sentenceStart(hit.from()) == this.document.sentenceStart(list.get().from()));
	}

	/** "No tener nacionalidad colombiana", wherever it stands: one "not" settles it. */
	private boolean isDenied(Hit hit) {
		return hit.is("colombia") && (has("not", hit) || deniedBehind(hit)) && concernsApplicants(hit);
	}

	/**
	 * "Asociación Universitaria Iberoamericana", "Instituto Colombiano": part of a name,
	 * told by the capitals of both words, unless everything is in capitals.
	 */
	private boolean isName(Hit hit) {
		String quote = this.document.quote(hit.from(), hit.from() + 1);
		String before = this.document.peek(hit.from() - 1).isWord() ? this.document.quote(hit.from() - 1, hit.from())
				: "";
		return isTitleCase(quote) && isTitleCase(before) && !this.document.speaks("en") && !this.document.speaks("de");
	}

	/** "Extranjeros con permanencia definitiva en Chile": those who live there. */
	private boolean isResident(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + NEAR);
		return this.document.hits().any(Cue.WHO, hit.to(), end, "resident");
	}

	/** "Viajes entre dos países de Iberoamérica": where one goes, and nobody who goes. */
	private boolean isBetween(Hit region) {
		int start = Math.max(this.document.sentenceStart(region.from()), region.from() - NEAR);
		boolean countries = false;
		for (int i = start; i < region.from(); i++) {
			if (is(i, "applicant")) {
				return false;
			}
			countries |= is(i, "travel");
		}
		return countries;
	}

	private static boolean isTitleCase(String word) {
		return word.length() > 1 && Character.isUpperCase(word.charAt(0)) && Character.isLowerCase(word.charAt(1));
	}

	/** Not "Embajada de … en Colombia": in a list of the eligible, or with "citizens". */
	private boolean concernsApplicants(Hit hit) {
		Part part = this.document.partAt(hit.from());
		if (this.document.peek(hit.to()).isMark(':')) {
			return false;
		}
		if (part != null && part.holds(hit.from())
				&& (part.isA("origin") || part.isA("target") || (part.isA("require") && !part.heading()))) {
			return !place(hit).equals("study") && !isName(hit) && people(hit);
		}
		String word = this.document.token(hit.from()).word();
		if (word.startsWith("colombian") || word.startsWith("colombien")) {
			return people(hit) && !isName(hit);
		}
		return place(hit).equals("origin");
	}

	/** Whether one studies there or comes from there, or nothing. */
	private String place(Hit hit) {
		CountryLists.Run list = this.lists.at(hit.from());
		int first = (list != null) ? list.from() : hit.from();
		int start = Math.max(this.document.sentenceStart(first), first - NEAR);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, first);
		return cues.isEmpty() ? "" : cues.get(cues.size() - 1).value();
	}

	/**
	 * "Colombianos", "nacionalidad colombiana", but not "universidades colombianas" or
	 * "instituciones de educación superior colombianas".
	 */
	private boolean people(Hit hit) {
		int at = hit.from() - 1;
		while (at > hit.from() - PHRASE && (is(at, "higher") || this.document.peek(at).word().equals("de"))) {
			at--;
		}
		return !is(at, "thing");
	}

	/** Whether the word is of this kind: {@code lexicon/noun.tsv}. */
	private boolean is(int at, String noun) {
		return this.document.hits().any(Cue.NOUN, at, at + 1, noun);
	}

	private boolean has(String value, Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - NEAR);
		return this.document.hits().any(Cue.WHO, start, hit.from(), value);
	}

	/** "Colombia no está entre los elegibles", "Colombians excluded". */
	private boolean deniedBehind(Hit hit) {
		return this.document.hits()
			.any(Cue.WHO, hit.to(), Math.min(this.document.sentenceEnd(hit.from()), hit.to() + 2), "not");
	}

	/** "Citizens of Guatemala, Honduras and Panama". */
	private Optional<Hit> listOfOthers() {
		for (Hit origin : this.document.hits().of(Cue.PLACE)) {
			if (origin.is("origin")) {
				int end = Math.min(this.document.sentenceEnd(origin.from()), origin.to() + LIST_REACH);
				List<Hit> listed = this.document.hits().of(Cue.COUNTRY, origin.to(), end);
				if (listed.size() >= LIST && listed.stream().noneMatch(hit -> hit.is("CO"))) {
					return Optional.of(listed.get(0));
				}
			}
		}
		return Optional.empty();
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
		return asked || is(country.to(), "national");
	}

	/**
	 * "Exclusivo para ciudadanos bolivianos", "de nationalité serbe", "Indian citizens".
	 */
	private boolean onlyFor(Hit nationality) {
		if (nationality.is("CO") || nationality.is("-")) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(nationality.from()), nationality.from() - NEAR);
		int end = Math.min(this.document.sentenceEnd(nationality.from()), nationality.to() + NEAR);
		boolean only = this.document.hits().any(Cue.WHO, start, end, "only")
				&& this.document.hits().any(Cue.PLACE, start, end, "origin");
		boolean denied = this.document.hits().any(Cue.WHO, start, nationality.from(), "not")
				|| is(nationality.from() - 1, "non") || is(nationality.from() - 2, "non");
		return only || (!denied
				&& (isNationality(nationality) || appliesOnly(nationality, start) || isAddressed(nationality)
						|| (is(nationality.from() - 1, "be") && !isNear(nationality, "thing", NEAR))));
	}

	/** "Résider au Congo", "matriculado no Brasil", where one does not study there. */
	private boolean livesElsewhere(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + NEAR);
		return hit.is("lives") && !has("not", hit)
				&& Stream.of(Cue.COUNTRY, Cue.DEMONYM, Cue.CITY)
					.flatMap(cue -> this.document.hits().of(cue, hit.from(), end).stream())
					.map(Hit::value)
					.anyMatch(country -> !country.equals("-") && !country.startsWith("CO")
							&& (!this.countries.contains(country) || isOnly(hit)));
	}

	/** "Nationals of Qatar only", "must be citizens of Kenya". */
	private boolean isNationOnly(Hit country) {
		int start = Math.max(this.document.sentenceStart(country.from()), country.from() - 4);
		boolean citizens = false;
		boolean meant = false;
		for (int i = start; i < country.from(); i++) {
			citizens |= is(i, "citizen") || is(i, "nationality");
			meant |= is(i, "applicant") && (is(i - 1, "for") || is(i - 2, "for"));
		}
		if (meant && !citizens) {
			return !country.is("CO") && !country.is("-") && place(country).equals("origin")
					&& !this.countries.contains(country.value());
		}
		int end = Math.min(this.document.sentenceEnd(country.from()), country.to() + 3);
		return citizens && !country.is("CO") && !country.is("-") && !has("not", country) && (isOnly(country)
				|| this.document.hits().any(Cue.WHO, country.to(), end, "only") || isTarget(country));
	}

	/** "Étudiants camerounais", twice or in the title, where one studies elsewhere. */
	private Optional<Hit> peopleOfElsewhere() {
		List<Hit> peoples = this.document.hits()
			.of(Cue.DEMONYM)
			.stream()
			.filter(hit -> !hit.is("-") && !hit.is("CO") && !this.countries.contains(hit.value()))
			.filter(hit -> (is(hit.from() - 1, "applicant") || is(hit.to(), "applicant")) && !has("not", hit)
					&& !is(hit.from() - 1, "non") && !is(hit.to(), "thing"))
			.toList();
		boolean meant = peoples.size() > 1 || peoples.stream().anyMatch(hit -> this.document.inTitle(hit.from()));
		return meant ? Optional.of(peoples.get(0)) : Optional.empty();
	}

	/** "Para estudiantes peruanos", "pour les Marocains", "for Indian students". */
	private boolean isAddressed(Hit nationality) {
		boolean applicants = is(nationality.from() - 1, "applicant");
		boolean plural = this.document.token(nationality.from()).word().endsWith("s");
		if (!applicants && !plural && !is(nationality.to(), "applicant")) {
			return false;
		}
		int before = nationality.from() - (applicants ? 2 : 1);
		if (is(before, "article")) {
			before--;
		}
		return is(before, "for") && !is(nationality.to(), "thing");
	}

	/** "Só podem concorrer candidatos portugueses". */
	private boolean appliesOnly(Hit nationality, int start) {
		boolean asked = this.document.hits().any(Cue.WHO, start, nationality.from(), "only")
				|| this.document.hits().any(Cue.WHO, start, nationality.from(), "must");
		return asked && (is(nationality.from() - 1, "applicant") || is(nationality.to(), "applicant"));
	}

	private boolean isNationality(Hit adjective) {
		return is(adjective.from() - 1, "citizen") || is(adjective.to(), "citizen");
	}

	private Answer others() {
		Optional<Hit> list = listOfOthers();
		if (list.isPresent()) {
			return answer(Eligibility.NO, list.get(), "others");
		}
		Optional<Hit> nation = this.document.hits().of(Cue.COUNTRY).stream().filter(this::appliesAlone).findFirst();
		if (nation.isPresent()) {
			return answer(Eligibility.NO, nation.get(), "others");
		}
		for (Hit hit : this.document.hits().of(Cue.DEMONYM)) {
			if (onlyFor(hit)) {
				return answer(Eligibility.NO, hit, "others");
			}
		}
		Optional<Hit> people = this.document.hits()
			.of(Cue.COUNTRY)
			.stream()
			.filter(this::isNationOnly)
			.findFirst()
			.or(this::peopleOfElsewhere)
			.or(() -> this.document.hits().of(Cue.WHO).stream().filter(this::livesElsewhere).findFirst());
		if (people.isPresent()) {
			return answer(Eligibility.NO, people.get(), "others");
		}
		for (Hit hit : this.document.hits().of(Cue.WHO)) {
			if (hit.is("resident") && (has("must", hit) || has("only", hit) || has("open", hit))) {
				return answer(Eligibility.NO, hit, "others");
			}
			if (hit.is("other")
					&& (has("must", hit) || has("only", hit) || isTarget(hit) || is(hit.from() - 1, "for"))) {
				return answer(Eligibility.NO, hit, "others");
			}
		}
		for (Part part : this.document.parts()) {
			List<Hit> listed = this.document.hits().of(Cue.COUNTRY, part.from(), part.to());
			boolean enough = listed.size() >= LIST || (!listed.isEmpty() && isShort(part));
			if (part.isA("origin") && enough && listed.stream().noneMatch(hit -> hit.is("CO") || hit.is("-"))) {
				return answer(Eligibility.NO, listed.get(0), "others");
			}
		}
		return new Answer(Eligibility.UNKNOWN, List.of());
	}

	/** "Nationality: resident in Spain": nothing else is said. */
	private boolean isShort(Part part) {
		return part.to() - part.from() <= NEAR;
	}

	private boolean isTarget(Hit hit) {
		Part part = this.document.partAt(hit.from());
		return part != null && part.holds(hit.from()) && !part.heading() && (part.isA("target") || part.isA("origin"));
	}

	private Answer answer(Eligibility eligibility, Hit hit, String rule) {
		return new Answer(eligibility,
				List.of(this.document.evidence(Field.COLOMBIANS, hit.from(), hit.to(), "colombians-" + rule)));
	}

}
