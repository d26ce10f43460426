package org.becas.extract;

import java.util.List;
import java.util.Optional;

import org.becas.extract.Document.Part;
import org.becas.extract.ProviderNames.Name;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * Who pays or awards: a labelled field, "offered by …", or the organisation that offers.
 */
final class ProviderRules {

	private static final int WORDS = 14;

	/** As far from the text's start an organisation is likely to be the provider. */
	private static final int TOP = 80;

	/** Words of a state's name, and an article. */
	private static final int STATE = 5;

	/** A name has no more words that are written small. */
	private static final int SMALL = 2;

	private static final Words GIVING = Words.named("provider.giving");

	private final Document document;

	private final ProviderNames names;

	private ProviderRules(Document document) {
		this.document = document;
		this.names = new ProviderNames(document);
	}

	record Answer(@Nullable String provider, List<Evidence> evidence) {
	}

	/**
	 * @param usual whom the source itself names, or its usual provider: it gives way only
	 * to one that the text says to be the provider, not to an organisation that is merely
	 * named, such as the university one would study at
	 */
	static Answer read(Document document, @Nullable String usual) {
		ProviderRules rules = new ProviderRules(document);
		return rules.labelled()
			.or(rules::offeredBy)
			.or(rules::whoOffers)
			.or(rules::whichCountry)
			.or(() -> Optional.ofNullable(usual).map(name -> new Answer(name, List.of())))
			.or(() -> rules.first(0, document.textStart()))
			.or(() -> rules.first(document.textStart(), Math.min(document.size(), document.textStart() + TOP)))
			.or(() -> rules.known("giver", document.textStart(), document.size()))
			.or(rules::whoMayGive)
			.or(() -> rules.known("programme", 0, document.size()))
			.orElseGet(() -> new Answer(null, List.of()));
	}

	private Optional<Answer> labelled() {
		for (Part part : this.document.parts()) {
			if (part.isA("provider") && part.from() < part.to()) {
				int from = firstWord(part.from(), part.to());
				int to = Math.min(this.document.lineEnd(Math.min(from, this.document.size() - 1)), part.to());
				if (from < to && to - from <= WORDS && isNameLike(from, to)) {
					return Optional.of(answer(new Name(from, to), "provider-field"));
				}
			}
		}
		return Optional.empty();
	}

	/** Not a sentence, of whose words most are written small. */
	private boolean isNameLike(int from, int to) {
		int small = 0;
		for (int i = from; i < to; i++) {
			boolean word = this.document.token(i).isWord();
			small += (word && !this.names.isCapital(i) && !this.names.isOf(i, "small") && !this.names.isOf(i, "field"))
					? 1 : 0;
		}
		return small <= SMALL;
	}

	private int firstWord(int from, int to) {
		int at = from;
		while (at < to && !this.document.token(at).isWord() && !this.document.token(at).isNumber()) {
			at++;
		}
		return at;
	}

	/** "Offered by the Example Foundation", not "by German universities". */
	private Optional<Answer> offeredBy() {
		return this.document.hits()
			.of(Cue.PROVIDER)
			.stream()
			.filter(hit -> hit.is("by") && hit.to() < this.document.size())
			.map(hit -> nameAt(hit.to()))
			.flatMap(Optional::stream)
			.findFirst()
			.map(name -> answer(name, "provider-by"));
	}

	/** The name that begins at a token, if one does. */
	private Optional<Name> nameAt(int start) {
		int first = this.names.isOf(start, "article") ? start + 1 : start;
		for (Hit hit : this.document.hits().of(Cue.PROVIDER, first, Math.min(this.document.size(), first + WORDS))) {
			if (hit.isA("organisation") && this.names.isNamed(hit) && (this.names.isRun(first, hit.from()))) {
				return Optional.of(new Name(first, this.names.nameEnd(hit.from())));
			}
		}
		boolean people = !this.document.hits().of(Cue.DEMONYM, first, first + 1).isEmpty();
		return (first < this.document.size() && this.names.isCapital(first) && !people)
				? Optional.of(new Name(first, this.names.nameEnd(first))) : Optional.empty();
	}

	/** "The Example Foundation offers …", "EPFL offers …". */
	private Optional<Answer> whoOffers() {
		for (Hit hit : this.document.hits().of(Cue.PROVIDER)) {
			if (hit.is("offers") && hit.from() > 0) {
				Optional<Name> subject = subject(hit.from()).filter(name -> !isOnlyAWord(name)).or(() -> behind(hit));
				if (subject.isPresent()) {
					return subject.map(name -> answer(name, "provider-offers"));
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * "La Hongrie offre 250 bourses": a country gives, if none of those is named through
	 * whom it does.
	 */
	private Optional<Answer> whichCountry() {
		boolean named = this.document.hits()
			.of(Cue.PROVIDER)
			.stream()
			.anyMatch(hit -> (hit.is("giver") && this.names.isCapital(hit.from())) || isOfState(hit));
		return named ? Optional.empty()
				: this.document.hits()
					.of(Cue.PROVIDER)
					.stream()
					.filter(hit -> hit.is("offers"))
					.flatMap(hit -> country(hit).stream())
					.findFirst()
					.map(name -> answer(name, "provider-offers"));
	}

	/** "Gobierno de Hungría". */
	private boolean isOfState(Hit hit) {
		return hit.isA("organisation") && this.names.isNamed(hit)
				&& this.document.hits().any(Cue.NOUN, hit.from(), hit.to(), "government")
				&& !hit.is("organisation-fields");
	}

	private Optional<Name> country(Hit offers) {
		int end = this.names.isMark(offers.from() - 1, ",") ? offers.from() - 1 : offers.from();
		return gives(offers) ? this.document.hits()
			.of(Cue.COUNTRY, Math.max(this.document.sentenceStart(offers.from()), end - STATE), end)
			.stream()
			.filter(hit -> !hit.is("-") && hit.to() == end && !this.names.isOf(hit.from() - 2, "particle"))
			.filter(hit -> isSubject(hit.from()))
			.findFirst()
			.map(hit -> new Name(hit.from(), hit.to())) : Optional.empty();
	}

	/** No "in" stands in front of it. */
	private boolean isSubject(int from) {
		int at = this.names.isOf(from - 1, "article") ? from - 2 : from - 1;
		return at < this.document.sentenceStart(from) || !this.document.token(at).isWord();
	}

	/** "Jedes Jahr vergibt die Stiftung Beispiel ein Stipendium". */
	private Optional<Name> behind(Hit offers) {
		int first = this.names.isOf(offers.to(), "article") ? offers.to() + 1 : offers.to();
		return gives(offers) ? this.document.hits()
			.of(Cue.PROVIDER, first, Math.min(this.document.size(), first + STATE))
			.stream()
			.filter(hit -> hit.isA("organisation") && this.names.isNamed(hit) && this.names.isRun(first, hit.from()))
			.map(hit -> new Name(first, this.names.nameEnd(hit.from())))
			.filter(name -> name.to() - name.from() >= 2)
			.findFirst() : Optional.empty();
	}

	/** Whether what the sentence speaks of is an award. */
	private boolean gives(Hit offers) {
		return this.document.hits()
			.any(Cue.PROVIDER, offers.to(), Math.min(this.document.sentenceEnd(offers.from()), offers.to() + 2 * WORDS),
					"award");
	}

	/** A foundation or a government, wherever it is named: to give is what they do. */
	private Optional<Answer> whoMayGive() {
		return this.document.hits()
			.of(Cue.PROVIDER, this.document.textStart(), this.document.size())
			.stream()
			.filter(hit -> hit.isA("organisation") && this.names.isNamed(hit)
					&& (GIVING.hold(this.document.token(hit.from()).word()) || isOfState(hit)))
			.map(hit -> new Name(this.names.nameStart(hit), this.names.nameEnd(hit.from())))
			.filter(name -> name.to() - name.from() >= 2)
			.findFirst()
			.map(name -> answer(name, "provider-name"));
	}

	/** The name with which a sentence begins. */
	private Optional<Name> sentenceName(int start, int end) {
		return this.document.hits()
			.of(Cue.PROVIDER, start, end)
			.stream()
			.filter(hit -> hit.isA("organisation") && this.names.isNamed(hit) && this.names.isRun(start, hit.from()))
			.map(hit -> new Name(this.names.nameStart(hit), this.names.nameEnd(hit.from())))
			.findFirst();
	}

	/** "The ministry, through its agency, offers": where the words between begin. */
	private int aside(int comma) {
		int at = comma - 1;
		int start = Math.max(this.document.sentenceStart(comma), comma - 2 * WORDS);
		while (at > start && !this.names.isMark(at, ",")) {
			at--;
		}
		return (at > start) ? at : comma;
	}

	/** "The University offers": whichever it is. */
	private boolean isOnlyAWord(Name name) {
		return name.to() - name.from() == 1 && this.document.hits()
			.of(Cue.PROVIDER, name.from(), name.to())
			.stream()
			.anyMatch(hit -> hit.isA("organisation"));
	}

	private Optional<Name> subject(int verb) {
		int end = this.names.isMark(verb - 1, ",") ? aside(verb - 1)
				: this.names.isMark(verb - 1, ")") ? verb - 1 : verb;
		int start = Math.max(this.document.sentenceStart(verb), end - WORDS);
		List<Hit> before = this.document.hits().of(Cue.PROVIDER, start, end);
		if (end < verb && this.names.isMark(verb - 1, ",")) {
			Optional<Name> first = sentenceName(this.document.sentenceStart(verb), end);
			if (first.isPresent()) {
				return first;
			}
		}
		for (int i = before.size() - 1; i >= 0; i--) {
			Hit hit = before.get(i);
			boolean known = hit.is("giver") && this.names.isCapital(hit.from()) && hit.to() >= end - 1
					&& !this.names.isMark(hit.from() - 1, "(");
			if (known || (hit.isA("organisation") && this.names.isNamed(hit) && this.names.isRun(hit.from(), end))) {
				return Optional.of(known ? giver(hit) : new Name(this.names.nameStart(hit),
						this.names.isMark(verb - 1, ")") ? this.names.nameEnd(hit.from()) : end));
			}
		}
		return this.names.isAcronym(end - 1) ? Optional.of(new Name(end - 1, end)) : Optional.empty();
	}

	/** "Fundação Gulbenkian": the word in front belongs to the name. */
	private Name giver(Hit hit) {
		boolean led = this.document.hits()
			.of(Cue.PROVIDER, Math.max(0, hit.from() - 1), hit.from())
			.stream()
			.anyMatch(word -> word.isA("organisation") && this.names.isCapital(word.from()));
		return new Name(led ? hit.from() - 1 : hit.from(), hit.to());
	}

	/**
	 * The first organisation that a range of tokens names, by whatever its name tells.
	 */
	private Optional<Answer> first(int from, int to) {
		for (Hit hit : this.document.hits().of(Cue.PROVIDER, from, to)) {
			if (hit.is("giver") && this.names.isCapital(hit.from())) {
				return Optional.of(answer(giver(hit), "provider-name"));
			}
			if (hit.isA("organisation") && this.names.isNamed(hit)) {
				Name name = new Name(this.names.nameStart(hit), this.names.nameEnd(hit.from()));
				if (name.to() - name.from() >= 2) {
					return Optional.of(answer(name, "provider-name"));
				}
			}
		}
		return Optional.empty();
	}

	private Optional<Answer> known(String kind, int from, int to) {
		return this.document.hits()
			.of(Cue.PROVIDER, from, to)
			.stream()
			.filter(hit -> hit.is(kind) && this.names.isCapital(hit.from()))
			.findFirst()
			.map(hit -> answer(giver(hit), "provider-name"));
	}

	private Answer answer(Name name, String rule) {
		String words = this.document.quote(name.from(), name.to()).strip().replaceAll("\\s++", " ");
		return new Answer(words, List.of(this.document.evidence(Field.PROVIDER, name.from(), name.to(), rule)));
	}

}
