package org.becas.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.becas.collect.SourceStates.SourceState;
import org.becas.mail.LetterTemplates;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.mail.TrialLetter;
import org.becas.office.Folders;
import org.becas.office.Office;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The letter to the office that says which sources went quiet, and which are back. */
@Component
class WatchLetter implements TrialLetter {

	private static final Locale SPANISH = Locale.forLanguageTag("es");

	private final LetterTemplates templates;

	private final OfficeMail mail;

	private final Office office;

	private final Folders folders;

	private final Visits visits;

	private final MessageSource messages;

	private final Advice advice;

	WatchLetter(LetterTemplates templates, OfficeMail mail, Office office, Folders folders, Visits visits,
			MessageSource messages, Advice advice) {
		this.templates = templates;
		this.mail = mail;
		this.office = office;
		this.folders = folders;
		this.visits = visits;
		this.messages = messages;
		this.advice = advice;
	}

	@Override
	public String template() {
		return "mail/sources";
	}

	@Override
	public void write() {
		render(List.of(new News("Un portal", "sin leer", "No respondió.", "Ábralo en el navegador.", "un-portal")),
				List.of(new News("Otro portal", "al día", "", "", "otro-portal")));
	}

	/**
	 * Sends it to the office.
	 * @return whether it left
	 */
	boolean send(List<SourceState> states) {
		List<News> worse = news(states, true);
		List<News> better = news(states, false);
		return this.mail.send(subject(worse.size(), better.size()), () -> render(worse, better));
	}

	private Rendered render(List<News> worse, List<News> better) {
		return this.templates.render(template(), Map.of("office", this.office, "worse", worse, "better", better, "link",
				this.office.url("/oficina/fuentes")), SPANISH);
	}

	private String subject(int worse, int better) {
		if (worse == 0) {
			return (better == 1) ? "Una fuente volvió a leerse bien" : better + " fuentes volvieron a leerse bien";
		}
		return (worse == 1) ? "Una fuente necesita que alguien la mire"
				: worse + " fuentes necesitan que alguien las mire";
	}

	private List<News> news(List<SourceState> states, boolean worse) {
		List<News> news = new ArrayList<>();
		Map<String, Visit> latest = this.visits.latest();
		for (SourceState state : states) {
			if (state.health().needsAPerson() == worse) {
				Source source = source(state.sourceId());
				news.add(new News((source != null) ? source.name() : state.sourceId(),
						say("collect.health." + state.health().key()), Objects.requireNonNullElse(state.why(), ""),
						advice(source, state, latest.get(state.sourceId())), state.sourceId()));
			}
		}
		return news;
	}

	private String advice(@Nullable Source source, SourceState state, @Nullable Visit visit) {
		return (visit != null && state.health().needsAPerson())
				? this.advice.of(source, state.health(), visit.outcome(), SPANISH)
				: say("collect.health.advice." + state.health().key());
	}

	/** The source as the list has it; null if it is no longer there. */
	private @Nullable Source source(String id) {
		return SourceCatalog.legible(this.folders.sources(), this.folders.overlay()).catalog().find(id).orElse(null);
	}

	private String say(String key) {
		return this.messages.getMessage(key, null, SPANISH);
	}

	/**
	 * What is told of one source.
	 *
	 * @param name as people call it
	 * @param state in a word or two
	 * @param why what happened; may be empty
	 * @param advice what to do; may be empty
	 */
	record News(String name, String state, String why, String advice, String id) {
	}

}
