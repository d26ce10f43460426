package org.becas.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SendHoursTests {

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	private static final SendHours LAW = new SendHours("07:00-19:00", "08:00-15:00", "", "CO",
			List.of(LocalDate.of(2026, 12, 24)));

	@ParameterizedTest
	@CsvSource(textBlock = """
			2026-12-01T08:30, 2026-12-01T08:30
			2026-12-01T06:59, 2026-12-01T07:00
			2026-12-01T19:00, 2026-12-02T07:00
			2026-12-04T20:00, 2026-12-05T08:00
			2026-12-05T15:30, 2026-12-07T07:00
			2026-12-07T19:30, 2026-12-09T07:00
			2026-12-23T21:00, 2026-12-26T08:00
			""")
	void lettersWaitForTheNextOpenHour(String at, String opens) {
		assertThat(LAW.in(BOGOTA).open(instant(at))).contains(instant(opens));
	}

	@Test
	void withoutHoursLettersLeaveAtAnyTime() {
		SendHours always = new SendHours("", "", "", "CO", List.of());
		Instant sunday = instant("2026-12-06T03:00");

		assertThat(always.limited()).isFalse();
		assertThat(always.in(BOGOTA).open(sunday)).contains(sunday);
	}

	@Test
	void hoursWrittenWronglyAreToldWithTheForm() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SendHours("7-19", "", "", "CO", List.of()))
			.withMessageContaining("becas.delivery.hours.weekdays")
			.withMessageContaining("\"7-19\"")
			.withMessageContaining("07:00-19:00");
		assertThatIllegalArgumentException().isThrownBy(() -> new SendHours("", "15:00-08:00", "", "CO", List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new SendHours("", "", "", "XX", List.of()))
			.withMessageContaining("XX");
	}

	private static Instant instant(String local) {
		return java.time.LocalDateTime.parse(local).atZone(BOGOTA).toInstant();
	}

}
