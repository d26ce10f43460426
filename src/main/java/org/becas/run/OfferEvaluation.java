package org.becas.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Deadline;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How well announcements are read, measured on labelled ones. */
final class OfferEvaluation {

	private final List<Case> cases = new ArrayList<>();

	private OfferEvaluation() {
	}

	/**
	 * Reads every labelled announcement.
	 * @throws IllegalArgumentException naming the line that is no labelled announcement
	 */
	static OfferEvaluation of(InputStream in, LocalDate today) throws IOException {
		OfferEvaluation evaluation = new OfferEvaluation();
		AnnouncementReader reader = new AnnouncementReader();
		BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (!line.isBlank()) {
				JsonNode label = Lines.JSON.readTree(line);
				evaluation.cases.add(new Case(label, reader.read(ReadCommand.announcement(label), today)));
			}
		}
		return evaluation;
	}

	/** An announcement: what a person read in it, and what the program read. */
	private record Case(JsonNode label, Reading reading) {

		String id() {
			return Lines.text(this.label, "id");
		}

		String language() {
			return Lines.text(this.label, "lang");
		}

		boolean clear() {
			return !this.label.path("ambiguous").asBoolean(false);
		}

		boolean offer() {
			return this.label.path("offer").asBoolean(true);
		}

		Set<String> levels() {
			return texts("levels");
		}

		Set<String> readLevels() {
			Set<String> keys = new TreeSet<>();
			this.reading.facts().levels().forEach(level -> keys.add(level.key()));
			return keys;
		}

		@Nullable String deadline() {
			String date = Lines.text(this.label, "deadline");
			return date.isEmpty() ? null : date;
		}

		@Nullable String readDeadline() {
			return (this.reading.facts().deadline() instanceof Deadline.On on) ? on.date().toString() : null;
		}

		boolean deadlineRight() {
			String read = readDeadline();
			return read != null && (read.equals(deadline()) || texts("deadline_alt").contains(read));
		}

		boolean hasCountries() {
			return this.label.path("countries").isArray();
		}

		Set<String> countries() {
			return texts("countries");
		}

		private Set<String> texts(String property) {
			Set<String> texts = new TreeSet<>();
			this.label.path(property).forEach(value -> texts.add(value.asString()));
			return texts;
		}

	}

	/** Right and wrong answers of one kind. */
	private static final class Tally {

		private int right;

		private int extra;

		private int missed;

		void count(boolean expected, boolean read) {
			this.right += (expected && read) ? 1 : 0;
			this.extra += (!expected && read) ? 1 : 0;
			this.missed += (expected && !read) ? 1 : 0;
		}

		double precision() {
			return ratio(this.right, this.right + this.extra);
		}

		double recall() {
			return ratio(this.right, this.right + this.missed);
		}

		double f1() {
			return ratio(2 * this.right, 2 * this.right + this.extra + this.missed);
		}

		String row(String name) {
			return String.format(Locale.ROOT, "%-28s P %.3f  R %.3f  F1 %.3f   (%d / +%d / -%d)", name, precision(),
					recall(), f1(), this.right, this.extra, this.missed);
		}

	}

	private static double ratio(int part, int whole) {
		return (whole == 0) ? 1 : (double) part / whole;
	}

	/** Prints the figures for the clear cases, for all, and by language. */
	void print(PrintWriter out, boolean errors) {
		Map<String, Predicate<Case>> groups = new LinkedHashMap<>();
		groups.put("sin dudas", Case::clear);
		groups.put("todas", one -> true);
		this.cases.stream()
			.map(Case::language)
			.distinct()
			.sorted()
			.forEach(language -> groups.put("sin dudas, " + language,
					one -> one.clear() && one.language().equals(language)));
		groups.forEach((name, members) -> print(out, name, this.cases.stream().filter(members).toList()));
		if (errors) {
			this.cases.forEach(one -> printErrors(out, one));
		}
	}

	private static void print(PrintWriter out, String name, List<Case> cases) {
		out.printf("%n%s: %d%n", name, cases.size());
		Tally offers = new Tally();
		Tally all = new Tally();
		Map<Level, Tally> levels = new LinkedHashMap<>();
		for (Level level : Level.values()) {
			levels.put(level, new Tally());
		}
		for (Case one : cases) {
			offers.count(one.offer(), one.reading().facts().call());
			if (one.offer()) {
				levels.forEach((level, tally) -> {
					boolean expected = one.levels().contains(level.key());
					boolean read = one.reading().facts().levels().contains(level);
					tally.count(expected, read);
					all.count(expected, read);
				});
			}
		}
		out.println(offers.row("  convocatoria"));
		levels.forEach((level, tally) -> out.println(tally.row("  " + level.key())));
		out.println(all.row("  niveles (micro)"));
		printDeadlines(out, cases);
		printCountries(out, cases);
	}

	private static void printDeadlines(PrintWriter out, List<Case> cases) {
		List<Case> stated = cases.stream().filter(one -> one.offer() && one.deadline() != null).toList();
		long exact = stated.stream().filter(Case::deadlineRight).count();
		long missed = stated.stream().filter(one -> one.readDeadline() == null).count();
		long invented = cases.stream()
			.filter(one -> one.offer() && one.deadline() == null && one.readDeadline() != null)
			.count();
		out.printf(Locale.ROOT,
				"  plazo                        exacto %.3f  (%d de %d; %d mal, %d sin leer); inventados %d%n",
				ratio((int) exact, stated.size()), exact, stated.size(), stated.size() - exact - missed, missed,
				invented);
	}

	private static void printCountries(PrintWriter out, List<Case> cases) {
		List<Case> labelled = cases.stream().filter(one -> one.offer() && one.hasCountries()).toList();
		int right = (int) labelled.stream()
			.filter(one -> one.countries().equals(one.reading().facts().countries()))
			.count();
		out.printf(Locale.ROOT, "  país                         exacto %.3f  (%d de %d)%n",
				ratio(right, labelled.size()), right, labelled.size());
	}

	private static void printErrors(PrintWriter out, Case one) {
		String name = one.id() + (one.clear() ? "" : " (dudosa)") + " «" + Lines.text(one.label(), "title") + "»";
		if (one.offer() != one.reading().facts().call()) {
			out.printf("%s: convocatoria %s, leída %s%n", name, one.offer(), one.reading().facts().call());
		}
		if (!one.offer()) {
			return;
		}
		if (!one.levels().equals(one.readLevels())) {
			out.printf("%s: niveles %s, leídos %s%n", name, one.levels(), one.readLevels());
		}
		String deadline = one.deadline();
		if ((deadline != null) ? !one.deadlineRight() : one.readDeadline() != null) {
			out.printf("%s: plazo %s, leído %s%n", name, deadline, one.readDeadline());
		}
		if (one.hasCountries() && !one.countries().equals(one.reading().facts().countries())) {
			out.printf("%s: países %s, leídos %s%n", name, one.countries(), one.reading().facts().countries());
		}
	}

}
