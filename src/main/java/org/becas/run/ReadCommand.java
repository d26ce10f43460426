package org.becas.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Ages;
import org.becas.offer.Amount;
import org.becas.offer.Attention;
import org.becas.offer.Conditions;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads announcements and says what they say. */
@Command(name = "read", mixinStandardHelpOptions = true,
		description = "Lee convocatorias (una por línea, JSON) y dice qué dice cada una, con las palabras que lo prueban.")
final class ReadCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(arity = "0..1", defaultValue = "-", paramLabel = "ARCHIVO|URL|-",
			description = "JSON Lines con id, title, text y, si se conocen, url, lang, published; - es la entrada estándar.")
	private String where;

	@Option(names = "--today", paramLabel = "FECHA",
			description = "El día respecto del cual un plazo ya pasó (AAAA-MM-DD); si falta, hoy.")
	private @Nullable LocalDate today;

	@Option(names = "--explain",
			description = "Muestra además, por la salida de errores, el texto con las pruebas marcadas.")
	private boolean explain;

	private final AnnouncementReader reader = new AnnouncementReader();

	@Override
	public Integer call() throws IOException {
		PrintWriter out = this.spec.commandLine().getOut();
		LocalDate day = (this.today != null) ? this.today : LocalDate.now(Clock.systemDefaultZone());
		try (InputStream in = Lines.open(this.where)) {
			boolean good = Lines.answer(in, out, line -> answer(line, day));
			return good ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

	private ObjectNode answer(JsonNode line, LocalDate day) {
		Announcement announcement = announcement(line);
		Reading reading = this.reader.read(announcement, day);
		if (this.explain) {
			this.spec.commandLine().getErr().println(Explanation.of(announcement, reading));
		}
		return json(line, announcement, reading);
	}

	/**
	 * What a line of JSON announces.
	 * @throws IllegalArgumentException if it has neither a title nor a text, or a date
	 * that is none
	 */
	static Announcement announcement(JsonNode line) {
		String title = Lines.text(line, "title");
		String text = Lines.text(line, "text");
		if (title.isBlank() && text.isBlank()) {
			throw new IllegalArgumentException("faltan title y text");
		}
		String url = Lines.text(line, "url");
		String language = Lines.text(line, "lang");
		return new Announcement(title, text, url.isEmpty() ? null : url, published(Lines.text(line, "published")),
				new Announcement.Hints(language.isEmpty() ? null : language, null, null, Set.of(), null, null));
	}

	private static @Nullable LocalDate published(String written) {
		if (written.isBlank()) {
			return null;
		}
		try {
			return LocalDate.parse(written.substring(0, Math.min(10, written.length())));
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("published \"%s\" no es una fecha AAAA-MM-DD".formatted(written), ex);
		}
	}

	private static ObjectNode json(JsonNode line, Announcement announcement, Reading reading) {
		ObjectNode json = Lines.JSON.createObjectNode();
		json.set("id", line.path("id").isMissingNode() ? null : line.path("id"));
		json.put("offer", reading.facts().call());
		ArrayNode levels = json.putArray("levels");
		reading.facts().levels().stream().sorted().map(Level::key).forEach(levels::add);
		json.put("primary_level", (reading.primary() != null) ? reading.primary().key() : null);
		json.put("deadline", date(reading.facts().deadline()));
		ArrayNode deadlines = json.putArray("deadlines");
		reading.deadlines()
			.forEach(one -> deadlines.addObject()
				.put("deadline", one.deadline().code())
				.put("kind", one.kind().key())
				.put("opens", (one.opens() != null) ? one.opens().toString() : null));
		ArrayNode countries = json.putArray("countries");
		reading.facts().countries().forEach(countries::add);
		json.put("provider", reading.facts().provider());
		json.put("funding", reading.facts().funding().key());
		json.put("colombians", reading.facts().colombians().key());
		json.set("conditions", json(reading.facts().conditions()));
		ArrayNode attention = json.putArray("attention");
		reading.attention().stream().sorted().map(Attention::key).forEach(attention::add);
		ArrayNode evidence = json.putArray("evidence");
		List<Evidence> ordered = reading.evidence().stream().sorted(Comparator.comparing(Evidence::field)).toList();
		ordered.forEach(one -> evidence.add(json(one, announcement)));
		ObjectNode confidence = json.putObject("confidence");
		reading.confidence().forEach((field, answer) -> confidence.put(field.key(), answer.key()));
		ArrayNode rejected = json.putArray("rejected");
		reading.rejected()
			.forEach(one -> rejected.add(json(one, announcement).put("why", Explanation.WORDS.sentence(one.rule()))));
		return json;
	}

	/** What is stated; numbers as numbers, what is not stated absent or empty. */
	private static ObjectNode json(Conditions conditions) {
		ObjectNode json = Lines.JSON.createObjectNode();
		ArrayNode amounts = json.putArray("amounts");
		conditions.amounts().forEach(amount -> amounts.add(json(amount)));
		ArrayNode covers = json.putArray("covers");
		conditions.covers().forEach(cover -> covers.add(cover.key()));
		Ages ages = conditions.ages();
		ObjectNode limits = json.putObject("ages")
			.put("from", ages.from())
			.put("to", ages.to())
			.put("born_from", (ages.bornFrom() != null) ? ages.bornFrom().toString() : null);
		ObjectNode byLevel = limits.putObject("by_level");
		ages.byLevel().forEach((level, oldest) -> byLevel.put(level.key(), oldest));
		ArrayNode languages = json.putArray("languages");
		conditions.languages()
			.forEach(skill -> languages.add(Lines.JSON.createObjectNode()
				.put("language", skill.language())
				.put("certificate", skill.certificate())
				.put("score", skill.score())));
		ArrayNode areas = json.putArray("areas");
		conditions.areas().forEach(area -> areas.add(area.key()));
		json.put("mode", (conditions.mode() != null) ? conditions.mode().key() : null);
		json.set("cost", (conditions.cost() != null) ? json(conditions.cost()) : null);
		return json;
	}

	private static ObjectNode json(Amount amount) {
		return Lines.JSON.createObjectNode()
			.put("currency", amount.currency())
			.put("low", amount.low())
			.put("high", amount.high())
			.put("per", amount.per().key());
	}

	private static @Nullable String date(Deadline deadline) {
		return (deadline instanceof Deadline.On on) ? on.date().toString() : null;
	}

	/** Offsets leave Java as code points, which is what every other language counts. */
	private static ObjectNode json(Evidence evidence, Announcement announcement) {
		String place = (evidence.place() == Place.TITLE) ? announcement.title() : announcement.text();
		boolean within = evidence.place() == Place.TITLE || evidence.place() == Place.TEXT;
		return Lines.JSON.createObjectNode()
			.put("field", evidence.field().key())
			.put("quote", evidence.quote())
			.put("start", within ? place.codePointCount(0, evidence.start()) : evidence.start())
			.put("end", within ? place.codePointCount(0, evidence.end()) : evidence.end())
			.put("rule", evidence.rule())
			.put("in", evidence.place().name().toLowerCase(java.util.Locale.ROOT));
	}

}
