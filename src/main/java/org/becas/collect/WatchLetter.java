package org.becas.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.becas.collect.SourceStates.SourceState;
import org.becas.mail.EmailAddress;
import org.becas.mail.Header;
import org.becas.mail.Letter;
import org.becas.mail.LetterForm;
import org.becas.mail.LetterTemplates;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.mail.LetterTemplates.TemplateMistake;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Sender;
import org.becas.mail.TrialLetter;
import org.becas.office.Folders;
import org.becas.office.Office;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The letter to the office that says which sources went quiet, and which are back. */
@Component
class WatchLetter implements TrialLetter {

	private static final Logger LOG = LoggerFactory.getLogger(WatchLetter.class);

	private static final Locale SPANISH = Locale.forLanguageTag("es");

	private final LetterTemplates templates;

	private final Mailer mailer;

	private final Sender sender;

	private final Office office;

	private final Folders folders;

	private final Visits visits;

	private final MessageSource messages;

	private final Advice advice;

	WatchLetter(LetterTemplates templates, Mailer mailer, Sender sender, Office office, Folders folders, Visits visits,
			MessageSource messages, Advice advice) {
		this.templates = templates;
		this.mailer = mailer;
		this.sender = sender;
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
		try {
			Rendered body = render(worse, better);
			EmailAddress to = EmailAddress.of(this.office.email());
			List<Header> headers = this.sender.headers(to, subject(worse.size(), better.size()),
					UUID.randomUUID() + "@" + this.sender.address().domain());
			org.becas.mail.Outcome outcome = this.mailer.send(new Letter(this.sender.returnPath(), to, headers,
					LetterForm.of(body.html(), body.text(), Set.of()), Map.of()));
			if (outcome instanceof org.becas.mail.Outcome.Accepted) {
				return true;
			}
			LOG.warn("No salió el aviso sobre las fuentes: {}", outcome.text());
		}
		catch (NoConnection | TemplateMistake | IllegalArgumentException ex) {
			LOG.warn("No salió el aviso sobre las fuentes: {}", ex.getMessage());
		}
		return false;
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
		try {
			return SourceCatalog.read(this.folders.sources(), this.folders.overlay()).find(id).orElse(null);
		}
		catch (SourceProblems ex) {
			return null;
		}
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
