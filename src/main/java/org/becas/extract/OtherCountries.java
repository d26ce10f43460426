package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;

/** Lists of the countries from which one may apply, without Colombia. */
final class OtherCountries {

	/** A list of nationalities, and not one example. */
	private static final int LIST = 3;

	private static final int NEAR = Applicants.NEAR;

	private static final int LIST_REACH = 40;

	/** How far below its asterisk a footnote stands, in tokens. */
	private static final int FOOTNOTE = 400;

	/** A list of those who are in. */
	private static final int LONG = 6;

	/** The same, where nothing says so. */
	private static final int VERY_LONG = 12;

	/** The same, whatever the text says elsewhere. */
	private static final int HUGE = 20;

	private final Document document;

	private final Applicants words;

	OtherCountries(Document document, Applicants words) {
		this.document = document;
		this.words = words;
	}

	/**
	 * A list that leaves everybody else out.
	 * @param all whether the text elsewhere seems to let everybody in
	 * @param many whether it lets those of a region in, or everybody
	 */
	Optional<Hit> restricted(boolean all, boolean many) {
		return lists()
			.filter(list -> isFootnote(list) || this.words.isOnly(list.hits().get(0)) || (!all && list.size() >= HUGE)
					|| (!many && (this.words.isOfOrigin(list) || list.size() >= VERY_LONG)))
			.map(list -> list.hits().get(0))
			.findFirst();
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

	/** "Nationality: resident in Spain", a label over three countries. */
	Optional<Hit> labelled() {
		for (Part part : this.document.parts()) {
			List<Hit> listed = this.document.hits().of(Cue.COUNTRY, part.from(), part.to());
			boolean enough = listed.size() >= LIST || (!listed.isEmpty() && part.to() - part.from() <= NEAR);
			if (part.isA("origin") && enough && listed.stream().noneMatch(hit -> hit.is("CO") || hit.is("-"))) {
				return Optional.of(listed.get(0));
			}
		}
		return Optional.empty();
	}

}
