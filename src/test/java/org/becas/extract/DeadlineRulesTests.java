package org.becas.extract;

import java.time.LocalDate;
import java.util.List;
import java.time.ZoneOffset;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The day until which one may apply is told from every other day of an announcement. */
class DeadlineRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Cierre: 18 de mayo 2027                                               | 2027-05-18
					La convocatoria será del 12 de enero al 2 de marzo de 2027.           | 2027-03-02
					La inscripción será del 12 de enero al 2 de marzo de 2027.            | 2027-03-02
					Duration: 6 months. Call 2027 - deadline September 16, 2027           | 2027-09-16
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
					Recibimos solicitudes hasta el quince de abril de 2027.               | 2027-04-15
					Postulaciones: del 22/02 al 26/03 de 2027                             | 2027-03-26
					The portal closes on the twenty-first of June 2027.                   | 2027-06-21
					Deadline: Thursday, 03/04/2027                                        | 2027-03-04
					Bewerbungszeitraum: 15. Dezember 2026 bis 31. Januar 2027             | 2027-01-31
					La convocatoria de movilidad para estudiantes de pregrado del segundo semestre de 2027, la cual estará abierta desde el 1º de febrero hasta el 10 de marzo de 2027. | 2027-03-10
					1.1. Se abrirán dos plazos de solicitud:\\n- El primero será del 3 al 21 de diciembre de 2026, para todo el alumnado. | 2026-12-21
					La recepción de documentos va del 10 de febrero al 10 de marzo de 2027 y las entrevistas son el 18 de marzo de 2027. | 2027-03-10
					Date fin de candidature : 09 nov. 2027                                | 2027-11-09
					The window is open for applications Oct, 4 - Oct, 29 2027.            | 2027-10-29
					Applications are read in order of receipt from 4 May to 29 June 2027. | 2027-06-29
					The deadline to apply for a research stay at the institute is 26 March 2027. | 2027-03-26
					El plazo para presentar candidatos a las estancias cortas finaliza el 26 de marzo de 2027. | 2027-03-26
					Next deadline, for visits in the summer semester, will be on March 26, 2027. | 2027-03-26
					As inscrições vão de 1 de fevereiro a 26 de março de 2027, conforme a portaria. | 2027-03-26
					Bewerbungszeitraum 01.02.–26.03.2027                                  | 2027-03-26
					Wer zu Fragen der Physik arbeitet, kann sich vom 1. Februar bis 26. März 2027 bewerben. | 2027-03-26
					Die Sitzung findet am 12. Mai 2027 statt, Anträge müssen bis 26. März 2027 eingehen. | 2027-03-26
					""")
	void readsTheDay(String text, LocalDate day) {
		assertThat(read(text.replace("\\n", "\n")).facts().deadline().lastDay(ZoneOffset.UTC)).contains(day);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Fecha comité becas: 2027-04-12
					Publicado el 3 de marzo de 2027
					Los resultados se publicarán el 3 de mayo de 2027.
					Quien resulte elegido debe aceptar la beca en el portal. Plazo: 14 de mayo de 2027.
					Plazo para alegaciones: 14 de mayo de 2027
					El plazo está abierto y el curso finaliza el 14 de mayo de 2027.
					The deadline for acceptance of the award is 14 May 2027.
					Offers must be accepted by 14 May 2027 at the latest.
					Course starts: 1 September 2027
					Decreto 1001 del 3 de abril de 2006
					El pasaporte debe estar vigente hasta el 30 de junio de 2028.
					The stipend is paid until 30 June 2028.
					La formation prend fin le 18 décembre 2027.
					Ter até 30 anos em 1 de março de 2027.
					Das Studium muss bis zum 31. Dezember 2025 abgeschlossen sein.
					Los candidatos seleccionados deberán presentar a la oficina comercial de su país una copia de su carta de admisión a la universidad antes del 30 de junio de 2027.
					Der Förderzeitraum endet am 31. Dezember 2027.
					Fecha límite: 31 de junio de 2027
					""")
	void leavesOtherDaysAlone(String text) {
		assertThat(read(text).facts().deadline()).isEqualTo(Deadline.unstated());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			El plazo, que vencía el 30 de abril de 2027, se amplía hasta el 15 de mayo de 2027. | 2027-05-15
			Originally due on 1 March 2027, applications are now accepted until 15 March 2027.  | 2027-03-15
			La date limite, prévue initialement le 12 mars 2027, est repoussée au 2 avril 2027. | 2027-04-02
			O prazo foi prorrogado de 30 de abril para 15 de maio de 2027.                      | 2027-05-15
			Neuer Bewerbungsschluss: 8. Okt. 2027 (ursprünglich 24. Sept. 2027)                 | 2027-10-08
			""")
	void takesTheNewDateOfAnExtension(String text, LocalDate day) {
		assertThat(read(text).facts().deadline().lastDay(ZoneOffset.UTC)).contains(day);
	}

	@Test
	void putsTheScholarshipsDateBeforeTheAdmissions() {
		Reading reading = read("The admission deadline is 15 January 2027, the scholarship deadline 1 February 2027.");
		assertThat(reading.facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 2, 1)));
		assertThat(reading.attention()).contains(Attention.SEVERAL_DEADLINES);
	}

	@Test
	void readsTablesByRowAndByColumn() {
		LocalDate day = LocalDate.of(2027, 3, 15);
		assertThat(read("Etapa | Fecha\nRecepción de postulaciones | 10/01/2027 - 15/03/2027\nResultados | 20/04/2027")
			.facts()
			.deadline()).isEqualTo(Deadline.on(day));
		assertThat(read("Opens | Closes | Results\n1 March 2027 | 15 March 2027 | 30 April 2027").facts().deadline())
			.isEqualTo(Deadline.on(day));
	}

	@Test
	void readsTheEntriesOfACalendar() {
		assertThat(read("23 April 2027, 4 p.m.: the call closes\n28 May 2027: jury").facts()
			.deadline()
			.lastDay(ZoneOffset.UTC)).contains(LocalDate.of(2027, 4, 23));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Cierre: 5 de mayo de 2027, 5:00 p. m. (hora peruana) | 2027-05-05T17:00[America/Lima]
			Cierre: 5 de mayo de 2027, 8 a. m. a 5 p. m.         | 2027-05-05T17:00
			Deadline: 5 May 2027 at 17:00 UTC+5                  | 2027-05-05T17:00[+05:00]
			Deadline: 5 May 2027, 23:59 (UTC+05:30)              | 2027-05-05T23:59[+05:30]
			Date limite : le 5 mai 2027 à 5 heures du soir       | 2027-05-05T17:00
			Cierre: 5 de mayo de 2027; charla: 7 de junio, 9 a. m. | 2027-05-05
			Deadline: 5 May 2027 (Wednesday 5 May), 17:00        | 2027-05-05T17:00
			""")
	void readsTheHourAndWhoseItIs(String text, String code) {
		assertThat(read(text).facts().deadline()).isEqualTo(Deadline.parse(code));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Deadline: 5 May 2027\\nSubmit the form by 5 May 2027 at 17:00 CET.      | 2027-05-05T17:00[Europe/Brussels]
					Cierre: 5 de mayo de 2027\\nSe recibe hasta el 5 de mayo a las 5:00 p. m., hora de Colombia. | 2027-05-05T17:00[America/Bogota]
					Deadline: 5 May 2027, 17:00\\nSubmit the form by 5 May 2027 at 12:00 CET. | 2027-05-05T17:00
					Deadline: 5 May 2027\\nReferences are due by 6 May 2027 at 12:00 CET.     | 2027-05-05
					""")
	void keepsTheHourOfADayThatIsNamedTwice(String text, String code) {
		assertThat(read(text.replace("\\n", "\n")).facts().deadline()).isEqualTo(Deadline.parse(code));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Vom 1. April 2027 bis zum 5. Mai 2027 können sich Studierende der Physik aus Ulm für das Stipendium bewerben. | 2027-05-05
					Deadline: 05/07/2027. Send your papers by 17:00 on 7 May.                  | 2027-05-07T17:00
					Se reciben solicitudes para estancias que inician en septiembre de 2027, hasta el 5 de mayo de 2027. | 2027-05-05
					Deberán solicitarlo entre el día 7 de abril de 2027 a las 9:00 al día 5 de mayo de 2027.            | 2027-05-05
					Application period opens\\nWednesday 5 May 2027                            |
					La campagne de bourses clôturera le 5 mai 2027.                            | 2027-05-05
					A chamada encerrará em 5 de maio de 2027.                                  | 2027-05-05
					""")
	void readsUntilWhenThePeriodOfApplyingLasts(String text, String deadline) {
		assertThat(read(text.replace("\\n", "\n")).facts().deadline().code())
			.isEqualTo((deadline != null) ? deadline : "unstated");
	}

	/**
	 * What the text itself says of when it was published, or of which year it is the
	 * call.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Becas                  | Viernes, 16 de octubre de 2026\\nPostulaciones hasta el 26 de octubre.             | 2026-10-26
					Bolsas                 | Data de Publicação 10/09/2026 - 14:55\\nCandidaturas até o dia 15 de novembro.     | 2026-11-15
					Becas 2027             | La inscripción permanecerá abierta hasta el viernes 22 de enero.               | 2027-01-22
					Becas 2027             | Inicio del curso: 16 de octubre de 2026\\nPostulaciones hasta el 26 de octubre.    |
					Becas 2027             | Postulaciones hasta el 26 de octubre.                                          |
					Mobility grant         | Apply for project No. POWR.03.03.03.00-00-00-PN13/18.                          |
					Mandats                | Mandat de post-doctorat (règlement du CA du 17/10/2027), dépôt des dossiers en ligne. |
					Becas                  | Apply by 31 January 24.00 CET.                                                 |
					PhD scholarships       | For those who are in line to complete a master's no later than 31 October 2027. |
					Bourse                 | dateCloture: 2027-12-01                                                        | 2027-12-01
					Becas                  | Fecha fin de inscripción; 01/12/2027                                           | 2027-12-01
					""")
	void infersTheYearFromTheTextItself(String title, String text, String deadline) {
		Reading reading = READER.read(new Announcement(title, text.replace("\\n", "\n")), LocalDate.of(2026, 11, 1));

		assertThat(reading.facts().deadline().code()).startsWith((deadline != null) ? deadline : "unstated");
	}

	/** A Spanish page about study in the United States is written in Spanish. */
	@ParameterizedTest
	@CsvSource({ "Fecha límite de postulación de la beca: 03/04/2027, 2027-04-03",
			"Deadline for all applicants to the award: 03/04/2027, 2027-03-04" })
	void theLanguageSaysBeforeTheCountryWhetherTheMonthComesFirst(String text, String deadline) {
		Announcement.Hints hints = new Announcement.Hints(null, "US", null, Set.of(), null, null);

		Reading reading = READER.read(new Announcement("Fulbright", text, null, null, hints),
				LocalDate.of(2026, 11, 1));

		assertThat(reading.facts().deadline()).isEqualTo(Deadline.parse(deadline));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Postulaciones hasta el 30 de abril de 2027.                                      | 2027-04-30 application
					Postulaciones del 1 de marzo al 30 de abril de 2027.                             | 2027-04-30 application 2027-03-01
					Primera ronda: hasta el 31 de enero de 2027. Segunda ronda: 30 de junio de 2027. | 2027-06-30 round, 2027-01-31 round
					Fecha límite: 31 de marzo de 2027, excepto Medicina, que cierra el 18 de marzo de 2027. | 2027-03-31 application, 2027-03-18 exception
					Cierre: 31 de marzo de 2027\\nEntrega de documentos ante el ICETEX: hasta el 15 de abril de 2027 | 2027-03-31 application, 2027-04-15 documents
					Apply at the embassy by 5 May 2027. Applications to the host university close on 20 May 2027. | 2027-05-20 provider, 2027-05-05 office
					Bewerbungsschluss an der Heimathochschule: 15. März 2027                         | 2027-03-15 office
					Dépôt des pièces justificatives jusqu'au 12 février 2027.                        | 2027-02-12 documents
					""")
	void saysWhatEachDeadlineIsFor(String text, String stated) {
		List<StatedDeadline> deadlines = read(text.replace("\\n", "\n")).deadlines();

		assertThat(deadlines)
			.map(one -> one.deadline().code() + " " + one.kind().key()
					+ ((one.opens() != null) ? " " + one.opens() : ""))
			.containsExactlyInAnyOrder(stated.split(", "));
	}

	@Test
	void aFieldOfTheSourceKeepsTheHourOfTheText() {
		Announcement.Hints hints = new Announcement.Hints(null, null, null, Set.of(), "5 de mayo de 2027", null);
		Reading reading = READER.read(
				new Announcement("Becas", "Postulaciones hasta el 5 de mayo de 2027, 17:00.", null, null, hints),
				LocalDate.of(2026, 11, 1));
		assertThat(reading.facts().deadline()).isEqualTo(Deadline.parse("2027-05-05T17:00"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Please hand it in on or before Friday,\\n\\n5th March 2027.
			Toutefois, la date limite pour déposer le dossier de demande complet\\nest le 5 mars 2027.
			Deadline for international applicants: 5 March 2027. Deadline for home applicants: 1 June 2027.
			El plazo de postulaciones y cartas de recomendación se extenderá hasta el 5 de marzo de 2027.
			""")
	void followsTheSentence(String text) {
		assertThat(read(text.replace("\\n", "\n")).facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 3, 5)));
	}

	@Test
	void whenTheChoiceIsToldIsNoDeadline() {
		assertThat(read("La sélection de la candidature sera communiquée au plus tard le 30 juin 2027.").facts()
			.deadline()).isEqualTo(Deadline.unstated());
	}

	@Test
	void aLineThatEndsWithAColonSpeaksOfTheDateBelow() {
		assertThat(read("""
				Date limite d'envoi de la demande au secrétariat de la faculté, avec copie au bureau des échanges :
				- lundi 8 mars 2027
				Commission : mai 2027""").facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 3, 8)));
	}

	@Test
	void theLanguageOfTheLabelTellsWhichNumberIsTheMonth() {
		assertThat(read("The university sends teachers and scholars abroad.\nFecha de cierre: 03/04/2027").facts()
			.deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 4, 3)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Usted puede postular si obtendrá su grado hasta el 1 de julio de 2027.",
			"Le candidat doit avoir le diplôme requis pour le cycle choisi avant le 30 août 2027.",
			"Visits may begin at any time after 1 June 2027 and must be completed by May 31, 2028.",
			"2027-03-21 La Unión abrió ayer su nueva convocatoria de maestrías." })
	void whenSomethingElseIsDueIsNoDeadline(String text) {
		assertThat(read(text).facts().deadline()).isEqualTo(Deadline.unstated());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Calendar: 4 January 2027 : Call closes 4 January 2027 – 2 February 2027 : Papers checked 5 February 2027 : Results | 2027-01-04
					Fechas: 10/02/2027 apertura, 12/03/2027 cierre, 30/04/2027 resultados.            | 2027-03-12
					Round 1 Opening of the form: 1 July 2026 Deadline: 5 January 2027                   | 2027-01-05
					Termin\\nBewerbungsbeginn\\n01.03.2027\\nBewerbungsende\\n30.04.2027           | 2027-04-30
					""")
	void readsEachEntryOfACalendarInALine(String text, LocalDate day) {
		assertThat(read(text.replace("\\n", "\n")).facts().deadline()).isEqualTo(Deadline.on(day));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					To submit your application, please send the papers above by email to the office of the school (office@school.org) with the subject "Name - summer course scholarship" before 29 March 2027. | 2027-03-29
					Fellows take part in the life of the laboratory (a stay of 15 days to 3 months) The call for applications is open from March 23rd to April 23, 2027. | 2027-04-23
					El próximo 17 de mayo de 2027 finaliza el plazo para solicitar las becas.         | 2027-05-17
					Applications are read on a rolling basis until 1 May 2027.                        | 2027-05-01
					Primer corte: 31 de enero de 2027.                                                | 2027-01-31
					Send your CV before 12/02/2027 (dd/mm/yyyy).                                      | 2027-02-12
					Send your CV before 02/12/2027 (mm/dd/yyyy).                                      | 2027-02-12
					""")
	void readsWhatTheSentenceIsAbout(String text, LocalDate day) {
		assertThat(read(text).facts().deadline()).isEqualTo(Deadline.on(day));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Applicants must have met all conditions of their offer by 31 July 2027.",
			"Apply now. You must have been born after 1 October 2000 and before 2 October 2007.",
			"Applicants will be automatically offered this award by 26 June 2027.",
			"Los postulantes deben haber pagado la tasa de inscripción antes del 3 de marzo de 2027.",
			"Les étudiants doivent être inscrits à l'université avant le 15 octobre 2027 pour candidater.",
			"Bewerber müssen ihr Studium bis zum 30. September 2027 abgeschlossen haben." })
	void whatApplicantsAreByADayIsNoDeadline(String text) {
		assertThat(read(text).facts().deadline()).isEqualTo(Deadline.unstated());
	}

	@Test
	void whatApplicantsMustHaveSentByADayIsADeadline() {
		assertThat(read("Candidates must have accepted a place by 1 May 2027 and applied for the award by 15 May 2027.")
			.facts()
			.deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 5, 15)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Selection by the Scientific Council: September 26, 2027",
			"How to apply for two new awards, March 14, 2027\nThe award pays the fees of the course.",
			"Review of applications begins 15 January 2027 and goes on until a fellow is found.",
			"fecha 2027-02-14 La Unión abrió su convocatoria de maestrías." })
	void theDayOfTheTextOrOfItsSelectionIsNoDeadline(String text) {
		assertThat(READER
			.read(new Announcement("Beca para estudiar en otra ciudad: requisitos, plazos y cómo inscribirse", text),
					LocalDate.of(2026, 11, 1))
			.facts()
			.deadline()).isEqualTo(Deadline.unstated());
	}

	@Test
	void theStayHasADeadlineOfItsOwn() {
		assertThat(read("""
				Dépôt par le formulaire du site, durant la période du 12/04/2027 au 27/04/2027.
				La date limite pour effectuer le stage est fixée au 31/12/2027.""").facts().deadline())
			.isEqualTo(Deadline.on(LocalDate.of(2027, 4, 27)));
	}

	@Test
	void readsTheMonthsOfItsNeighbours() {
		assertThat(read("Prazo para presentar solicitudes: 3 de febreiro de 2027.").facts().deadline())
			.isEqualTo(Deadline.on(LocalDate.of(2027, 2, 3)));
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
