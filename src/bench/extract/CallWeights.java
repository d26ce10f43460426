package org.becas.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fits {@code call-weights.tsv} on labelled announcements (JSON Lines as {@code evaluate
 * --offers} reads them; those held back are left out), and says how well weights fitted
 * on four fifths of the portals (the key {@code portal}, else the file) do on the rest.
 *
 * <pre>
 * mvn -q test-compile
 * javac -d target/bench -cp target/classes:JARS src/bench/extract/CallWeights.java
 * java -cp target/bench:target/classes:JARS org.becas.extract.CallWeights WEIGHTS WORDS FILE[=TIMES]…
 * </pre>
 *
 * WORDS ({@code call-words.tsv}) is written anew: words that texts of many portals use and
 * that are no names, each with its weight. WEIGHTS is rewritten in place: the first cell of each line is fitted, the last is what a
 * person expects. Its sign stays ({@code -0} is a signal against of which nothing is known),
 * and where examples are few the weight stays near it. {@code =TIMES} says how much each
 * announcement of a file counts.
 */
public final class CallWeights {

	/** Weights are whole numbers, this many to one unit of the logarithm of the odds. */
	private static final double UNIT = 20;

	/** How strongly weights are drawn to what is expected. */
	private static final double RIDGE = 4;

	private static final double DOUBTFUL = 0.4;

	/** Calls are commoner in feeds than among the examples. */
	private static final double CALLS = 1.25;

	private static final int FOLDS = 5;

	private static final int STEPS = 3000;

	/** Weights of words are drawn to nothing, this strongly. */
	private static final double WORD_RIDGE = 2;

	/** What all words of a text weigh together, against one signal. */
	private static final double WORDS = 5;

	/** Words of fewer portals are theirs. */
	private static final int PORTALS = 10;

	/** Words so often written large are names. */
	private static final double NAMES = 0.9;

	/** Words that weigh less are left out. */
	private static final int LEAST = 5;

	/** Texts that share more than this of their words are the same one. */
	private static final double SAME = 0.5;

	private final List<String> names;

	private final double[] expected;

	private final double[] signs;

	private final Map<String, int[]> written = new HashMap<>();

	private int words;

	private CallWeights(List<String> lines) {
		List<String> weights = lines.stream().filter(line -> !line.startsWith("#")).toList();
		this.names = weights.stream().map(line -> line.split("\t")[1]).toList();
		this.expected = weights.stream().mapToDouble(line -> Integer.parseInt(line.split("\t")[2]) / UNIT).toArray();
		this.signs = weights.stream().mapToDouble(line -> line.split("\t")[2].startsWith("-") ? -1 : 1).toArray();
		this.signs[this.names.indexOf("base")] = 0;
	}

	/** An announcement: its signals in the order of the weights. */
	private record Case(String file, String portal, String name, double[] signals, Set<String> all, int[] words,
			boolean call, double times) {

		double share() {
			return (this.words.length > 0) ? WORDS / Math.sqrt(this.words.length) : 0;
		}

		Case withWords(Map<String, Integer> ids) {
			int[] known = this.all.stream().filter(ids::containsKey).mapToInt(ids::get).toArray();
			return new Case(this.file, this.portal, this.name, this.signals, this.all, known, this.call, this.times);
		}

		boolean isLike(Case other) {
			Set<String> few = (this.all.size() < other.all.size()) ? this.all : other.all;
			Set<String> many = (few == this.all) ? other.all : this.all;
			long both = few.stream().filter(many::contains).count();
			return both > SAME * many.size();
		}

	}

	public static void main(String[] args) throws IOException {
		Path file = Path.of(args[0]);
		List<String> lines = Files.readAllLines(file);
		CallWeights weights = new CallWeights(lines);
		List<Case> cases = new ArrayList<>();
		for (int i = 2; i < args.length; i++) {
			weights.read(args[i], cases);
		}
		List<String> words = weights.words(cases);
		weights.crossValidate(cases);
		double[] fitted = weights.fit(cases);
		List<String> out = new ArrayList<>(lines.stream().filter(line -> line.startsWith("#")).toList());
		for (int i = 0; i < weights.expected.length; i++) {
			out.add("%d\t%s\t%s%d".formatted(Math.round(fitted[i] * UNIT), weights.names.get(i),
					(weights.signs[i] < 0) ? "-" : "+", Math.abs(Math.round(weights.expected[i] * UNIT))));
		}
		Files.write(file, out);
		Path wordsFile = Path.of(args[1]);
		out = new ArrayList<>(Files.readAllLines(wordsFile).stream().filter(line -> line.startsWith("#")).toList());
		for (int i = 0; i < words.size(); i++) {
			long weight = Math.round(fitted[weights.expected.length + i] * UNIT * WORDS);
			if (Math.abs(weight) >= LEAST) {
				out.add("%d\t%s".formatted(weight, words.get(i)));
			}
		}
		Files.write(wordsFile, out);
	}

	/** The words that are weighed, known to the cases from here on. */
	private List<String> words(List<Case> cases) {
		Map<String, Set<String>> portals = new TreeMap<>();
		cases.forEach(one -> one.all().forEach(word -> portals.computeIfAbsent(word, key -> new HashSet<>()).add(one.portal())));
		List<String> words = portals.keySet()
			.stream()
			.filter(word -> portals.get(word).size() >= PORTALS && !isName(word))
			.toList();
		this.words = words.size();
		Map<String, Integer> ids = new HashMap<>();
		words.forEach(word -> ids.put(word, ids.size()));
		cases.replaceAll(one -> one.withWords(ids));
		return words;
	}

	/** Programmes and nations that German nouns or Spanish adjectives hide. */
	private static final Set<String> HIDDEN_NAMES = Set.of("commonwealth", "deutschlandstipendium", "chilenas",
			"conacyt", "icetex", "daad", "erasmus", "fulbright", "capes", "pronabec");

	private boolean isName(String word) {
		if (HIDDEN_NAMES.contains(word)) {
			return true;
		}
		int[] count = this.written.getOrDefault(word, new int[2]);
		return count[1] >= NAMES * (count[0] + count[1]);
	}

	/** How often words are written small and large; German writes all its nouns large. */
	private void count(Document document) {
		for (int i = document.textStart(); i < document.size(); i++) {
			Token token = document.token(i);
			if (token.isWord()) {
				boolean large = !"de".equals(document.language())
						&& Character.isUpperCase(document.quote(i, i + 1).charAt(0));
				large |= document.quote(i, i + 1).matches("\\p{Lu}{3,}");
				this.written.computeIfAbsent(token.word(), key -> new int[2])[large ? 1 : 0]++;
			}
		}
	}

	private void read(String argument, List<Case> cases) throws IOException {
		String[] parts = argument.split("=");
		double times = (parts.length > 1) ? Double.parseDouble(parts[1]) : 1;
		JsonMapper json = JsonMapper.builder().build();
		Lexicon lexicon = Lexicon.packaged();
		Languages languages = Languages.packaged();
		for (String line : Files.readAllLines(Path.of(parts[0]))) {
			JsonNode label = json.readTree(line);
			if (!label.path("held").asBoolean(false)) {
				Announcement read = new Announcement(label.path("title").asString("Beca"), label.path("text").asString(),
						null, published(label), Announcement.Hints.NONE);
				Document document = Document.of(read.title(), read.text(), null, lexicon, languages);
				Map<String, Integer> signals = CallSignals.of(document, LevelRules.read(document),
						DeadlineRules.read(document, read));
				String name = label.path("id").asString() + " «" + read.title() + "»";
				boolean call = label.path("offer").asBoolean(true);
				count(document);
				cases.add(new Case(parts[0], label.path("portal").asString(parts[0]), name, row(signals),
						CallWords.of(document), new int[0], call,
						times * (call ? CALLS : 1) * (label.path("ambiguous").asBoolean(false) ? DOUBTFUL : 1)));
			}
		}
	}

	private static LocalDate published(JsonNode label) {
		JsonNode date = label.path("published");
		return date.isString() ? LocalDate.parse(date.asString()) : null;
	}

	private double[] row(Map<String, Integer> signals) {
		return this.names.stream().mapToDouble(name -> name.equals("base") ? 1 : signals.getOrDefault(name, 0)).toArray();
	}

	private void crossValidate(List<Case> cases) {
		Map<String, int[]> counts = new TreeMap<>();
		for (int fold = 0; fold < FOLDS; fold++) {
			List<Case> rest = new ArrayList<>();
			List<Case> part = new ArrayList<>();
			for (Case one : cases) {
				(Math.floorMod(one.portal().hashCode(), FOLDS) == fold ? part : rest).add(one);
			}
			rest.removeIf(one -> part.stream().anyMatch(one::isLike));
			double[] weights = fit(rest);
			for (Case one : part) {
				int[] count = counts.computeIfAbsent(one.file(), key -> new int[4]);
				boolean read = score(weights, one) >= 0;
				count[(one.call() ? 0 : 2) + (read ? 0 : 1)]++;
				if (read != one.call()) {
					System.out.println((read ? "taken: " : "missed: ") + one.name() + " " + explained(weights, one));
				}
			}
		}
		counts.forEach((name, count) -> System.out.printf(Locale.ROOT,
				"%-60s call F1 %.3f  noise F1 %.3f  (%d taken for calls, %d calls missed of %d)%n", name,
				2.0 * count[0] / (2 * count[0] + count[1] + count[2]),
				2.0 * count[3] / (2 * count[3] + count[1] + count[2]), count[2], count[1],
				count[0] + count[1] + count[2] + count[3]));
	}

	/** What weighs most, against it and for it. */
	private String explained(double[] weights, Case one) {
		return java.util.stream.IntStream.range(0, one.signals().length)
			.filter(i -> Math.abs(weights[i] * one.signals()[i]) * UNIT >= 8)
			.boxed()
			.sorted(java.util.Comparator.comparingDouble(i -> weights[i] * one.signals()[i]))
			.map(i -> "%s %.0f".formatted(this.names.get(i), weights[i] * one.signals()[i] * UNIT))
			.collect(java.util.stream.Collectors.joining(", ", "(words %.0f, ".formatted(wordScore(weights, one) * UNIT), ")"));
	}

	private static double score(double[] weights, Case one) {
		double score = wordScore(weights, one);
		for (int i = 0; i < one.signals().length; i++) {
			score += weights[i] * one.signals()[i];
		}
		return score;
	}

	private static double wordScore(double[] weights, Case one) {
		double score = 0;
		for (int word : one.words()) {
			score += weights[one.signals().length + word];
		}
		return score * one.share();
	}

	/** Logistic regression by accelerated proximal gradient, each weight kept on its side of zero. */
	private double[] fit(List<Case> cases) {
		double[] weights = new double[this.names.size() + this.words];
		double[] ahead = weights.clone();
		double step = 1 / bound(cases);
		for (int n = 1; n <= STEPS; n++) {
			double[] gradient = gradient(cases, ahead);
			double[] next = new double[weights.length];
			for (int i = 0; i < next.length; i++) {
				double moved = ahead[i] - step * gradient[i];
				if (i >= this.signs.length) {
					moved /= 1 + step * WORD_RIDGE;
				}
				else if (this.signs[i] != 0) {
					moved = (moved + step * RIDGE * this.expected[i]) / (1 + step * RIDGE);
				}
				next[i] = (i < this.signs.length && this.signs[i] * moved < 0) ? 0 : moved;
				ahead[i] = next[i] + (n - 1.0) / (n + 2) * (next[i] - weights[i]);
			}
			weights = next;
		}
		return weights;
	}

	private static double[] gradient(List<Case> cases, double[] weights) {
		double[] gradient = new double[weights.length];
		for (Case one : cases) {
			double error = 1 / (1 + Math.exp(-score(weights, one))) - (one.call() ? 1 : 0);
			for (int i = 0; i < one.signals().length; i++) {
				gradient[i] += one.times() * error * one.signals()[i];
			}
			for (int word : one.words()) {
				gradient[one.signals().length + word] += one.times() * error * one.share();
			}
		}
		return gradient;
	}

	/** No smaller than the loss's greatest curvature: a quarter of the sum of squares. */
	private static double bound(List<Case> cases) {
		double sum = 0;
		for (Case one : cases) {
			double square = WORDS * WORDS;
			for (double signal : one.signals()) {
				square += signal * signal;
			}
			sum += one.times() * square / 4;
		}
		return sum;
	}

}
