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
		List<Hit> open = new ArrayList<>();
		for (Hit hit : this.document.hits().of(Cue.WHO)) {
			if (hit.is("named")) {
				return answer(Eligibility.YES, hit, "named");
			}
			boolean negated = has("not", hit) || (hit.is("colombia") && deniedBehind(hit));
			if (hit.is("colombia") && concernsApplicants(hit)) {
				return answer(negated ? Eligibility.NO : Eligibility.YES, hit, negated ? "excluded" : "named");
			}
			if ((hit.is("open") || hit.is("region")) && !negated) {
				open.add(hit);
			}
		}
		if (countries.equals(Set.of("CO")) && !open.isEmpty()) {
			return answer(Eligibility.NO, open.get(0), "inbound");
		}
		if (!open.isEmpty()) {
			return answer(Eligibility.YES, open.get(0), open.get(0).value());
		}
		return others();
	}

	/** Not "Embajada de … en Colombia": in a list of the eligible, or with "citizens". */
	private boolean concernsApplicants(Hit hit) {
		Part part = this.document.partAt(hit.from());
		if (part != null && part.holds(hit.from())
				&& (part.isA("origin") || part.isA("target") || (part.isA("require") && !part.heading()))) {
			return true;
		}
		String word = this.document.token(hit.from()).word();
		if (word.startsWith("colombian") || word.startsWith("colombien")) {
			return people(hit);
		}
		return this.document.hits()
			.of(Cue.PLACE, Math.max(this.document.sentenceStart(hit.from()), hit.from() - NEAR), hit.from())
			.stream()
			.reduce((first, second) -> second)
			.filter(cue -> cue.is("origin"))
			.isPresent();
	}

	/** "Colombianos", "nacionalidad colombiana", but not "universidades colombianas". */
	private boolean people(Hit hit) {
		String before = this.document.peek(hit.from() - 1).word();
		return !before.startsWith("universi") && !before.startsWith("instituci") && !before.startsWith("gob")
				&& !before.startsWith("hora") && !before.startsWith("peso");
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
				|| NON.contains(this.document.peek(nationality.from() - 1).word())
				|| NON.contains(this.document.peek(nationality.from() - 2).word());
		return only || (!denied && isNationality(nationality));
	}

	private static final Set<String> NON = Set.of("non", "no", "nao", "nicht", "other", "otra", "autre", "outra");

	private boolean isNationality(Hit adjective) {
		return this.document.peek(adjective.from() - 1).word().startsWith("nacionalid")
				|| this.document.peek(adjective.from() - 1).word().startsWith("nationalit")
				|| CITIZENS.contains(this.document.peek(adjective.to()).word())
				|| CITIZENS.contains(this.document.peek(adjective.from() - 1).word());
	}

	private static final Set<String> CITIZENS = Set.of("citizens", "citizen", "nationals", "national", "citizenship",
			"nationality", "ciudadanos", "ciudadano", "ciudadania", "citoyens", "ressortissants", "cidadaos",
			"cidadania", "staatsangehorige");

	private Answer others() {
		Optional<Hit> list = listOfOthers();
		if (list.isPresent()) {
			return answer(Eligibility.NO, list.get(), "others");
		}
		for (Hit hit : this.document.hits().of(Cue.DEMONYM)) {
			if (onlyFor(hit)) {
				return answer(Eligibility.NO, hit, "others");
			}
		}
		for (Hit hit : this.document.hits().of(Cue.WHO)) {
			if (hit.is("other") && (has("must", hit) || has("only", hit) || isTarget(hit))) {
				return answer(Eligibility.NO, hit, "others");
			}
		}
		for (Part part : this.document.parts()) {
			List<Hit> listed = this.document.hits().of(Cue.COUNTRY, part.from(), part.to());
			if (part.isA("origin") && listed.size() >= LIST) {
				return answer(Eligibility.NO, listed.get(0), "others");
			}
		}
		return new Answer(Eligibility.UNKNOWN, List.of());
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
