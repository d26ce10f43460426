package org.becas.delivery;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HolidaysTests {

	private final Holidays colombia = Holidays.of("CO");

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					2026, 01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25
					2027, 01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-12 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25
					2028, 01-01 01-10 03-20 04-13 04-14 05-01 05-29 06-19 06-26 07-03 07-10 07-20 08-07 08-21 10-16 11-06 11-13 12-08 12-25
					""")
	void colombiaHasNineteen(int year, String days) {
		assertThat(this.colombia.in(year)
			.keySet()
			.stream()
			.sorted()
			.map(DateTimeFormatter.ofPattern("MM-dd")::format)
			.collect(Collectors.joining(" "))).isEqualTo(days);
	}

	@Test
	void theOneOfJulyBeginsWithItsLaw() {
		assertThat(this.colombia.in(2025).keySet())
			.noneMatch((day) -> day.getMonthValue() == 7 && day.getDayOfMonth() < 20);
	}

	@Test
	void twoThatFallOnOneDayAreOneDayWithBothNames() {
		assertThat(this.colombia.on(LocalDate.of(2025, 6, 30)))
			.hasValueSatisfying((name) -> assertThat(name).contains("Sagrado Corazón").contains("San Pedro"));
	}

	@Test
	void aLineThatIsNoRuleIsTold() {
		assertThatIllegalArgumentException().isThrownBy(() -> Holidays.parse("fijo 13-40 Nada"))
			.withMessageContaining("13-40");
		assertThatIllegalArgumentException().isThrownBy(() -> Holidays.parse("martes 01-01 Nada"))
			.withMessageContaining("martes");
	}

}
