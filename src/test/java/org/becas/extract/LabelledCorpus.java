package org.becas.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.becas.offer.Deadline;
import org.becas.offer.Deadline.On;
import org.becas.offer.Eligibility;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Announcements and sentences written for this project, with what a careful person reads
 * in them. A record that is {@link #held() held back} is for measuring only: rules are
 * never made from it, so that its figure tells how texts that nobody saw are read.
 */
record LabelledCorpus(JsonNode label) {

	/** The day as of which everything without a date of publication is read. */
	static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

	static List<LabelledCorpus> announcements() {
		return load("/extract/announcements.jsonl");
	}

	static List<LabelledCorpus> deadlines() {
		return load("/extract/deadlines.jsonl");
	}

	private static List<LabelledCorpus> load(String resource) {
		JsonMapper json = JsonMapper.builder().build();
		try (InputStream in = Objects.requireNonNull(LabelledCorpus.class.getResourceAsStream(resource), resource);
				BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
			return lines.lines().map(line -> new LabelledCorpus(json.readTree(line))).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Reading readBy(AnnouncementReader reader) {
		LocalDate published = published();
		String title = this.label.path("title").asString("Beca");
		return reader.read(new Announcement(title, text(), optional("url"), published, Announcement.Hints.NONE),
				Objects.requireNonNullElse(published, TODAY));
	}

	String id() {
		return this.label.path("id").asString();
	}

	String language() {
		return this.label.path("lang").asString();
	}

	String text() {
		return this.label.path("text").asString();
	}

	private @Nullable LocalDate published() {
		String date = optional("published");
		return (date != null) ? LocalDate.parse(date) : null;
	}

	boolean held() {
		return this.label.path("held").asBoolean();
	}

	/** Whether people could disagree about it. */
	boolean ambiguous() {
		return this.label.path("ambiguous").asBoolean(false);
	}

	boolean offer() {
		return this.label.path("offer").asBoolean(true);
	}

	Set<Level> levels() {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		this.label.path("levels").forEach(level -> levels.add(Level.of(level.asString())));
		return levels;
	}

	/**
	 * Whether places of study are labelled: where the text does not settle them, they are
	 * not.
	 */
	boolean hasCountries() {
		return this.label.path("countries").isArray();
	}

	Set<String> countries() {
		Set<String> countries = new LinkedHashSet<>();
		this.label.path("countries").forEach(country -> countries.add(country.asString()));
		return countries;
	}

	/** Whether citizens of Colombia may apply; {@code null} where it is not labelled. */
	@Nullable Eligibility colombians() {
		String label = optional("colombians");
		return (label != null) ? Eligibility.valueOf(label.toUpperCase(Locale.ROOT)) : null;
	}

	/** Whether amounts, covers, ages, languages and mode are labelled, all of them. */
	boolean hasConditions() {
		return this.label.path("conditions").isObject();
	}

	/** What a person read in a condition, in the form of {@code Facts.value}, sorted. */
	Set<String> condition(Field field) {
		JsonNode value = this.label.path("conditions").path(field.key());
		Set<String> codes = new TreeSet<>();
		value.valueStream().map(JsonNode::asString).forEach(codes::add);
		if (value.isString() && !value.asString().isEmpty()) {
			codes.add(value.asString());
		}
		return codes;
	}

	/** Whether a day, a span of days or a way of closing without a day is stated. */
	boolean statesDeadline() {
		return optional("deadline") != null;
	}

	/**
	 * Whether that deadline is what was written, or one of the readings that are as good.
	 * An hour or a zone that the label leaves out is not asked for.
	 */
	boolean accepts(Deadline deadline) {
		return anyMatches(deadline,
				(wanted, read) -> wanted.date().equals(read.date())
						&& (wanted.time() == null || wanted.time().equals(read.time()))
						&& (wanted.zone() == null || wanted.instant().equals(read.instant())));
	}

	/** As {@link #accepts}, whatever the hour. */
	boolean acceptsDay(Deadline deadline) {
		return anyMatches(deadline, (wanted, read) -> wanted.date().equals(read.date()));
	}

	private boolean anyMatches(Deadline deadline, BiPredicate<On, On> same) {
		Stream<JsonNode> others = this.label.path("deadline_alt").valueStream();
		return Stream.concat(Stream.of(this.label.path("deadline")), others)
			.map(code -> code.isString() ? Deadline.parse(code.asString()) : Deadline.unstated())
			.anyMatch(wanted -> (wanted instanceof On day && deadline instanceof On read) ? same.test(day, read)
					: wanted.equals(deadline));
	}

	private @Nullable String optional(String property) {
		JsonNode value = this.label.path(property);
		return value.isString() ? value.asString() : null;
	}

	@Override
	public String toString() {
		return id();
	}

}
