package org.becas.bulletin;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.mail.LetterTemplates;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.office.Colour;
import org.becas.office.Office;
import org.becas.offer.DateWords;
import org.becas.offer.Level;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes an edition's letters: one for each choice of levels, from
 * {@code templates/bulletin/bulletin.html} and its text twin. A letter that would grow
 * too long loses its summaries first and its last offers then, and says where to read
 * them.
 */
@Component
class BulletinRenderer {

	private static final Colour PAPER = Colour.of("#fdfdfd");

	private static final Colour NIGHT = Colour.of("#1f2530");

	/**
	 * How many words of a summary are printed, from the roomy letter to the dense one.
	 */
	private static final int[] SUMMARY_WORDS = { 60, 25, 0 };

	private final LetterTemplates templates;

	private final MessageSource messages;

	private final Office office;

	private final BulletinSettings settings;

	BulletinRenderer(LetterTemplates templates, MessageSource messages, Office office, BulletinSettings settings) {
		this.templates = templates;
		this.messages = messages;
		this.office = office;
		this.settings = settings;
	}

	/** The letters of every choice of levels that has something to print. */
	Map<Set<Level>, RenderedBulletin> renderAll(Edition edition, String intro, List<Entry> entries) {
		Map<Set<Level>, RenderedBulletin> renderings = new LinkedHashMap<>();
		for (Set<Level> levels : choices()) {
			render(edition, intro, entries, levels).ifPresent((letter) -> renderings.put(levels, letter));
		}
		return renderings;
	}

	/**
	 * The letter for one choice of levels; empty if there is nothing at these levels.
	 * @throws LetterTemplates.TemplateMistake if a template cannot be filled
	 */
	Optional<RenderedBulletin> render(Edition edition, String intro, List<Entry> entries, Set<Level> levels) {
		List<Entry> chosen = entries.stream().filter((entry) -> entry.isFor(levels)).toList();
		if (chosen.isEmpty()) {
			return Optional.empty();
		}
		RenderedBulletin letter = null;
		for (int words : SUMMARY_WORDS) {
			letter = render(edition, intro, chosen, levels, words, chosen.size());
			if (bytes(letter) <= this.settings.maxBytes()) {
				return Optional.of(letter);
			}
		}
		return Optional.of(shorten(edition, intro, chosen, levels));
	}

	private RenderedBulletin shorten(Edition edition, String intro, List<Entry> chosen, Set<Level> levels) {
		int fits = 1;
		int tooMany = chosen.size();
		RenderedBulletin letter = render(edition, intro, chosen, levels, 0, fits);
		while (tooMany - fits > 1) {
			int middle = (fits + tooMany) / 2;
			RenderedBulletin tried = render(edition, intro, chosen, levels, 0, middle);
			if (bytes(tried) <= this.settings.maxBytes()) {
				fits = middle;
				letter = tried;
			}
			else {
				tooMany = middle;
			}
		}
		return letter;
	}

	private RenderedBulletin render(Edition edition, String intro, List<Entry> chosen, Set<Level> levels, int words,
			int limit) {
		Locale locale = this.office.language();
		DateWords dates = new DateWords(locale, this.office.zone());
		Card.Words wording = new Card.Words(this.messages, locale, this.office.zone());
		List<Entry> printed = chosen.subList(0, Math.min(limit, chosen.size()));
		String month = dates.month(edition.month());
		String subject = subject(month, chosen.size(), levels, wording);
		Map<String, Object> model = frame(edition);
		model.put("month", month);
		model.put("subject", subject);
		model.put("intro", intro.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList());
		model.put("count", chosen.size());
		model.put("omitted", chosen.size() - printed.size());
		model.put("chosen", wording.phrase(levels));
		model.put("missing", wording.phrase(missing(chosen, levels)));
		model.put("soon", cards(soon(edition, printed), wording, 0));
		model.put("sections", sections(printed, levels, wording, words));
		Rendered rendered = this.templates.render("bulletin/bulletin", model, locale);
		return new RenderedBulletin(subject, compact(rendered.html()), PlainText.wrap(rendered.text()));
	}

	/** The templates as they are now, by their names. */
	Map<String, String> templates() {
		return this.templates.source("bulletin/bulletin");
	}

	/** What does not depend on the offers. */
	private Map<String, Object> frame(Edition edition) {
		Colour colour = Colour.of(this.office.colour());
		Map<String, Object> model = new HashMap<>();
		model.put("office", this.office);
		model.put("colour", colour.readableOn(PAPER).toString());
		model.put("night", colour.readableOn(NIGHT).toString());
		model.put("web", this.office.url("/boletines/" + edition));
		model.put("name", RenderedBulletin.NAME);
		model.put("unsubscribe", RenderedBulletin.UNSUBSCRIBE);
		model.put("preferences", RenderedBulletin.PREFERENCES);
		return model;
	}

	private static String subject(String month, int count, Set<Level> levels, Card.Words wording) {
		String what = (levels.size() == Level.values().length) ? "" : " de " + wording.phrase(levels);
		return "Becas de %s: %s%s".formatted(month,
				(count == 1) ? "1 convocatoria abierta" : count + " convocatorias abiertas", what);
	}

	/** The offers that close before the next edition leaves. */
	private List<Entry> soon(Edition edition, List<Entry> entries) {
		LocalDate next = this.settings.nextSendDay(edition);
		return entries.stream()
			.filter((entry) -> entry.facts()
				.deadline()
				.lastDay(this.office.zone())
				.filter((day) -> !day.isAfter(next))
				.isPresent())
			.toList();
	}

	private static List<LetterSection> sections(List<Entry> entries, Set<Level> levels, Card.Words wording, int words) {
		return Section.of(entries, levels)
			.stream()
			.map((section) -> new LetterSection(wording.levels(Set.of(section.level())),
					cards(section.entries(), wording, words)))
			.toList();
	}

	private static List<Card> cards(List<Entry> entries, Card.Words wording, int words) {
		return entries.stream().map((entry) -> wording.card(entry, false, words)).toList();
	}

	private static Set<Level> missing(List<Entry> chosen, Set<Level> levels) {
		Set<Level> missing = EnumSet.copyOf(levels);
		chosen.forEach((entry) -> missing.removeAll(entry.levels()));
		return missing;
	}

	/**
	 * Indentation is for those who edit the template, and costs bytes in every letter.
	 */
	private static String compact(String html) {
		return html.replaceAll("(?m)^[ \\t]+", "").replaceAll("\\n{2,}", "\n");
	}

	static int bytes(RenderedBulletin letter) {
		return letter.html().getBytes(StandardCharsets.UTF_8).length;
	}

	/** The 15 choices of levels, one level first. */
	static List<Set<Level>> choices() {
		List<Set<Level>> choices = new ArrayList<>();
		Level[] all = Level.values();
		for (int bits = 1; bits < 1 << all.length; bits++) {
			Set<Level> levels = EnumSet.noneOf(Level.class);
			for (Level level : all) {
				if ((bits & (1 << level.ordinal())) != 0) {
					levels.add(level);
				}
			}
			choices.add(levels);
		}
		return choices;
	}

	/**
	 * A section in words.
	 *
	 * @param heading name of the level
	 */
	public record LetterSection(String heading, List<Card> cards) {
	}

}
