package org.becas.extract;

import java.util.List;
import java.util.Optional;

/**
 * Words that let everybody in, or those of a region that Colombia belongs to: "any
 * country", "Latin American professionals".
 */
final class Openings {

	private static final int NEAR = Applicants.NEAR;

	/** How far "network with" reaches, in tokens. */
	private static final int BESIDE = 6;

	private static final Words WITH = Words.named("who.beside");

	private final Document document;

	private final Applicants words;

	Openings(Document document, Applicants words) {
		this.document = document;
		this.words = words;
	}

	/** Words that let everybody in, or a region that Colombia belongs to. */
	List<Hit> found() {
		return this.document.hits()
			.of(Cue.WHO)
			.stream()
			.filter(hit -> (hit.is("open") && !isThing(hit) && !isOfBloc(hit)) || (hit.is("region")
					&& !this.words.isName(hit) && !isPartOfBloc(hit) && !isBetween(hit) && !isPlaceOfStudy(hit)))
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

	/** A region that is named, not merely "developing countries". */
	boolean isRegion(Hit region) {
		return !holds(region, "developing") || holds(region, "official");
	}

	boolean holds(Hit hit, String noun) {
		for (int i = hit.from(); i < hit.to(); i++) {
			if (this.words.is(i, noun)) {
				return true;
			}
		}
		return false;
	}

}
