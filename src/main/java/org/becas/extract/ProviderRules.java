package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.becas.extract.Document.Part;
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

	private static final Set<String> SMALL = Set.of("de", "del", "la", "las", "los", "el", "of", "the", "for", "and",
			"y", "e", "et", "und", "der", "des", "du", "da", "do", "dos", "das", "fur", "en", "in", "at", "a", "d", "l",
			"le", "les", "para", "pour", "zu", "von");

	private final Document document;

	private ProviderRules(Document document) {
		this.document = document;
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
			.or(() -> Optional.ofNullable(usual).map(name -> new Answer(name, List.of())))
			.or(() -> rules.organisation(0, document.textStart()))
			.or(() -> rules.giver(0, document.textStart()))
			.or(() -> rules.organisation(document.textStart(), Math.min(document.size(), document.textStart() + TOP)))
			.or(() -> rules.giver(document.textStart(), Math.min(document.size(), document.textStart() + TOP)))
			.orElseGet(() -> new Answer(null, List.of()));
	}

	private Optional<Answer> labelled() {
		for (Part part : this.document.parts()) {
			if (part.isA("provider") && part.from() < part.to()) {
				int from = firstWord(part.from(), part.to());
				int to = Math.min(this.document.lineEnd(Math.min(from, this.document.size() - 1)), part.to());
				if (from < to && to - from <= WORDS) {
					return Optional.of(answer(from, to, "provider-field"));
				}
			}
		}
		return Optional.empty();
	}

	private int firstWord(int from, int to) {
		int at = from;
		while (at < to && !this.document.token(at).isWord() && !this.document.token(at).isNumber()) {
			at++;
		}
		return at;
	}

	private Optional<Answer> offeredBy() {
		for (Hit hit : this.document.hits().of(Cue.PROVIDER)) {
			if (hit.is("by") && hit.to() < this.document.size() && isCapital(hit.to())) {
				return Optional.of(answer(hit.to(), nameEnd(hit.to()), "provider-by"));
			}
		}
		return Optional.empty();
	}

	/** "The Example Foundation offers …". */
	private Optional<Answer> whoOffers() {
		for (Hit hit : this.document.hits().of(Cue.PROVIDER)) {
			if (hit.is("offers") && hit.from() > this.document.textStart()) {
				int start = nameStart(hit.from() - 1);
				if (start < hit.from() && holdsOrganisation(start, hit.from())) {
					return Optional.of(answer(start, hit.from(), "provider-offers"));
				}
			}
		}
		return Optional.empty();
	}

	private boolean holdsOrganisation(int from, int to) {
		return this.document.hits().any(Cue.PROVIDER, from, to, "organisation");
	}

	private Optional<Answer> organisation(int from, int to) {
		for (Hit hit : this.document.hits().of(Cue.PROVIDER, from, to)) {
			if (hit.is("organisation") && isCapital(hit.from())) {
				int start = nameStart(hit.from());
				int end = nameEnd(hit.from());
				if (end - start >= 2) {
					return Optional.of(answer(start, end, "provider-name"));
				}
			}
		}
		return Optional.empty();
	}

	/** "Becas DAAD": known by its name alone. */
	private Optional<Answer> giver(int from, int to) {
		return this.document.hits()
			.of(Cue.PROVIDER, from, to)
			.stream()
			.filter(hit -> hit.is("giver") && isCapital(hit.from()))
			.findFirst()
			.map(hit -> answer(hit.from(), hit.to(), "provider-name"));
	}

	private boolean isCapital(int token) {
		String quote = this.document.quote(token, token + 1);
		return !quote.isEmpty() && Character.isUpperCase(quote.charAt(0));
	}

	private boolean isSmall(int token) {
		return this.document.token(token).isWord() && SMALL.contains(this.document.token(token).word());
	}

	private int nameEnd(int token) {
		int end = token + 1;
		for (int i = token; i < Math.min(this.document.lineEnd(token), token + WORDS); i++) {
			if (isCapital(i)) {
				end = i + 1;
			}
			else if (!isSmall(i) && !this.document.token(i).isMark("&'-") && !isListOfFields(token, i)) {
				break;
			}
		}
		return end;
	}

	/** "Ministerio de Ciencia, Innovación y Universidades": a comma inside the name. */
	private boolean isListOfFields(int start, int at) {
		String word = this.document.token(start).word();
		return this.document.token(at).isMark(',') && at + 1 < this.document.size() && isCapital(at + 1)
				&& (word.startsWith("minist") || word.startsWith("secretar") || word.startsWith("consejer"));
	}

	private int nameStart(int token) {
		int start = token;
		int line = Math.max(this.document.sentenceStart(token), token - WORDS);
		for (int i = token; i >= line; i--) {
			if (isCapital(i)) {
				start = i;
			}
			else if (!isSmall(i) && !this.document.token(i).isMark("&'-)(")) {
				break;
			}
		}
		return (isSmall(start) && start < token) ? start + 1 : start;
	}

	private Answer answer(int from, int to, String rule) {
		String name = this.document.quote(from, to).strip().replaceAll("\\s++", " ");
		return new Answer(name, List.of(this.document.evidence(Field.PROVIDER, from, to, rule)));
	}

}
