package org.becas.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.becas.dedupe.Comparison;
import org.becas.dedupe.Comparison.Outcome;
import org.becas.dedupe.Matcher;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How well the same call is told from another one, measured on pairs that a person
 * labelled ({@code same}, and {@code kind} for what makes them alike).
 */
final class PairEvaluation {

	private final List<Case> cases = new ArrayList<>();

	private PairEvaluation() {
	}

	/**
	 * Compares every labelled pair.
	 * @throws IllegalArgumentException naming the line that is no labelled pair
	 */
	static PairEvaluation of(InputStream in, LocalDate today) throws IOException {
		PairEvaluation evaluation = new PairEvaluation();
		Matcher matcher = new Matcher();
		BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		int number = 0;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			number++;
			if (!line.isBlank()) {
				evaluation.cases.add(compare(matcher, line, number, today));
			}
		}
		return evaluation;
	}

	private static Case compare(Matcher matcher, String line, int number, LocalDate today) {
		try {
			JsonNode label = Lines.JSON.readTree(line);
			if (!label.path("same").isBoolean()) {
				throw new IllegalArgumentException("falta la etiqueta \"same\": true o false");
			}
			Pair pair = Pair.of(label, today);
			return new Case(label, matcher.compare(pair.a(), pair.b()));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("Línea %d: %s".formatted(number, ex.getMessage()), ex);
		}
	}

	/** A pair: what a person said of it, and what the program says. */
	private record Case(JsonNode label, Comparison comparison) {

		boolean same() {
			return this.label.path("same").asBoolean();
		}

		boolean clear() {
			return !this.label.path("ambiguous").asBoolean(false);
		}

		boolean otherYear() {
			return !same() && Lines.text(this.label, "kind").contains("year");
		}

		boolean says(Outcome outcome) {
			return this.comparison.outcome() == outcome;
		}

		boolean wrong() {
			return !says(same() ? Outcome.SAME : Outcome.DIFFERENT);
		}

	}

	/** Prints the figures for the clear pairs and for all. */
	void print(PrintWriter out, boolean errors) {
		print(out, "sin dudas", Case::clear);
		print(out, "todos", one -> true);
		if (errors) {
			this.cases.stream().filter(Case::wrong).forEach(one -> print(out, one));
		}
	}

	private void print(PrintWriter out, String name, Predicate<Case> group) {
		List<Case> of = this.cases.stream().filter(group).toList();
		long right = count(of, one -> one.same() && one.says(Outcome.SAME));
		long merged = count(of, one -> !one.same() && one.says(Outcome.SAME));
		long parted = count(of, one -> one.same() && one.says(Outcome.DIFFERENT));
		long asked = count(of, one -> one.says(Outcome.REVIEW));
		long sameAsked = count(of, one -> one.same() && one.says(Outcome.REVIEW));
		out.println();
		out.println("pares " + name + ": " + of.size());
		line(out, "la misma", "F1 %.3f   (%d / +%d / -%d; lo que se pregunta no cuenta)",
				ratio(2 * right, 2 * right + merged + parted), right, merged, parted);
		line(out, "la misma, si preguntar falla", "F1 %.3f", ratio(2 * right, 2 * right + merged + parted + sameAsked));
		line(out, "se pregunta a una persona", "%.3f   (%d de %d)", ratio(asked, of.size()), asked, of.size());
		line(out, "de otro año, unidas", "%d", count(of, one -> one.otherYear() && one.says(Outcome.SAME)));
	}

	private static void line(PrintWriter out, String name, String figures, Object... values) {
		out.println(String.format(Locale.ROOT, "  %-30s ", name) + String.format(Locale.ROOT, figures, values));
	}

	private static void print(PrintWriter out, Case wrong) {
		out.println();
		out.println("%s (%s): %s, y es %s".formatted(Lines.text(wrong.label(), "id"), Lines.text(wrong.label(), "kind"),
				wrong.comparison().outcome().name().toLowerCase(Locale.ROOT), wrong.same() ? "same" : "different"));
		out.println("  " + Lines.text(wrong.label().path("a"), "title"));
		out.println("  " + Lines.text(wrong.label().path("b"), "title"));
		wrong.comparison().reasons().forEach(reason -> out.println("    " + reason));
	}

	private static long count(List<Case> cases, Predicate<Case> which) {
		return cases.stream().filter(which).count();
	}

	private static double ratio(long part, long whole) {
		return (whole == 0) ? 1 : (double) part / whole;
	}

}
