package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.becas.offer.Eligibility;
import org.becas.offer.Evidence;
import org.becas.offer.Field;

/**
 * May Colombians apply? Named they may, unless the sentence says "not"; a list of other
 * nationalities leaves them out; "any country" and the regions that Colombia belongs to
 * let them in. Silence is silence.
 */
final class EligibilityRules {

	/** How far "no tener nacionalidad" reaches, in tokens. */
	private static final int NATIONALITY = 4;

	private final Document document;

	private final Applicants words;

	private final NamedColombians colombians;

	private final Openings openings;

	private final OtherApplicants others;

	/** Where one studies. */
	private final Set<String> countries;

	private EligibilityRules(Document document, Set<String> countries) {
		this.document = document;
		this.words = new Applicants(document);
		this.colombians = new NamedColombians(document, this.words, countries);
		this.openings = new Openings(document, this.words);
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
		return this.colombians.denied()
			.map(hit -> answer(Eligibility.NO, hit, "excluded"))
			.or(() -> this.document.hits()
				.of(Cue.WHO, 0, this.document.textStart())
				.stream()
				.filter(hit -> hit.is("open") && isInColombia())
				.findFirst()
				.map(hit -> answer(Eligibility.NO, hit, "inbound")));
	}

	private boolean isInColombia() {
		return this.countries.equals(Set.of("CO"));
	}

	private Optional<Answer> named() {
		return this.colombians.named()
			.map(hit -> hit.is("denied") ? answer(Eligibility.NO, hit, "excluded")
					: answer(Eligibility.YES, hit, "named"));
	}

	/** "Becas para estudiantes dominicanos", and in the text "foreign students". */
	private Optional<Answer> titled() {
		return this.others.titled().map(this::ofOthers);
	}

	/** "Ser ciudadano peruano", "be enrolled at a Canadian university". */
	private Optional<Answer> required() {
		return this.others.required().map(this::ofOthers);
	}

	/** "Must be a citizen of a Commonwealth country"; a long list without Colombia. */
	private Optional<Answer> restricted() {
		List<Hit> open = this.openings.found();
		boolean all = open.stream().anyMatch(hit -> hit.is("open") || this.openings.holds(hit, "americas"));
		return this.others.restricted(all, all || open.stream().anyMatch(this.openings::isRegion)).map(this::ofOthers);
	}

	/** "Nationalities: all", "eligibleOriginCountries: FR, BJ". */
	private Optional<Answer> labelled() {
		OriginField field = new OriginField(this.document);
		return field.codes().map(this::ofThose).or(() -> ofAnybody(field.anybody()));
	}

	private Answer ofThose(List<Hit> countries) {
		Optional<Hit> ours = countries.stream().filter(hit -> hit.is("CO")).findFirst();
		return ours.map(hit -> answer(Eligibility.YES, hit, "named")).orElseGet(() -> ofOthers(countries.get(0)));
	}

	private Optional<Answer> ofAnybody(OptionalInt value) {
		return value.stream()
			.boxed()
			.findFirst()
			.map(at -> new Answer(isInColombia() ? Eligibility.NO : Eligibility.YES,
					List.of(this.document.evidence(Field.COLOMBIANS, at, at + 1, "colombians-open"))));
	}

	private Optional<Answer> open() {
		List<Hit> open = this.openings.found();
		if (open.isEmpty()) {
			return Optional.empty();
		}
		if (isInColombia()) {
			return Optional.of(answer(Eligibility.NO, open.get(0), "inbound"));
		}
		boolean limited = isLimited(open);
		Optional<Hit> alone = limited ? this.others.lists().list().filter(this.words::isOnly) : Optional.empty();
		if (alone.isPresent()) {
			return alone.map(this::ofOthers);
		}
		return Optional.of((limited || isDoubtful(open)) ? new Answer(Eligibility.UNKNOWN, List.of())
				: answer(Eligibility.YES, open.get(0), open.get(0).value()));
	}

	/** A list of so many others that "developing countries" may mean those. */
	private boolean isDoubtful(List<Hit> open) {
		return this.others.lists().hugeList() && open.stream().noneMatch(hit -> this.openings.holds(hit, "americas"));
	}

	/**
	 * "International students … citizens of the eligible countries", which are listed
	 * elsewhere; "Latin American professionals have studied … citizens of Angola, Kenya
	 * and Mozambique"; "foreign students in the last phase of their studies": what seems
	 * open has a limit, which is not told.
	 */
	private boolean isLimited(List<Hit> open) {
		if (open.stream().noneMatch(hit -> hit.is("region") && this.openings.isRegion(hit))) {
			return this.document.hits().of(Cue.WHO).stream().anyMatch(hit -> hit.is("listed") || hit.is("inside"));
		}
		Optional<Hit> list = open.stream().allMatch(hit -> hit.is("region")) ? this.others.lists().list()
				: Optional.empty();
		return list.isPresent() && open.stream()
			.noneMatch(
					hit -> this.document.sentenceStart(hit.from()) == this.document.sentenceStart(list.get().from()));
	}

	/** "Must I be German? No": who is named may be the host, who is out. */
	private Optional<Answer> others() {
		Optional<Hit> named = this.others.named();
		boolean host = named
			.filter(hit -> foreign().stream()
				.anyMatch(other -> other.is(hit.value()) || other.from() < hit.to() && hit.from() < other.to()))
			.isPresent();
		return host ? Optional.empty() : named.map(this::ofOthers);
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

	private Answer ofOthers(Hit hit) {
		return answer(Eligibility.NO, hit, "others");
	}

	private Answer answer(Eligibility eligibility, Hit hit, String rule) {
		return new Answer(eligibility,
				List.of(this.document.evidence(Field.COLOMBIANS, hit.from(), hit.to(), "colombians-" + rule)));
	}

}
