package org.becas.extract;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.becas.extract.Announcement.Hints;
import org.becas.offer.Amount;
import org.becas.offer.DataFile;
import org.becas.offer.Evidence;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.LanguageSkill;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * What holds of every text, whatever it is. The inputs come from a seeded generator, so
 * that a failure names the input that repeats it; {@code -Dbecas.fuzz.inputs} and
 * {@code -Dbecas.fuzz.seed} try more and others.
 */
class ReadingPropertyTests {

	private static final int INPUTS = Integer.getInteger("becas.fuzz.inputs", 1000);

	private static final long SEED = Long.getLong("becas.fuzz.seed", 20261123);

	private static final List<String> TEXTS = Stream
		.concat(LabelledCorpus.announcements().stream(), LabelledCorpus.deadlines().stream())
		.map(LabelledCorpus::text)
		.toList();

	private static final List<String> WORDS = TEXTS.stream()
		.flatMap(text -> Stream.of(text.split("\\s+", -1)))
		.distinct()
		.toList();

	private static final List<Function<Random, String>> GENERATORS = List.of(ReadingPropertyTests::bytes,
			ReadingPropertyTests::anyCharacters, ReadingPropertyTests::gluedFragments,
			ReadingPropertyTests::shuffledWords, ReadingPropertyTests::numbers, ReadingPropertyTests::punctuation,
			ReadingPropertyTests::damaged);

	private final AnnouncementReader reader = new AnnouncementReader();

	@Test
	void everyTextIsReadAndEveryQuoteStandsWhereTheEvidenceSays() {
		for (int input = 0; input < INPUTS; input++) {
			Random random = new Random(SEED + input);
			Announcement announcement = announcement(random);
			try {
				assertSound(announcement, this.reader.read(announcement, LabelledCorpus.TODAY));
			}
			catch (RuntimeException | StackOverflowError | AssertionError ex) {
				fail("Input of seed " + (SEED + input) + ": " + announcement, ex);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Fecha límite: 9999-12-31", "Fecha límite: 15 de marzo de 1780", "Cierre: 31/12/9999",
			"Se otorga una beca de 9.999.999.999 millones de pesos",
			"Beca de 999.999 mil a 9.999.999.999 millones de euros", "The grant is Rs 5000 per month.",
			"The scholarship pays kr 9.000.000.000.000 per month" })
	void whatIsReadCanBeKeptAndReadBack(String text) {
		Announcement announcement = new Announcement("Beca", text);

		assertSound(announcement, this.reader.read(announcement, LabelledCorpus.TODAY));
	}

	@Test
	void whateverTheLexiconNamesCanBeKept() {
		for (String[] row : DataFile.rows(Lexicon.class, "lexicon/skill.tsv", 2)) {
			boolean certificate = row[0].startsWith("cert-");
			if (certificate || row[0].length() == 2) {
				String language = certificate ? row[0].split("-", -1)[1] : row[0];
				LanguageSkill skill = new LanguageSkill(language,
						certificate ? row[0].substring(8).replace('_', ' ') : null, "B2");
				assertThat(LanguageSkill.parse(skill.code())).isEqualTo(skill);
				assertThat(skill.name(Locale.ENGLISH)).as("name of %s", language).isNotEqualTo(language);
			}
		}
		for (String[] row : DataFile.rows(Lexicon.class, "lexicon/money.tsv", 2)) {
			if (row[0].matches("[A-Z]{3,5}|kr|Rs|\\$")) {
				Amount amount = Amount.of(row[0], BigDecimal.TEN, Amount.Per.MONTH);
				assertThat(Amount.parse(amount.code())).isEqualTo(amount);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Fecha límite: 9999-12-31                                      | unstated
			Fecha límite: 15 de marzo de 1780                             | unstated
			Fecha límite: 15 de marzo de 2027 (en el sistema: 9999-12-31) | 2027-03-15
			""")
	void noDeadlineIsInAnotherCentury(String text, String deadline) {
		Facts facts = this.reader.read(new Announcement("Beca", text), LabelledCorpus.TODAY).facts();

		assertThat(facts.deadline().code()).isEqualTo(deadline);
		assertThat(facts.year()).isEqualTo(deadline.startsWith("2027") ? 2027 : null);
	}

	@Test
	void rupeesAreOfNoCountry() {
		assertThat(this.reader
			.read(new Announcement("Scholarship", "The grant is Rs 5000 per month."), LabelledCorpus.TODAY)
			.facts()
			.countries()).isEmpty();
	}

	@Test
	void theSameTextIsAlwaysReadAlike() {
		AnnouncementReader other = new AnnouncementReader();
		for (String text : TEXTS.subList(0, 100)) {
			Announcement announcement = new Announcement("Beca", text);

			assertThat(other.read(announcement, LabelledCorpus.TODAY))
				.isEqualTo(this.reader.read(announcement, LabelledCorpus.TODAY));
		}
	}

	@Test
	void aTextOfAQuarterOfAMillionCharactersIsRead() {
		String glued = String.join("\n", TEXTS);
		for (String unit : List.of(glued, "(", "1", "1/", "a ", "15 de marzo de 2027 ", "\n", "beca:", "\uD83C")) {
			Announcement announcement = new Announcement("Beca", unit.repeat(250_000 / unit.length()));

			assertSound(announcement, this.reader.read(announcement, LabelledCorpus.TODAY));
		}
	}

	private static void assertSound(Announcement announcement, Reading reading) {
		Facts facts = reading.facts();
		assertThat(Facts.unread(facts.title(), facts.url()).with(facts.values())).isEqualTo(facts);
		for (Evidence evidence : reading.words()) {
			String place = place(announcement, evidence);
			assertThat(evidence.start()).as("start of %s", evidence).isBetween(0, evidence.end());
			assertThat(evidence.end()).as("end of %s", evidence).isLessThanOrEqualTo(place.length());
			assertThat(place.substring(evidence.start(), evidence.end())).as("%s", evidence)
				.isEqualTo(evidence.quote());
			assertThat(evidence.rule()).as("rule of %s", evidence).isNotBlank();
		}
	}

	private static String place(Announcement announcement, Evidence evidence) {
		return orEmpty(switch (evidence.place()) {
			case TITLE -> announcement.title();
			case TEXT -> announcement.text();
			case URL -> announcement.url();
			case SOURCE -> (evidence.field() == Field.LEVELS) ? announcement.hints().levelField()
					: announcement.hints().deadlineField();
		});
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static Announcement announcement(Random random) {
		String title = random.nextBoolean() ? word(random) + " " + word(random) : text(random);
		LocalDate published = random.nextBoolean() ? LocalDate.ofEpochDay(random.nextInt(40_000)) : null;
		return new Announcement(title, text(random),
				random.nextBoolean() ? "https://becas.example/" + word(random) : null, published,
				random.nextInt(4) == 0 ? hints(random) : Hints.NONE);
	}

	private static Hints hints(Random random) {
		return new Hints(pick(random, "es", "en", "xx"), pick(random, "CO", "US", "??"), word(random), levels(random),
				text(random), text(random));
	}

	private static @Nullable String pick(Random random, String... values) {
		int index = random.nextInt(values.length + 1);
		return (index < values.length) ? values[index] : null;
	}

	private static Set<Level> levels(Random random) {
		Set<Level> levels = EnumSet.allOf(Level.class);
		levels.removeIf(level -> random.nextBoolean());
		return levels;
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
			text.append(GENERATORS.get(random.nextInt(GENERATORS.size())).apply(random));
		}
		return text.toString();
	}

	private static String bytes(Random random) {
		byte[] bytes = new byte[random.nextInt(400)];
		random.nextBytes(bytes);
		return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
	}

	/** Every UTF-16 code unit, so lone surrogates and control characters too. */
	private static String anyCharacters(Random random) {
		StringBuilder text = new StringBuilder();
		for (int length = random.nextInt(200); length > 0; length--) {
			text.append((char) switch (random.nextInt(4)) {
				case 0 -> random.nextInt(0x20);
				case 1 -> 0xD800 + random.nextInt(0x800);
				case 2 -> 0x300 + random.nextInt(0x70);
				default -> random.nextInt(0x10000);
			});
		}
		return text.toString();
	}

	private static String gluedFragments(Random random) {
		StringBuilder text = new StringBuilder();
		for (int parts = random.nextInt(8); parts > 0; parts--) {
			String whole = TEXTS.get(random.nextInt(TEXTS.size()));
			int start = random.nextInt(whole.length());
			text.append(whole, start, Math.min(whole.length(), start + random.nextInt(300)));
			text.append(random.nextBoolean() ? "" : "\n");
		}
		return text.toString();
	}

	private static String shuffledWords(Random random) {
		StringBuilder text = new StringBuilder();
		for (int words = random.nextInt(120); words > 0; words--) {
			text.append(word(random)).append(" \n\t:|-".charAt(random.nextInt(6)));
		}
		return text.toString();
	}

	private static String word(Random random) {
		return WORDS.get(random.nextInt(WORDS.size()));
	}

	private static String numbers(Random random) {
		StringBuilder text = new StringBuilder("Cierre: ");
		for (int groups = random.nextInt(30); groups > 0; groups--) {
			for (int digits = random.nextInt(25); digits > 0; digits--) {
				text.append((char) ('0' + random.nextInt(10)));
			}
			text.append("/-.: de º\n".charAt(random.nextInt(9)));
			text.append(random.nextInt(5) == 0 ? "marzo" : "");
		}
		return text.toString();
	}

	private static String punctuation(Random random) {
		String marks = "()[]{}«»\"'.,;:!?¿¡-–—/\\|*#·•…%&<>=+_~^@$€ \n";
		char mark = marks.charAt(random.nextInt(marks.length()));
		String run = String.valueOf(mark).repeat(random.nextInt(500));
		return run + word(random) + run + word(random) + marks.charAt(random.nextInt(marks.length()));
	}

	/**
	 * A whole text with a few characters changed, as a broken charset or a cut leaves it.
	 */
	private static String damaged(Random random) {
		StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
		for (int changes = random.nextInt(10); changes > 0; changes--) {
			text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x250));
		}
		return random.nextBoolean() ? text.toString() : text.toString().toUpperCase(Locale.ROOT);
	}

}
