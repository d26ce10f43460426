package org.becas.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the date vectors of Recognizers-Text (github.com/microsoft/Recognizers-Text,
 * {@code Specs/DateTime/LANGUAGE/DateExtractor.json} and {@code DateParser.json}) and says
 * by language how many of those that state a calendar date are found, with the words that
 * state it and with the day that they mean; and why the others are not asked.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.cp
 * javac -proc:none -cp target/classes:$(cat target/bench.cp) -d target/bench src/bench/extract/DateVectors.java
 * java -cp target/bench:target/classes:$(cat target/bench.cp) org.becas.extract.DateVectors FOLDER [-v]
 * </pre>
 *
 * What is asked is told by the expected words alone: a day and a month, in figures or in
 * words, with or without year and weekday, and nothing besides. English vectors are
 * American: 03/04 is March there, as a source's country would tell. The vectors count the
 * full stop of "22 avr." to the date or not, as it comes; here it counts for neither.
 */
public final class DateVectors {

	private static final Map<String, String> LANGUAGES = new TreeMap<>(
			Map.of("English", "en", "French", "fr", "Portuguese", "pt", "Spanish", "es"));

	private static final Set<String> MONTHS = words("january february march april may june july august september "
			+ "october november december jan feb mar apr jun jul aug sep sept oct nov dec enero febrero marzo abril mayo "
			+ "junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic janvier fevrier mars "
			+ "avril mai juin juillet aout septembre octobre novembre decembre janv fevr avr juil janeiro fevereiro "
			+ "marco maio junho julho setembro outubro novembro dezembro fev out dez set");

	private static final Set<String> WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday mon tue "
			+ "tues wed thu thur thurs fri sat sun lunes martes miercoles jueves viernes sabado domingo lun mie jue vie "
			+ "sab dom lundi mardi mercredi jeudi vendredi samedi dimanche mar mer jeu ven sam dim segunda terca quarta "
			+ "quinta sexta feira mi qua qui seg ter");

	private static final Set<String> DAYS = words("first second third fourth fifth sixth seventh eighth ninth tenth "
			+ "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
			+ "thirtieth twenty thirty one two three four five six seven eight nine ten primero uno dos tres cuatro cinco "
			+ "seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte "
			+ "veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve "
			+ "treinta premier un deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt "
			+ "trente primeiro um dois quatro sete oito nove dez doze treze quatorze dezesseis dezessete dezoito dezenove "
			+ "vinte trinta vingtsept undecimo vigesimo deuxieme seconde hundred thousand seventy zero "
			+ "nineteen eighteen");

	private static final Set<String> GLUE = words("of the de del el la le les l d do da dos das st nd rd th er o a ro "
			+ "y e and et year ano an annee dia day");

	private static final Pattern FIGURES = Pattern.compile("\\d{1,4}\\s?[/.-]\\s?\\d{1,2}(\\s?[/.-]\\s?\\d{2,4})?");

	private static final Pattern YEAR = Pattern.compile("\\b(\\d{4})\\b");

	private static final Pattern NUMERIC = Pattern.compile("\\b(\\d{1,2})[/.-](\\d{1,2})\\b");

	/** "The first Friday of July". */
	private static final Pattern COUNTED = Pattern
		.compile("(day|di|edi|vendredi|samedi|lunes|martes|viernes|sabado|domingo|feira|sexta) (of|de|do|d) ?");

	private record Vector(String input, String text, int start, Optional<String> timex) {
	}

	private record Tally(int asked, int found, int right) {

		Tally plus(boolean span, boolean day) {
			return new Tally(this.asked + 1, this.found + (span ? 1 : 0), this.right + (span && day ? 1 : 0));
		}

	}

	private final Lexicon lexicon = Lexicon.packaged();

	private final Languages languages = Languages.packaged();

	private final boolean verbose;

	private DateVectors(boolean verbose) {
		this.verbose = verbose;
	}

	public static void main(String[] args) throws IOException {
		DateVectors vectors = new DateVectors(args.length > 1 && args[1].equals("-v"));
		System.out.printf("%-11s %8s %7s %12s %10s%n", "", "vectors", "asked", "right words", "and day");
		for (String language : LANGUAGES.keySet()) {
			vectors.measure(language, read(Path.of(args[0], language)));
		}
	}

	private void measure(String language, List<Vector> vectors) {
		Tally tally = new Tally(0, 0, 0);
		Map<String, Integer> others = new LinkedHashMap<>();
		for (Vector vector : vectors) {
			Optional<String> reason = whyNot(vector, language);
			if (reason.isPresent()) {
				others.merge(reason.get(), 1, Integer::sum);
				continue;
			}
			List<DateMention> found = find(vector, LANGUAGES.get(language));
			Document document = document(vector, LANGUAGES.get(language));
			Optional<DateMention> same = found.stream().filter(mention -> spans(document, mention, vector)).findFirst();
			boolean day = same.map(mention -> means(mention, vector)).orElse(false);
			tally = tally.plus(same.isPresent(), day);
			if (this.verbose && !(same.isPresent() && day)) {
				System.out.printf("  «%s»: «%s» %s, read %s%n", vector.input(), vector.text(),
						vector.timex().orElse(""),
						found.stream()
							.map(mention -> document.quote(mention.from(), mention.to()) + " " + mention.when())
							.toList());
			}
		}
		System.out.printf(Locale.ROOT, "%-11s %8d %7d %6d %.3f %4d %.3f%n", language, vectors.size(), tally.asked(),
				tally.found(), (double) tally.found() / tally.asked(), tally.right(),
				(double) tally.right() / tally.asked());
		others.forEach((reason, count) -> System.out.printf("  not asked %4d: %s%n", count, reason));
	}

	/** Why a vector states no calendar date, or is not to be trusted; empty if it is asked. */
	private static Optional<String> whyNot(Vector vector, String language) {
		String text = fold(vector.text());
		if (text.isEmpty()) {
			return Optional.of("no date, or more than one, is expected");
		}
		List<String> words = List.of(text.replace("vingt-sept", "vingtsept").split("[^a-z0-9]+"));
		List<String> letters = words.stream().map(word -> word.replaceAll("\\d", "")).toList();
		boolean named = letters.stream().anyMatch(MONTHS::contains);
		boolean figures = text.matches("(?s).*\\d.*");
		if (letters.stream().anyMatch(word -> !isWordOfDates(word))) {
			return Optional.of("relative, counted, a holiday, or with other words");
		}
		if (!named && !FIGURES.matcher(text.strip()).find()) {
			return Optional.of("a day without its month, a weekday or a year alone");
		}
		if (named && !figures && letters.stream().noneMatch(DAYS::contains)) {
			return Optional.of("a month without its day");
		}
		if (named && !figures && COUNTED.matcher(text).find()) {
			return Optional.of("a weekday counted within a month");
		}
		return vector.timex().flatMap(timex -> distrust(text, timex, language));
	}

	private static boolean isWordOfDates(String word) {
		return word.isEmpty() || MONTHS.contains(word) || WEEKDAYS.contains(word) || DAYS.contains(word)
				|| GLUE.contains(word);
	}

	private static Optional<String> distrust(String text, String timex, String language) {
		String[] parts = timex.split("-");
		if (parts.length != 3 || !parts[1].matches("\\d\\d") || !parts[2].matches("\\d\\d")) {
			return Optional.of("relative, counted, a holiday, or with other words");
		}
		int year = parts[0].matches("\\d{4}") ? Integer.parseInt(parts[0]) : 2000;
		if (Integer.parseInt(parts[2]) > YearMonth.of(year, Integer.parseInt(parts[1])).lengthOfMonth()) {
			return Optional.of("a day that no calendar has");
		}
		Matcher written = YEAR.matcher(text);
		if (written.find() && !timex.startsWith(written.group(1))) {
			return Optional.of("expects another year than the one it writes");
		}
		Matcher numeric = NUMERIC.matcher(text);
		boolean monthFirst = numeric.find() && Integer.parseInt(numeric.group(1)) == Integer.parseInt(parts[1])
				&& Integer.parseInt(numeric.group(2)) == Integer.parseInt(parts[2])
				&& Integer.parseInt(parts[2]) <= 12 && !parts[1].equals(parts[2]);
		return (monthFirst && !language.equals("English"))
				? Optional.of("expects the month first of two small figures, as its language does not write") : Optional.empty();
	}

	private List<DateMention> find(Vector vector, String language) {
		DateFinder.Order order = language.equals("en") ? DateFinder.Order.MONTH_FIRST : DateFinder.Order.DAY_FIRST;
		return DateFinder.find(document(vector, language), order);
	}

	private Document document(Vector vector, String language) {
		return Document.of("", vector.input(), language, this.lexicon, this.languages);
	}

	private static boolean spans(Document document, DateMention mention, Vector vector) {
		int start = document.token(mention.from()).start() - 1;
		int end = document.token(mention.to() - 1).end() - 1;
		String words = vector.text().endsWith(".") ? vector.text().substring(0, vector.text().length() - 1) : vector.text();
		return start == vector.start() && vector.input().substring(start, end).equalsIgnoreCase(words);
	}

	/** An extractor's vector states words only; a parser's its day, too. */
	private static boolean means(DateMention mention, Vector vector) {
		if (vector.timex().isEmpty()) {
			return true;
		}
		String timex = vector.timex().get();
		if (mention.when() instanceof DateMention.Day day) {
			return timex.equals(day.date().toString());
		}
		return mention.when() instanceof DateMention.Yearless yearless && timex.matches("XXXX-\\d\\d-\\d\\d")
				&& yearless.monthDay().equals(MonthDay.parse("--" + timex.substring(5)));
	}

	private static List<Vector> read(Path folder) throws IOException {
		List<Vector> vectors = new ArrayList<>();
		JsonMapper json = JsonMapper.builder().build();
		for (String file : List.of("DateExtractor.json", "DateParser.json")) {
			String text = Files.readString(folder.resolve(file), StandardCharsets.UTF_8).replace("\uFEFF", "");
			json.readTree(text).forEach(node -> vectors.add(vector(node)));
		}
		return vectors;
	}

	private static Vector vector(JsonNode node) {
		String input = node.path("Input").asString();
		JsonNode results = node.path("Results");
		JsonNode only = results.path(0);
		if (results.size() != 1 || !only.path("Type").asString("").equals("date")) {
			return new Vector(input, "", 0, Optional.empty());
		}
		return new Vector(input, only.path("Text").asString(), only.path("Start").asInt(),
				optional(only.path("Value").path("Timex")));
	}

	private static Optional<String> optional(JsonNode node) {
		return node.isString() ? Optional.of(node.asString()) : Optional.empty();
	}

	private static String fold(String text) {
		return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
	}

	private static Set<String> words(String list) {
		return Set.of(java.util.Arrays.stream(list.split(" ")).distinct().toArray(String[]::new));
	}

}
