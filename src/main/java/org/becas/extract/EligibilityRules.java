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

	private static final int NEAR = Applicants.NEAR;

	/** How far "no tener nacionalidad" reaches, in tokens. */
	private static final int NATIONALITY = 4;

	/** "Deadline for your country" and a list: all of them may apply. */
	private static final int LONG = 6;

	/** "Instituciones de educación superior colombianas", in tokens. */
	private static final int PHRASE = 5;

	/** A longer value of such a label is a sentence. */
	private static final int ANYBODY = 5;

	private static final Words ANYBODY_WORDS = Words.named("who.anybody");

	/** How far "network with" reaches, in tokens. */
	private static final int BESIDE = 6;

	private static final Words WITH = Words.named("who.beside");

	private static final Words COLOMBIANS = Words.named("colombians");

	private final Document document;

	private final Applicants words;

	private final OtherApplicants others;

	/** Where one studies. */
	private final Set<String> countries;

	private EligibilityRules(Document document, Set<String> countries) {
		this.document = document;
		this.words = new Applicants(document);
		this.others = new OtherApplicants(document, this.words, countries);
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
			.or(rules::titled)
			.or(rules::required)
			.or(rules::restricted)
			.or(rules::labelled)
			.or(rules::open)
			.or(rules::others)
			.or(rules::foreigners)
			.orElseGet(() -> new Answer(Eligibility.UNKNOWN, List.of()));
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
		return this.words.lists()
			.runs()
			.stream()
			.filter(list -> list.size() >= LONG && list.names("CO") && !this.words.isOfStudy(list)
					&& (this.countries.size() == 1 || !this.countries.contains("CO")))
			.map(list -> list.hits().stream().filter(hit -> hit.is("CO")).findFirst().orElseThrow())
			.findFirst()
			.map(hit -> answer(Eligibility.YES, hit, "named"));
	}

	/** "Becas para estudiantes dominicanos", and in the text "foreign students". */
	private Optional<Answer> titled() {
		return this.others.addressed(this.document.textStart()).map(hit -> answer(Eligibility.NO, hit, "others"));
	}

	/** "Ser ciudadano peruano", "be enrolled at a Canadian university". */
	private Optional<Answer> required() {
		return new RequiredNationality(this.document, this.words).found()
			.or(this.others::enrolled)
			.map(hit -> answer(Eligibility.NO, hit, "others"));
	}

	/** "Nationalities: all", "eligibleOriginCountries: FR, BJ". */
	private Optional<Answer> labelled() {
		Optional<List<Hit>> codes = this.document.parts()
			.stream()
			.filter(part -> part.isA("origin") && !part.heading())
			.map(part -> CountryCodes.of(this.document, part))
			.filter(listed -> !listed.isEmpty())
			.findFirst();
		return codes.map(this::ofThose).or(this::ofAnybody);
	}

	private Answer ofThose(List<Hit> countries) {
		Optional<Hit> ours = countries.stream().filter(hit -> hit.is("CO")).findFirst();
		return ours.map(hit -> answer(Eligibility.YES, hit, "named"))
			.orElseGet(() -> answer(Eligibility.NO, countries.get(0), "others"));
	}

	private Optional<Answer> ofAnybody() {
		return this.document.parts()
			.stream()
			.filter(part -> part.isA("origin"))
			.mapToInt(this::value)
			.filter(this::isAnybody)
			.boxed()
			.findFirst()
			.map(value -> new Answer(this.countries.equals(Set.of("CO")) ? Eligibility.NO : Eligibility.YES,
					List.of(this.document.evidence(Field.COLOMBIANS, value, value + 1, "colombians-open"))));
	}

	/** Behind the label, or in the line below. */
	private int value(Part part) {
		int value = part.from();
		while (value < part.to() - 1 && this.document.token(value).isBreak()) {
			value++;
		}
		return value;
	}

	private boolean isAnybody(int value) {
		int end = this.document.lineEnd(value);
		return value < end && end - value <= ANYBODY && ANYBODY_WORDS.hold(this.document.token(value).word())
				&& Stream.of(Cue.COUNTRY, Cue.DEMONYM, Cue.CITY)
					.allMatch(cue -> this.document.hits().of(cue, value, end).isEmpty())
				&& this.document.hits()
					.of(Cue.WHO, value, end)
					.stream()
					.noneMatch(hit -> hit.is("other") || hit.is("bloc") || hit.is("not"));
	}

	private Optional<Answer> open() {
		List<Hit> open = openings();
		if (open.isEmpty()) {
			return Optional.empty();
		}
		if (this.countries.equals(Set.of("CO"))) {
			return Optional.of(answer(Eligibility.NO, open.get(0), "inbound"));
		}
		Optional<Hit> alone = isLimited(open) ? this.others.list().filter(this.words::isOnly) : Optional.empty();
		if (alone.isPresent()) {
			return alone.map(hit -> answer(Eligibility.NO, hit, "others"));
		}
		return Optional
			.of((isLimited(open) || (this.others.hugeList() && open.stream().noneMatch(hit -> holds(hit, "americas"))))
					? new Answer(Eligibility.UNKNOWN, List.of())
					: answer(Eligibility.YES, open.get(0), open.get(0).value()));
	}

	/** Words that let everybody in, or a region that Colombia belongs to. */
	private List<Hit> openings() {
		return this.document.hits()
			.of(Cue.WHO)
			.stream()
			.filter(hit -> (hit.is("open") && !isThing(hit) && !isOfBloc(hit)) || (hit.is("region") && !isName(hit)
					&& !isPartOfBloc(hit) && !isBetween(hit) && !isPlaceOfStudy(hit)))
			.filter(hit -> !this.words.has("not", hit) && !isResident(hit) && !isBeside(hit)
					&& !this.words.has("preferred", hit) && !this.document.inAddress(hit.from()))
			.toList();
	}

	/** "Connect with leaders from all over the world": with whom one will be. */
	private boolean isBeside(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - BESIDE);
		return this.document.has(WITH, start, hit.from());
	}

	/** "Sistemas universitarios extranjeros": not those who apply. */
	private boolean isThing(Hit hit) {
		int at = hit.from() - 1;
		if (!this.document.hits().of(Cue.DEMONYM, at - 1, at).isEmpty() && this.document.peek(at).isWord()) {
			at -= 2;
		}
		return hit.to() - hit.from() == 1 && (this.words.is(at, "thing") || this.words.is(at - 1, "thing"));
	}

	/** "De cualquier país de la Unión Europea", "todos los países africanos". */
	private boolean isOfBloc(Hit hit) {
		return this.document.hits().any(Cue.WHO, hit.from() + 1, hit.to() + 4, "other")
				|| this.document.hits().any(Cue.WHO, hit.from() + 1, hit.to() + 4, "bloc");
	}

	/** "Developing countries of the Commonwealth", "EU countries outside the UK". */
	private boolean isPartOfBloc(Hit region) {
		return (!isRegion(region) && isOfBloc(region))
				|| (this.document.hits().any(Cue.WHO, region.from() - NEAR, region.from(), "bloc")
						&& holds(region, "outside"));
	}

	/** "In one of the nine countries of Latin America". */
	private boolean isPlaceOfStudy(Hit region) {
		if (!this.words.place(region).equals("study")) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(region.from()), region.from() - NEAR);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, region.from());
		if (!cues.isEmpty() && this.words.is(cues.get(cues.size() - 1).from() - 1, "state")) {
			return false;
		}
		for (int i = start; i < region.from(); i++) {
			if (this.words.is(i, "applicant") || this.words.is(i, "citizen") || this.words.is(i, "nationality")) {
				return false;
			}
		}
		return true;
	}

	/** "Must be a citizen of a Commonwealth country"; a long list without Colombia. */
	private Optional<Answer> restricted() {
		List<Hit> openings = openings();
		boolean all = openings.stream().anyMatch(hit -> hit.is("open") || holds(hit, "americas"));
		return this.others.restricted(all, all || openings.stream().anyMatch(this::isRegion))
			.map(hit -> answer(Eligibility.NO, hit, "others"));
	}

	/** "Must I be German? No": who is named may be the host, who is out. */
	private Optional<Answer> others() {
		Optional<Hit> named = this.others.named();
		boolean host = named
			.filter(hit -> foreign().stream()
				.anyMatch(other -> other.is(hit.value()) || other.from() < hit.to() && hit.from() < other.to()))
			.isPresent();
		return host ? Optional.empty() : named.map(hit -> answer(Eligibility.NO, hit, "others"));
	}

	/** A region that is named, not merely "developing countries". */
	private boolean isRegion(Hit region) {
		return !holds(region, "developing") || holds(region, "official");
	}

	private boolean holds(Hit hit, String noun) {
		for (int i = hit.from(); i < hit.to(); i++) {
			if (this.words.is(i, noun)) {
				return true;
			}
		}
		return false;
	}

	/** "Non-Saudi students", "no tener nacionalidad mexicana": all but those. */
	private Optional<Answer> foreigners() {
		return foreign().stream().findFirst().map(hit -> answer(Eligibility.YES, hit, "open"));
	}

	private List<Hit> foreign() {
		return this.document.hits()
			.of(Cue.DEMONYM)
			.stream()
			.filter(hit -> !hit.is("CO") && !hit.is("-") && isForeigner(hit))
			.toList();
	}

	private boolean isForeigner(Hit hit) {
		boolean non = this.words.is(hit.from() - 1, "non") || this.words.is(hit.from() - 2, "non");
		boolean nationality = this.words.isNationality(hit);
		return (non && (this.words.is(hit.to(), "applicant") || nationality)) || (this.countries.contains(hit.value())
				&& this.words.has("not", hit) && (nationality || this.words.isNear(hit, "nationality", NATIONALITY)));
	}

	/**
	 * "International students … citizens of the eligible countries", which are listed
	 * elsewhere; "Latin American professionals have studied … citizens of Angola, Kenya
	 * and Mozambique"; "foreign students in the last phase of their studies": what seems
	 * open has a limit, which is not told.
	 */
	private boolean isLimited(List<Hit> open) {
		if (open.stream().noneMatch(hit -> hit.is("region") && isRegion(hit))) {
			return this.document.hits().of(Cue.WHO).stream().anyMatch(hit -> hit.is("listed") || hit.is("inside"));
		}
		Optional<Hit> list = open.stream().allMatch(hit -> hit.is("region")) ? this.others.list() : Optional.empty();
		return list.isPresent() && open.stream()
			.noneMatch(
					hit -> this.document.sentenceStart(hit.from()) == this.document.sentenceStart(list.get().from()));
	}

	/** "No tener nacionalidad colombiana", wherever it stands: one "not" settles it. */
	private boolean isDenied(Hit hit) {
		return hit.is("colombia") && (this.words.has("not", hit) || deniedBehind(hit)) && concernsApplicants(hit);
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
		return this.document.hits().any(Cue.WHO, hit.to(), end, "resident")
				|| this.document.hits().any(Cue.WHO, hit.to(), hit.to() + 1, "lives");
	}

	/** "Viajes entre dos países de Iberoamérica": where one goes, and nobody who goes. */
	private boolean isBetween(Hit region) {
		int start = Math.max(this.document.sentenceStart(region.from()), region.from() - NEAR);
		boolean countries = false;
		for (int i = start; i < region.from(); i++) {
			if (this.words.is(i, "applicant")) {
				return false;
			}
			countries |= this.words.is(i, "travel");
		}
		return countries;
	}

	private static boolean isTitleCase(String word) {
		return word.length() > 1 && Character.isUpperCase(word.charAt(0)) && Character.isLowerCase(word.charAt(1));
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
			return !this.words.place(hit).equals("study") && !isName(hit) && people(hit);
		}
		if (COLOMBIANS.hold(this.document.token(hit.from()).word())) {
			return (people(hit) || isOfTheirSchools(hit)) && !isName(hit);
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

	/** "Colombia no está entre los elegibles", "Colombians excluded". */
	private boolean deniedBehind(Hit hit) {
		return this.document.hits()
			.any(Cue.WHO, hit.to(), Math.min(this.document.sentenceEnd(hit.from()), hit.to() + 2), "not");
	}

	private Answer answer(Eligibility eligibility, Hit hit, String rule) {
		return new Answer(eligibility,
				List.of(this.document.evidence(Field.COLOMBIANS, hit.from(), hit.to(), "colombians-" + rule)));
	}

}
