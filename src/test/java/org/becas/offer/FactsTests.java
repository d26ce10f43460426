package org.becas.offer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.becas.offer.Amount.Per;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Whatever facts are written, they are read back as they were. */
class FactsTests {

	private static final List<Country> COUNTRIES = List.copyOf(Country.all());

	private static final List<String> LANGUAGES = DataFile.rows(LanguageSkill.class, "languages.tsv", 3)
		.stream()
		.map(row -> row[0])
		.toList();

	static IntStream seeds() {
		return IntStream.range(0, 500);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void areReadBackAsTheyWereWritten(int seed) {
		Facts facts = facts(new Random(seed));

		assertThat(Facts.unread(facts.title(), facts.url()).with(facts.values())).isEqualTo(facts);
		assertThat(Facts.kept(facts.values())).isEqualTo(facts);
	}

	@Test
	void tellWhoeverCorrectsThemWhatIsNoYear() {
		assertThatIllegalArgumentException().isThrownBy(() -> Facts.unread("Becas", "").with(Field.EDITION, "20277"))
			.withMessageContaining("20277");
	}

	@Test
	void countNoSumThatNobodyPays() {
		assertThat(Amount.isTooLong(new BigDecimal("999999999999999.99"))).isFalse();
		assertThat(Amount.isTooLong(new BigDecimal("1000000000000000"))).isTrue();
		assertThat(Amount.isTooLong(new BigDecimal("1E+18"))).isTrue();
	}

	@Test
	void understandALanguageWithAndWithoutItsAccents() {
		assertThat(LanguageSkill.parse("Ingles IELTS 6.5")).isEqualTo(new LanguageSkill("en", "IELTS", "6.5"));
		assertThat(LanguageSkill.parse("árabe B1").code()).isEqualTo("ar B1");
		assertThat(LanguageSkill.parse("uk B1").code()).isEqualTo("uk B1");
		assertThatIllegalArgumentException().isThrownBy(() -> LanguageSkill.parse("klingon B1"));
	}

	private static Facts facts(Random random) {
		return new Facts(random.nextBoolean(), oneOf(random, "Becas «Lindero» 2027", "a;b", ""),
				oneOf(random, "", "https://becas.example/a?b=c"), oneOf(random, "", "Una; dos.\n«Tres»"),
				some(random, Level.values()), deadline(random), countries(random),
				oneOf(random, null, "Universidad; Ñu", "ICETEX", " "), oneOf(random, Funding.values()),
				oneOf(random, Eligibility.values()), random.nextBoolean() ? null : 1000 + random.nextInt(9000),
				new Conditions(amounts(random), some(random, Cover.values()), ages(random), skills(random),
						some(random, StudyArea.values()), random.nextBoolean() ? null : oneOf(random, Mode.values()),
						oneOf(random, null, Amount.FREE, amount(random))));
	}

	private static Deadline deadline(Random random) {
		LocalDate day = LocalDate.of(1000 + random.nextInt(9000), 1 + random.nextInt(12), 1 + random.nextInt(28));
		LocalTime hour = oneOf(random, null, LocalTime.MIDNIGHT, LocalTime.of(23, 59), LocalTime.of(23, 59, 59));
		ZoneId zone = oneOf(random, null, ZoneId.of("America/Bogota"), ZoneOffset.UTC, ZoneOffset.ofHours(-5),
				ZoneId.of("UTC+05:30"), ZoneId.of("CET"));
		return oneOf(random, new Deadline.On(day, hour, zone), new Deadline.Approximate(day, day.plusDays(6)),
				new Deadline.Rolling(), new Deadline.UntilFilled(), Deadline.unstated());
	}

	private static Set<String> countries(Random random) {
		Set<String> countries = new LinkedHashSet<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			countries.add(COUNTRIES.get(random.nextInt(COUNTRIES.size())).code());
		}
		return countries;
	}

	private static List<Amount> amounts(Random random) {
		List<Amount> amounts = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			amounts.add(amount(random));
		}
		return amounts;
	}

	private static Amount amount(Random random) {
		BigDecimal low = new BigDecimal(oneOf(random, "934", "0.50", "999999999999999", "1200.75", "1"));
		BigDecimal high = oneOf(random, low, new BigDecimal("999999999999999.99"));
		String currency = oneOf(random, "EUR", "SMMLV", "$", "¥", "kr", "Rs");
		boolean most = random.nextInt(4) == 0;
		boolean least = !most && random.nextInt(4) == 0;
		return new Amount(currency, most ? null : low, least ? null : high, oneOf(random, Per.values()));
	}

	private static Ages ages(Random random) {
		Map<Level, Integer> byLevel = random.nextBoolean() ? Map.of()
				: Map.of(oneOf(random, Level.values()), 30 + random.nextInt(20));
		return new Ages(oneOf(random, null, 9, 18), oneOf(random, null, 35, 60),
				oneOf(random, null, LocalDate.of(1992, 4, 2)), byLevel);
	}

	private static Set<LanguageSkill> skills(Random random) {
		Set<LanguageSkill> skills = new LinkedHashSet<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			skills.add(new LanguageSkill(oneOf(random, oneOf(random, LANGUAGES.toArray(String[]::new)), "uk", "sw"),
					oneOf(random, null, "IELTS", "TOEFL iBT", "ÖSD"), oneOf(random, "B2", "6.5", "N2", "1")));
		}
		return skills;
	}

	private static <E> Set<E> some(Random random, E[] values) {
		Set<E> some = new LinkedHashSet<>(List.of(values));
		some.removeIf(value -> random.nextBoolean());
		return some;
	}

	@SafeVarargs
	private static <T extends @Nullable Object> T oneOf(Random random, T... values) {
		return values[random.nextInt(values.length)];
	}

}
