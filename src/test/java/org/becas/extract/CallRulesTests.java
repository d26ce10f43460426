package org.becas.extract;

import java.time.LocalDate;

import org.becas.offer.Attention;
import org.becas.offer.Confidence;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A call that a person can apply to is told from what only speaks of calls. */
class CallRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@ValueSource(strings = { "10 becas para estudiar en Europa", "Top 15 Scholarships for International Students",
			"Cómo conseguir una beca en Alemania", "Resultados de la convocatoria de becas 2026",
			"Concurso de fotografía universitaria", "Convocatoria cerrada: becas de posgrado", "404 Page not found" })
	void leavesOutWhatIsNoCall(String title) {
		assertThat(READER.read(new Announcement(title, ""), LocalDate.EPOCH).facts().call()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Becas de maestría en Hungría     | Requisitos: título universitario. Cierre: 15 de enero de 2027
			PhD Scholarships in Marine Law   | Applications are invited until 3 May 2027.
			Bourses d'études au Maroc        | Candidatures avant le 4 mai 2027
			Concurso de becas de doctorado   | Los interesados deben postularse antes del 4 de mayo de 2027.
			""")
	void keepsCalls(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().call()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Becas de maestría en Noruega 2027 | La fundación ofrece becas completas de maestría. Pueden postularse graduados colombianos. Cierre: 3 de marzo de 2027.
					Los ganadores de las becas        | El ministerio anunció ayer los nombres de los ganadores. «Estamos orgullosos de ellos», dijo la ministra.
					""")
	void isSureOfWhatIsPlain(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).attention())
			.doesNotContain(Attention.DOUBTFUL_CALL);
	}

	@Test
	void asksWhereLittleSpeaksForACallAndNothingAgainstIt() {
		Reading reading = READER.read(new Announcement("Becas de maestría",
				"La universidad tiene becas de maestría. Los interesados pueden preguntar en la oficina de relaciones internacionales."),
				LocalDate.EPOCH);

		assertThat(reading.attention()).contains(Attention.DOUBTFUL_CALL);
		assertThat(reading.confidence()).containsEntry(Field.OFFER, Confidence.ASK);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Becas de honor          | Cien alumnos recibieron la beca en una ceremonia y fueron felicitados por el rector.
					Scholarships            | Scholarships come in many forms. In this guide we explain how most universities award them.
					Bourses à l'étranger    | La plupart des bourses demandent un bon dossier. Dans cet article, nous vous expliquons tout.
					Bolsas de mestrado      | Os bolseiros foram selecionados entre cem candidatos e receberam os diplomas numa cerimónia.
					Becas en dos años       | El Ministerio prevé convocar 3.000 becas. Según ha anunciado la ministra, el presupuesto crecerá un 36 %.
					Bourse d'un semestre    | « Tous nos étudiants touchent une aide de la région », explique la directrice. De plus en plus d'écoles le demandent.
					Satzung für Stipendien  | Die Hochschule vergibt Stipendien nach dieser Satzung. Die Ausschreibung nennt die Bewerbungsfrist.
					""")
	void leavesOutWhatTellsOrAdvises(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().call()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					Preguntas frecuentes de la beca de doctorado | ¿Quién puede postularse? Los egresados. ¿Cuándo cierra? El 4 de mayo de 2027.
					Becas de maestría: más becarios que nunca    | El número de becarios creció un 12 % respecto al año anterior, según datos del ministerio, y el presupuesto de las becas pasó los 40 millones de pesos.
					Maestría en Finanzas: inversión              | El costo de la maestría se paga en cuotas mensuales. Pago al contado: 10 % menos. Derechos de inscripción aparte.
					La beca doctoral                             | Una beca doctoral es un tipo de financiación. A diferencia de un contrato, no genera prestaciones, y su monto depende de cada universidad y de cada país.
					Scholarship or fellowship?                   | What is a fellowship? Generally speaking, it refers to money for research, and schools often award both. It pays to start early and to weigh your options.
					Wer sind die neuen Stipendiaten?             | Die Stiftung hat 40 Stipendien übergeben. Die Zahl der Geförderten stieg gegenüber dem Vorjahr um ein Viertel.
					""")
	void leavesOutWhatOnlySpeaksOfScholarships(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().call()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					La gobernación lanza las becas Raíces 2027   | Pueden postularse bachilleres del departamento hasta el 4 de mayo de 2027.
					Deutschlandstipendium 2027/28                | Ab Oktober vergibt die Hochschule Stipendien von 300 Euro monatlich. Studierende aller Fächer können sich bis zum 15. Juli bewerben.
					Decreto de becas de investigación            | Se regulan y convocan becas predoctorales para personas tituladas. Las solicitudes se presentarán hasta el 4 de mayo de 2027.
					""")
	void keepsCallsThatAnnounceOrDecree(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().call()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					Becas de maestría en Asia: ¿cómo aplicar?   | La beca está dirigida a profesionales colombianos. Cubre la matrícula y los tiquetes. Los interesados deben diligenciar el formulario de inscripción.
					El ministro anunció becas de doctorado      | Podrán postularse egresados menores de 35 años. La beca cubre 1.200 euros mensuales. El plazo de inscripción cierra el 4 de mayo de 2027.
					Stages pour entraîneurs                     | Le gouvernement offre des formations gratuites aux entraîneurs. Le dossier de candidature est à déposer avant le 4 mai 2027.
					""")
	void keepsCallsThatSayForWhomTheyAreAndHowToApply(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().call()).isTrue();
	}

}
