package org.becas.run;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.collect.Inspection.Look;
import org.becas.collect.Outcome;
import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.DateWords;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Level;
import org.becas.office.Office;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells what would be read from one source, with the words that say so. */
final class LookReport {

	/** The words of the pages; no application is started for a look. */
	private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages/collect",
			Locale.forLanguageTag("es"));

	private static final ResourceBundle FIELDS = ResourceBundle.getBundle("messages/offer",
			Locale.forLanguageTag("es"));

	private final PrintWriter out;

	private final AnnouncementReader reader;

	private final DateWords dates;

	private final LocalDate today;

	/**
	 * @param office whose calendar and country announcements are read by
	 */
	LookReport(PrintWriter out, Office office, Clock clock) {
		this.out = out;
		this.reader = new AnnouncementReader(office.country());
		this.dates = new DateWords(Locale.forLanguageTag("es"), office.zone());
		this.today = LocalDate.ofInstant(clock.instant(), office.zone());
	}

	static String word(Outcome outcome) {
		return WORDS.getString("collect.outcome." + outcome.key());
	}

	static String advice(Outcome outcome) {
		return WORDS.getString("collect.advice." + outcome.key());
	}

	private static String levels(Set<Level> levels) {
		return levels.isEmpty() ? "no los dice"
				: levels.stream()
					.map((level) -> FIELDS.getString("level.phrase." + level.key()))
					.collect(Collectors.joining(", "));
	}

	private String deadline(Deadline deadline) {
		return (deadline instanceof Deadline.Unstated) ? "no la dice" : this.dates.deadline(deadline);
	}

	private static String count(int found) {
		return (found == 0) ? "ninguna convocatoria" : (found == 1) ? "una convocatoria" : found + " convocatorias";
	}

	/** How a look ended: nothing found is not read, and what is no call is doubtful. */
	Ending ending(Look look) {
		boolean nothing = look.outcome() == Outcome.OK && look.found() == 0;
		if (nothing || look.outcome() != Outcome.OK) {
			return Ending.of(nothing ? Outcome.EMPTY : look.outcome());
		}
		boolean doubtful = !look.first().isEmpty()
				&& look.first().stream().noneMatch((announcement) -> read(announcement).facts().call());
		return doubtful ? Ending.DOUBTFUL : Ending.read(this.today);
	}

	void tell(Source source, Look look) {
		this.out.printf("%s (%s): %s, %s%n", source.name(), source.url(), ending(look).word(), count(look.found()));
		if (look.why() != null) {
			this.out.println(look.why() + ".");
		}
		this.out.println("Qué hacer: " + ending(look).advice());
		for (Announcement announcement : look.first()) {
			Reading reading = read(announcement);
			this.out.printf("%n  %s%n  %s%n  niveles: %s · fecha límite: %s%n", announcement.title(),
					announcement.url(), levels(reading.facts().levels()), deadline(reading.facts().deadline()));
			for (Evidence evidence : reading.evidence()) {
				this.out.printf("    %s: «%s» (%s)%n", FIELDS.getString("field." + evidence.field().key()),
						evidence.quote(), evidence.rule());
			}
		}
		if (look.outcome() == Outcome.OK && look.found() > 0 && !look.source().reading().equals(source.reading())) {
			this.out.printf("%nSe entendió así; cópielo en sources.yml y ponga id, name y tier:%n%n%s%n",
					look.source().yaml());
		}
		this.out.flush();
	}

	void json(Source source, Look look) {
		this.out.println(JsonMapper.shared().writeValueAsString(values(source, look)));
		this.out.flush();
	}

	private Map<String, @Nullable Object> values(Source source, Look look) {
		Map<String, @Nullable Object> line = new LinkedHashMap<>();
		line.put("source", source.id());
		line.put("url", source.url().toString());
		line.put("outcome", look.outcome().key());
		line.put("why", look.why());
		line.put("found", look.found());
		line.put("entry", look.source().yaml());
		List<Map<String, @Nullable Object>> items = new ArrayList<>();
		look.first().forEach((announcement) -> items.add(item(announcement)));
		line.put("items", items);
		return line;
	}

	private Map<String, @Nullable Object> item(Announcement announcement) {
		Reading reading = read(announcement);
		Map<String, @Nullable Object> item = new LinkedHashMap<>();
		item.put("title", announcement.title());
		item.put("url", announcement.url());
		item.put("text", announcement.text());
		item.put("levels", reading.facts().levels().stream().map(Level::key).toList());
		item.put("deadline", reading.facts().deadline().code());
		item.put("evidence", reading.evidence());
		return item;
	}

	/**
	 * @param order in which endings are told
	 * @param word for it
	 * @param advice what to do next
	 */
	record Ending(int order, String word, String advice) implements Comparable<Ending> {

		private static final Ending DOUBTFUL = new Ending(-1, "leída, con dudas",
				"Lo que se leyó primero no parece una convocatoria. Abra la dirección en el navegador: si las convocatorias están en otra página del portal, escriba esa dirección en sources.yml; si están allí, diga dónde con «list» y «fields».");

		private static Ending read(LocalDate today) {
			return new Ending(-2, LookReport.word(Outcome.OK),
					"Compruebe en el portal que el primer título y la cantidad sean los que se ven, y escriba «verified: %s» en su entrada de sources.yml."
						.formatted(today));
		}

		private static Ending of(Outcome outcome) {
			return new Ending(outcome.ordinal(), LookReport.word(outcome), LookReport.advice(outcome));
		}

		/** Whether calls were read, without doubt. */
		boolean good() {
			return this.order == -2;
		}

		@Override
		public int compareTo(Ending other) {
			return Integer.compare(this.order, other.order);
		}

	}

	private Reading read(Announcement announcement) {
		return this.reader.read(announcement, this.today);
	}

}
