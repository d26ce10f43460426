package org.becas.extract;

import java.time.LocalDate;
import java.time.ZoneOffset;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The day until which one may apply is told from every other day of an announcement. */
class DeadlineRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Cierre: 18 de mayo 2027                                               | 2027-05-18
			Las solicitudes se reciben hasta el 1.º de marzo de 2027.             | 2027-03-01
			Postulaciones del 12 de enero al 2 de marzo de 2027.                  | 2027-03-02
			Fecha límite de postulación: Marzo 15 de 2027                         | 2027-03-15
			The deadline is Friday, March 5th, 2027.                              | 2027-03-05
			Applications close on 15 March 2027; results in May 2027.             | 2027-03-15
			Date limite de candidature : 1er mars 2027                            | 2027-03-01
			Les candidatures sont ouvertes jusqu'au 7 avril 2027 à minuit.        | 2027-04-07
			Inscrições até 30 de setembro de 2027.                                | 2027-09-30
			Bewerbungsschluss: 31. März 2027                                      | 2027-03-31
			Entrega documentos: 2027-04-02                                        | 2027-04-02
			""")
	void readsTheDay(String text, LocalDate day) {
		assertThat(read(text).facts().deadline().lastDay(ZoneOffset.UTC)).contains(day);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Fecha comité becas: 2027-04-12
			Publicado el 3 de marzo de 2027
			Los resultados se publicarán el 3 de mayo de 2027.
			Course starts: 1 September 2027
			Decreto 1001 del 3 de abril de 2006
			""")
	void leavesOtherDaysAlone(String text) {
		assertThat(read(text).facts().deadline()).isEqualTo(Deadline.unstated());
	}

	@Test
	void neverGuessesWhichNumberIsTheMonth() {
		Reading reading = read("Deadline for all applicants: 03/04/2027");
		assertThat(reading.facts().deadline()).isEqualTo(Deadline.unstated());
		assertThat(reading.attention()).contains(Attention.AMBIGUOUS_DATE);
	}

	@Test
	void infersAMissingYearFromTheWeekdayAndSaysSo() {
		Reading reading = READER.read(new Announcement("Becas", "Postulaciones hasta el viernes 5 de marzo.", null,
				LocalDate.of(2026, 11, 20), Announcement.Hints.NONE), LocalDate.of(2026, 11, 23));
		assertThat(reading.facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 3, 5)));
		assertThat(reading.attention()).contains(Attention.YEAR_INFERRED);
	}

	@Test
	void showsTheWordsItReliesOn() {
		String text = "Becas para todos.\nCierre: 18 de mayo de 2027";
		Evidence evidence = read(text).evidence()
			.stream()
			.filter(one -> one.field() == Field.DEADLINE)
			.findFirst()
			.orElseThrow();
		assertThat(evidence.quote()).isEqualTo("18 de mayo de 2027");
		assertThat(text.substring(evidence.start(), evidence.end())).isEqualTo(evidence.quote());
	}

	private static Reading read(String text) {
		return READER.read(new Announcement("Becas de maestría", text), LocalDate.of(2026, 11, 1));
	}

}
