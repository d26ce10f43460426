package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

	private static final int LIST_REACH = 40;

	/** "Instituciones de educación superior colombianas", in tokens. */
	private static final int PHRASE = 5;

	private final Document document;

	private EligibilityRules(Document document) {
		this.document = document;
	}

	record Answer(Eligibility eligibility, List<Evidence> evidence) {
	}

	/**
	 * @param countries where one studies: a programme for foreigners in Colombia is not
	 * for Colombians
	 */
	static Answer read(Document document, Set<String> countries) {
		return new EligibilityRules(document).answer(countries);
	}

	private Answer answer(Set<String> countries) {
		Optional<Hit> denied = this.document.hits().of(Cue.WHO).stream().filter(this::isDenied).findFirst();
		if (denied.isPresent()) {
			return answer(Eligibility.NO, denied.get(), "excluded");
		}
		List<Hit> open = new ArrayList<>();
		for (Hit hit : this.document.hits().of(Cue.WHO)) {
			if (hit.is("denied")) {
				return answer(Eligibility.NO, hit, "excluded");
			}
			if (hit.is("named")) {
				return answer(Eligibility.YES, hit, "named");
			}
			if (hit.is("colombia") && concernsApplicants(hit)) {
				return answer(Eligibility.YES, hit, "named");
			}
			if ((hit.is("open") || (hit.is("region") && !isName(hit) && !isBetween(hit))) && !has("not", hit)
					&& !isResident(hit)) {
				open.add(hit);
			}
		}
		if (countries.equals(Set.of("CO")) && !open.isEmpty()) {
			return answer(Eligibility.NO, open.get(0), "inbound");
		}
		if (!open.isEmpty() && isLimited(open)) {
			return new Answer(Eligibility.UNKNOWN, List.of());
		}
		if (!open.isEmpty()) {
			return answer(Eligibility.YES, open.get(0), open.get(0).value());
		}
		return foreigners().orElseGet(this::others);
	}

	/** "Non-Saudi students": all but those. */
	private Optional<Answer> foreigners() {
		return this.document.hits()
			.of(Cue.DEMONYM)
			.stream()
			.filter(hit -> !hit.is("CO") && is(hit.to(), "applicant")
					&& (is(hit.from() - 1, "non") || is(hit.from() - 2, "non")))
			.findFirst()
			.map(hit -> answer(Eligibility.YES, hit, "open"));
	}

	/**
	 * "International students … citizens of the eligible countries", which are listed
	 * elsewhere; "Latin American professionals have studied … citizens of Angola, Kenya
	 * and Mozambique": what seems open has a limit.
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
		if (part != null && part.holds(hit.from())
				&& (part.isA("origin") || part.isA("target") || (part.isA("require") && !part.heading()))) {
			return !place(hit).equals("study") && !isName(hit);
		}
		String word = this.document.token(hit.from()).word();
		if (word.startsWith("colombian") || word.startsWith("colombien")) {
			return people(hit) && !isName(hit);
		}
		return place(hit).equals("origin");
	}

	/** Whether one studies there or comes from there, or nothing. */
	private String place(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - NEAR);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, hit.from());
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
				&& (isNationality(nationality) || appliesOnly(nationality, start) || isAddressed(nationality)));
	}

	/** "Para estudiantes peruanos", "pour les Marocains", "for Indian students". */
	private boolean isAddressed(Hit nationality) {
		boolean applicants = is(nationality.from() - 1, "applicant");
		boolean plural = this.document.token(nationality.from()).word().endsWith("s");
		if (!applicants && !plural && !is(nationality.to(), "applicant")) {
			return false;
		}
		int before = nationality.from() - (applicants ? 2 : 1);
		if (ARTICLES.contains(this.document.peek(before).word())) {
			before--;
		}
		return FOR.contains(this.document.peek(before).word()) && !is(nationality.to(), "thing");
	}

	private static final Set<String> ARTICLES = Set.of("los", "las", "les", "os", "as", "the", "die");

	private static final Set<String> FOR = Set.of("para", "pour", "fur", "for", "aux", "aos", "a", "to");

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
		for (Hit hit : this.document.hits().of(Cue.WHO)) {
			if (hit.is("resident") && (has("must", hit) || has("only", hit) || has("open", hit))) {
				return answer(Eligibility.NO, hit, "others");
			}
			if (hit.is("other") && (has("must", hit) || has("only", hit) || isTarget(hit)
					|| FOR.contains(this.document.peek(hit.from() - 1).word()))) {
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
