package org.becas.extract;

import java.time.LocalDate;
import java.util.Map;

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

	/** Lists keep past calls, and say so in a field. */
	@ParameterizedTest
	@CsvSource({ "Estado de la convocatoria: Cerrada", "status: Expired", "Statut : clôturé" })
	void leavesOutWhatAFieldSaysIsClosed(String field) {
		String text = "Beca de maestría para profesionales. Cubre matrícula y manutención. Postulación en línea.\n";

		assertThat(READER
			.read(new Announcement("Becas de maestría 2027", text + "Estado de la convocatoria: Abierta"),
					LocalDate.EPOCH)
			.facts()
			.call()).isTrue();
		assertThat(
				READER.read(new Announcement("Becas de maestría 2027", text + field), LocalDate.EPOCH).facts().call())
			.isFalse();
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			decree   | El consejo, en uso de sus facultades legales, resuelve: se deroga el acuerdo anterior.
			decree   | O reitor, no uso das atribuições que lhe são conferidas, aprova a norma.
			decree   | Vu le décret du 3 mai, le présent arrêté entre en vigueur lundi.
			decree   | The rules shall come into force in May.
			decree   | Die neue Fassung tritt am 1. Mai in Kraft.
			holders  | Los becarios deben entregar el informe semestral.
			holders  | Os bolsistas devem enviar o relatório final.
			holders  | Les étudiants déjà boursiers demandent le renouvellement de la bourse.
			holders  | Current fellows send a progress report.
			holders  | Geförderte haben jährlich einen Zwischenbericht einzureichen.
			honour   | Conozca a los nuevos becarios de la fundación.
			honour   | Conheça os nossos bolsistas.
			honour   | Découvrez nos lauréats.
			honour   | Introducing the new fellows of the year.
			honour   | Unsere Stipendiaten stellen sich vor.
			office   | La oficina de becas atiende los lunes.
			office   | A assistência estudantil atende às segundas.
			office   | Le service des bourses vous reçoit le lundi.
			office   | The financial aid office opens on Mondays.
			office   | Das Studierendenwerk berät montags.
			duties   | Salario mensual según experiencia y tipo de contrato a convenir.
			duties   | Principais atividades: redigir pareceres.
			duties   | Vos missions : accueillir le public.
			duties   | Key responsibilities: keep the books.
			duties   | Ihre Aufgaben: Betreuung der Partner.
			unfunded | La estancia no incluye apoyo económico.
			unfunded | O intercâmbio é sem bolsa.
			unfunded | Le séjour se fait sans financement.
			unfunded | Students come at their own expense.
			unfunded | Der Aufenthalt ist ohne Förderung.
			donor    | Su donación permite que alguien estudie.
			donor    | Faça uma doação.
			donor    | Faites un don.
			donor    | Your gift allows a student to finish.
			donor    | Jetzt spenden und Studierenden helfen.
			seek     | Se busca becario para el laboratorio.
			seek     | Estamos procurando estudante de agronomia.
			seek     | Nous recherchons un doctorant en physique.
			seek     | We are looking for a PhD student.
			seek     | Wir suchen eine Doktorandin für vier Jahre.
			""")
	void hearsWhatHoldersCouncilsOfficesEmployersAndDonorsSay(String family, String text) {
		assertThat(signals("Una nota", text)).containsKey("text:" + family);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					ACUERDO 21 DE 2020        | «Por el cual se reglamentan las becas de posgrado». EL CONSEJO, en uso de sus facultades legales, CONSIDERANDO: Que mediante Acuerdo 3 se crearon las becas. ACUERDA: Artículo primero. Fijar seis cupos. Comuníquese y cúmplase.
					Informe de los becarios   | Los beneficiarios deben entregar el informe semestral en el departamento de becas; sin él se suspende el pago de la beca y se tramita la baja de la beca.
					Honorary Fellows          | Honorary Fellows are elected by the Academy. Nominations are made by Fellows only. Past Honorary Fellows are listed here.
					Introducing the 2025 Arts Fellows | We are pleased to announce the 2025 class of Arts Fellows: four Fellows and two Honorable Mentions. We thank all applicants.
					""")
	void leavesOutActsNotesToHoldersAndHonours(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().call()).isFalse();
	}

	@Test
	void hearsWhereAScholarshipIsNamedOnlyFarDown() {
		String page = "Se ofrece un cargo en la embajada para quien sepa llevar el archivo y atender al público. ";
		assertThat(signals("Auxiliar", page.repeat(8) + "Enlaces: becas")).containsKeys("late", "rare");
		assertThat(signals("Auxiliar", "Becas, becas. " + page.repeat(8))).doesNotContainKeys("late", "rare");
		assertThat(signals("Beca", page.repeat(8))).doesNotContainKeys("late", "rare");
		assertThat(signals("Auxiliar", page)).doesNotContainKeys("late", "rare");
	}

	@Test
	void takesNoScholarshipForAMeetingForTheMeeting() {
		assertThat(signals("Becas para el congreso", "")).containsKey("title:event,scholarship");
		assertThat(signals("Congreso de física", "")).doesNotContainKey("title:event,scholarship");
	}

	@Test
	void hearsWhereNeitherAScholarshipNorMoneyIsNamed() {
		assertThat(signals("Un taller", "Habrá cine el lunes.")).containsKey("unpaid,unnamed");
		assertThat(signals("Un taller", "Habrá becas el lunes.")).doesNotContainKey("unpaid,unnamed");
	}

	private static Map<String, Integer> signals(String title, String text) {
		Announcement announcement = new Announcement(title, text);
		Document document = Document.of(title, text, null, Lexicon.packaged(), Languages.packaged());
		return CallSignals.of(document, LevelRules.read(document), DeadlineRules.read(document, announcement));
	}

}
