package org.becas.extract;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryRulesTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

	@Test
	void doesNotSayTheTitleAgain() {
		assertThat(summary("Beca Faro de maestría", """
				Beca Faro de maestría
				La Fundación Faro ofrece veinte becas completas para cursar una maestría en Suecia.
				""")).isEqualTo("La Fundación Faro ofrece veinte becas completas para cursar una maestría en Suecia.");
	}

	@Test
	void keepsATextThatOnlyBeginsLikeItsTitle() {
		assertThat(summary("Beca Faro",
				"Beca Faro de maestría para profesionales de América Latina que quieran estudiar."))
			.contains("maestría para profesionales");
	}

	private static String summary(String title, String text) {
		return new AnnouncementReader().read(new Announcement(title, text), TODAY).facts().summary();
	}

}
