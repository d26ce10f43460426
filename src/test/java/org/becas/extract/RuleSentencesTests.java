package org.becas.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.becas.offer.Evidence;
import org.becas.offer.RuleWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every rule can say for people, in both languages, why it read what it read. */
class RuleSentencesTests {

	/** An id in the code, or the start of one that ends in a phrase's meaning. */
	private static final Pattern ID = Pattern
		.compile("(?<!is\\(|isA\\(|named\\()\"((?:not-)?(?:level|deadline|call|country|provider"
				+ "|funding|colombians|edition|amount|cover|age|language|area|mode|cost|link)-[a-z-]*)\"");

	/** What may stand behind a start. */
	private static final Map<String, List<String>> ENDS = Map.of("call-", meanings("call"), "colombians-",
			List.of("named", "excluded", "inbound", "open", "region", "others"), "funding-",
			List.of("credit", "partial", "complete", "living", "tuition", "discount", "mobility", "travel", "place"),
			"deadline-", List.of("rolling", "rolling-applying", "until-filled"), "level-",
			List.of("funded", "neutral", "aimed", "required", "excluded", "advertised"), "level-title-",
			List.of("required", "excluded", "advertised"), "not-level-",
			List.of("required", "excluded", "advertised", "weak"), "age-", List.of("max", "min", "under", "range"),
			"cost-", List.of("intermediary", "payment"));

	@ParameterizedTest
	@ValueSource(strings = { "es", "en" })
	void everyRuleThatTheCodeNamesHasItsSentence(String language) throws IOException {
		RuleWords words = new RuleWords(Locale.forLanguageTag(language));

		assertThat(named()).hasSizeGreaterThan(80)
			.allSatisfy(rule -> assertThat(words.sentence(rule)).as(rule).isNotEqualTo(rule).endsWith("."));
	}

	@Test
	void everyRuleThatReadsTheCorpusIsNamedInTheCode() throws IOException {
		AnnouncementReader reader = new AnnouncementReader();
		Set<String> read = new TreeSet<>();
		Stream.concat(LabelledCorpus.announcements().stream(), LabelledCorpus.deadlines().stream())
			.map(LabelledCorpus::text)
			.forEach(text -> reader.read(new Announcement("Becas 2027", text), LocalDate.EPOCH)
				.words()
				.stream()
				.map(Evidence::rule)
				.forEach(read::add));

		assertThat(named()).containsAll(read);
	}

	@Test
	void theLanguagesSayWhyOfTheSameRules() {
		assertThat(keys("es")).isEqualTo(keys("en"));
	}

	private static Set<String> keys(String language) {
		return java.util.ResourceBundle.getBundle("messages.rule", Locale.forLanguageTag(language)).keySet();
	}

	private static Set<String> named() throws IOException {
		Set<String> named = new TreeSet<>();
		try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/becas/extract"))) {
			for (Path source : sources.toList()) {
				ID.matcher(Files.readString(source)).results().map(match -> match.group(1)).forEach(id -> {
					if (id.endsWith("-")) {
						assertThat(ENDS).as("what may stand behind \"%s\" in %s", id, source).containsKey(id);
						ENDS.get(id).forEach(end -> named.add(id + end));
					}
					else {
						named.add(id);
					}
				});
			}
		}
		return named;
	}

	/** The first column of a lexicon. */
	private static List<String> meanings(String cue) {
		try {
			return Files.readAllLines(Path.of("src/main/resources/org/becas/extract/lexicon", cue + ".tsv"))
				.stream()
				.filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.substring(0, line.indexOf('\t')))
				.distinct()
				.toList();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
