package org.becas.extract;

import java.time.LocalDate;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an offer funds is told from what it requires, excludes or advertises. */
class LevelRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource({ "The award funds any full-time Master's programme (except MBA).",
			"La beca financia cualquier maestría excepto MBA." })
	void whatIsExcludedOfALevelLeavesTheLevel(String text) {
		assertThat(new AnnouncementReader().read(new Announcement("Awards", text), LocalDate.EPOCH).facts().levels())
			.containsExactly(Level.MAESTRIA);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Becas de doctorado en Lund  | También hay becas de maestría para quienes empiezan.      | doctorado
			Becas de posgrado           | La beca financia maestrías y doctorados.                  | maestria
			Becas de la fundación       | Nivel: doctorado. Se apoyan también estancias de maestría. | doctorado
			""")
	void saysWhichOfSeveralLevelsItIsMostlyFor(String title, String text, String primary) {
		Reading reading = new AnnouncementReader().read(new Announcement(title, text), LocalDate.EPOCH);

		assertThat(reading.primary()).isEqualTo(Level.of(primary)).isIn(reading.facts().levels());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Becas de maestría en Alemania                | maestria
			PhD scholarships in Physics                  | doctorado
			Bourses de master et de doctorat             | maestria;doctorado
			Bolsas de mestrado e doutorado               | maestria;doctorado
			Promotionsstipendien für Historiker          | doctorado
			Undergraduate scholarships at a university   | pregrado
			Becas para estancias de investigación        | otros
			Postdoctoral fellowships 2027                | otros
			Título de experto en cooperación, con beca   | otros
			Becas para aprender otro idioma              | otros
			""")
	void readsTheTitle(String title, String levels) {
		assertThat(read(title, "").facts().levels()).isEqualTo(Level.split(levels));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Stipendium der Stiftung  | Das Stipendium umfasst eine monatliche Rate und einen Reisekostenzuschuss.
			Merit scholarship        | The scholarship is paid to students in the first weeks of the course.
			""")
	void findsNoLevelInWhatGoesWithTheStudies(String title, String text) {
		assertThat(read(title, text).facts().levels()).isEmpty();
	}

	/** Conditions name the level for which they hold beside those they ask for. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Beca Horizonte     | Requisitos:\\n- Título de pregrado (para maestría) o de maestría (para doctorado) | maestria;doctorado
					Bourse Horizon     | Conditions :\\n- Être titulaire d'une licence\\n- Postuler à un master d'un an    | maestria
					Horizon award      | Applicants must be:\\n- For Undergraduate programmes, under 25\\n- under 35 when applying for Masters programmes | pregrado;maestria
					Horizon award      | Open to undergraduate and graduate students of music.                            | pregrado;maestria;doctorado
					Horizon programme  | tipo: Pregrado/Posgrado                                                          | pregrado;maestria;doctorado
					Horizon doctorate  | For PhD studies. Applicants must be a bachelor's or master's degree holder.       | doctorado
					Horizon award      | Students admitted to an undergraduate programme that is not online.              | pregrado
					Mobilité d'études  | eligibleLevels: licence, master, doctorat\\norganism: Commission              | pregrado;maestria;doctorado
					Horizon award      | For an undergraduate or postgraduate degree by coursework. | pregrado;maestria
					Horizon award      | Level: UG                                                                        | pregrado
					Thèse au LINA      | Nous recherchons un candidat pour une thèse dans l'équipe.                       | doctorado
					Global Undergraduate Exchange Program | For students of any country.                   | pregrado
					Horizon award      | Students undertake Diploma, Undergraduate and Master's Degree programmes.        | pregrado;maestria
					Becas Horizonte - Grado y Postgrado | Para estudios universitarios.                    | pregrado;maestria;doctorado
					Beca Horizonte     | type: Máster\\ndescription: Cubre la matrícula y el seguro médico.         | maestria
					Beca Horizonte     | Para estudiar maestría, doctorado o especialidad.                                | maestria;doctorado;otros
					Beca Horizonte     | El descuento vale durante toda la carrera.                                       | pregrado
					Masters Degree Scholarships in English Language | For students of any country.                        | maestria
					Scholarships       | More at https://www.mfa.go.th/en/page                                            |
					""")
	void hearsInConditionsWhatTheyAreFor(String title, String text, String levels) {
		assertThat(read(title, text.replace("\\n", "\n")).facts().levels())
			.isEqualTo(Level.split((levels != null) ? levels : ""));
	}

	/** What one studies already, where nothing says what else is funded. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Memorial Scholarship  | Eligibility:\\n- PhD students in their third year\\n- GPA of 3.5              | doctorado
					Alumni Scholarship    | A graduating senior from any high school of the county may apply.               | pregrado
					Beca Horizonte        | Requisitos: ser estudiante de doctorado.                                        | doctorado
					Beca Horizonte        | Dirigido a: estudiantes de último año de ingeniería.                            | pregrado
					Beca Horizonte        | Requisitos: título de pregrado y carta de admisión a una maestría.              | maestria
					Beca de alimentación  | Para estudiantes que ingresan por primera vez a la universidad.                 | pregrado
					Beca Horizonte        | Tipo de beca: Posgrado\\n¿Solicita experiencia participando en voluntariado?: Sí | maestria;doctorado
					Bolsa da associação   | Requisitos: ser aluno de mestrado.                                              | maestria
					Bourse de l'amicale   | Conditions : être inscrit en licence.                                           | pregrado
					Medizinstipendium     | Wer bei uns famuliert, wird während des Studiums gefördert.                     | pregrado
					Dissertation fieldwork grants | Eligibility: doctoral students of any nationality.                     | doctorado
					""")
	void findsTheLevelOfThoseWhoMayApply(String title, String text, String levels) {
		assertThat(read(title, text.replace("\\n", "\n")).facts().levels()).isEqualTo(Level.split(levels));
	}

	@Test
	void doesNotTakeARequiredDegreeForALevel() {
		assertThat(read("Becas de la Fundación Puente",
				"Becas para cursar maestrías en Chile.\nRequisitos: contar con título de pregrado.")
			.facts()
			.levels()).isEqualTo(Set.of(Level.MAESTRIA));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Beca Talento       | Para jóvenes con promedio de 90 en los tres últimos años de colegio. | pregrado
					Scholars Program   | Eligibility: high school seniors with a 3.2 GPA.                     | pregrado
					Bourse Premiers Pas | La bourse s'adresse aux bacheliers de la région.                   | pregrado
					Startstipendium    | Für Abiturientinnen und Abiturienten des Landkreises.              | pregrado
					Beca de maestría   | Podrán postularse quienes cursaron la secundaria en el municipio; no basta terminar la secundaria. | maestria
					""")
	void takesWhoLeavesSchoolForAFirstDegreeWhereNoOtherLevelIsNamed(String title, String text, String levels) {
		assertThat(read(title, text).facts().levels()).isEqualTo(Level.split(levels));
	}

	@Test
	void takesAStayForWhatItIsThoughItsStudentsAreOfADegree() {
		assertThat(read("Programa de intercambio estudiantil",
				"Convoca a estudiantes de licenciatura y posgrado. Las becas son para materias de licenciatura.")
			.facts()
			.levels()).isEqualTo(Set.of(Level.OTROS));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Becas del golfo           | Son para cursos de maestría y no están disponibles a distancia. | maestria
					Coastal scholarships      | They are for Master's courses only and are not open to part-time students. | maestria
					Thesis year               | Doctoral dissertation fellowships pay for the last year. | doctorado
					Graduate research fellowship | It supports research at any university. Open to bachelor's level applicants. | maestria,doctorado
					Summer research programme | An opportunity for current Bachelor's and Master's students in physics. | otros
					Forest exchange awards    | Awards for graduate and undergraduate students who spend a term abroad. | otros
					Intercambio al sur        | Estudiantes de pregrado. Vacantes: 15 (oferta pregrado) | otros
					Beca de bienvenida        | Apoyo para el primer año. Paga el arriendo. | pregrado
					Diploma internacional en riesgos | Dirigido a profesionales. Debe contar con título de pregrado. | otros
					Fellows of the lake       | Short stays for writers. Applicants need an undergraduate degree. | otros
					Bourses du Cèdre          | Elles vont à des postdoctorants. L'exigence minimale est un doctorat. | otros
					""")
	void tellsWhatIsFundedFromWhoMayApply(String title, String text, String levels) {
		assertThat(read(title, text).facts().levels()).isEqualTo(Level.split(levels));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Student travel grants                | PhD students may apply for up to $500.             | otros
			Presenter bursaries                  | Preference is given to PhD students.               | otros
			Ayudas de viaje para el simposio     | Para estudiantes de doctorado que presentan.       | otros
			Bourse de voyage                     | Pour les doctorants qui parlent au congrès.        | otros
			Auxílio para viagem a congressos     | Para alunos de mestrado.                           | otros
			Reisekostenstipendien                | Für Promovierende, die einen Vortrag halten.       | otros
			Weiterbildungsstipendium             | Für Fachkräfte nach der Ausbildung.                | otros
			Residencia de creación               | Seis semanas en la costa, con taller.              | otros
			Bolsa de iniciação científica        | Doze meses no laboratório.                         | pregrado
			Digital Dissertation Fellows Program | Support for a graduate student.                    | doctorado
			Bursaries for vets to be             | You must already have a university place.          | pregrado
			""")
	void readsWhatTravelBeginningsAndEndsOfADegreeAre(String title, String text, String levels) {
		assertThat(read(title, text).facts().levels()).isEqualTo(Level.split(levels));
	}

	/** Far down a page a level counts as much as the one before it in its sentence. */
	@Test
	void takesAllLevelsThatOneSentenceFunds() {
		String sentence = "%s Del total, 900 serán para estudios de maestría, 300 para doctorados."
			.formatted("La fundación trabaja en muchas islas del norte y del sur desde hace años. ".repeat(6));
		assertThat(read("Becas para el desarrollo", sentence).facts().levels()).contains(Level.MAESTRIA,
				Level.DOCTORADO);
	}

	@Test
	void takesNoSpacedOutHeadingForADegree() {
		assertThat(
				read("Becas de movilidad", "Se otorgan apoyos para una estancia bajo las siguientes\nB A S E S").facts()
					.levels())
			.isEqualTo(Set.of(Level.OTROS));
	}

	@Test
	void leavesOutWhatIsExcluded() {
		assertThat(
				read("Becas Horizonte", "Becas para maestría y doctorado. No aplica para pregrado.").facts().levels())
			.isEqualTo(Set.of(Level.MAESTRIA, Level.DOCTORADO));
	}

	@Test
	void readsPosgradoAloneAsBothAndAsksAPerson() {
		Reading reading = read("Becas de posgrado", "Ayudas para estudiar en el exterior.");
		assertThat(reading.facts().levels()).isEqualTo(Set.of(Level.MAESTRIA, Level.DOCTORADO));
		assertThat(reading.attention()).contains(Attention.POSTGRADUATE_ALONE);
	}

	private static Reading read(String title, String text) {
		return READER.read(new Announcement(title, text), LocalDate.of(2026, 11, 1));
	}

}
