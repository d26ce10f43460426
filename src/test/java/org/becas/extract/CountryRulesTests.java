package org.becas.extract;

import java.time.LocalDate;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where one studies is told by the words in front of a country, a city or a people. */
class CountryRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Se estudia en alguna de las universidades de Chile, Colombia o Perú.                   | CL CO PE
					Awards for courses beginning in:\\n• Kenya (2 awards)\\n• Peru (1 award)               | KE PE
					Un semestre en Argentina, Chile o México, entre otros destinos en el exterior.         | -
					Bourses réservées aux ressortissants des pays suivants : Bénin, Mali, Niger, Togo.     | -
					The American University in Cairo waives the fees of its master's students.             | EG
					Bourses de l'École française d'Athènes.                                                | GR
					Les étudiants togolais préparent leur thèse en France et non au Togo.                  | FR
					KINGSTOWN, St. Vincent — A master's scholarship covers airfare to and from Taiwan.      | TW
					Estancias en Albania, coordinadas por la Escuela de Arte de Oviedo.                    | AL
					Students enrolled at a university in Canada spend a semester in Japan.                 | JP
					La Agencia Chilena de Cooperación ofrece becas a profesionales de Ecuador.             | CL
					The programme brings graduates from Kenya to the United States.                        | US
					Documents are certified by the Ministry of Foreign Affairs in Belmopan.                | -
					Un semestre en el Politécnico de Leiria.                                               | PT
					Dirigido a:\\nQuienes quieran estudiar en alguna de las instituciones de Chile o Perú.   | CL PE
					Aufenthalt in Österreich. Staatsbürgerschaft der folgenden Länder: Kenia, Ruanda.      | AT
					Bourses d'études au Canada. Les boursiers s'engagent au retour au Maroc.                | CA
					The French Embassy in Slovakia offers stays in France to Slovak PhD students.          | FR
					Becas del Gobierno de Rusia, gestionadas por la Casa de Rusia en Lima.                  | RU
					The Goethe-Institut in Nairobi offers language courses in Bremen.                      | DE
					Applicants currently residing or studying in the U.S. or Canada may study in Norway.    | NO
					Students pursue a master's degree in the U.S. at a university of their choice.          | US
					Sólo alumnos matriculados en la Universidad de Jaén, para un semestre en Polonia.       | PL
					Für Studierende der Universität Kiel, die ein Semester in Spanien verbringen.           | ES
					Estudios en universidades de Chile, Colombia, España, Francia, Italia, Japón y Perú.    | CL CO ES FR IT JP PE
					Un plongeon dans l'Océan Indien : le master a lieu à Alexandrie.                         | EG
					The calendar of the award is published in Lima.                                        | PE
					The Nottingham University Malaysia offers master's places.                             | MY
					The University of New South Wales offers doctoral places.                              | AU
					The University of British Columbia offers doctoral places.                             | CA
					Study at the EPFL. It gives nationalities of Kenya, Laos, Peru and Cuba an opportunity. | CH
					Künstler mit Hauptsitz in Hessen können sich um einen Aufenthalt in Italien bewerben.   | IT
					Campus France Maroc annonce des bourses pour un master à Lyon.                          | FR
					A programme of cooperation between Norway and Uganda. Students spend a year in Uganda.  | UG
					Scholarships of a school in Lyon.\\nRequirements: a degree of one of the Chinese universities of the ranking. | FR
					The award pays for studies in France.\\nNationality: Country: Laos\\nLevel: Bachelor      | FR
					Applicants hold a degree from a Nigerian university. Studies take place in Leeds.       | GB
					Taiwán ofrece becas a nicaragüenses para estudiar una maestría en ese país.             | TW
					Estudiantes de la Universidad de Costa Rica podrán cursar un semestre en Alemania.      | DE
					Convenio entre Chile y México: los becarios chilenos estudiarán en Ciudad de México.    | MX
					Funded by the Government of Canada, the award is held at universities in Jamaica.       | JM
					Künstler mit Wohnsitz in Bayern arbeiten drei Monate in Paris.                          | FR
					Máster en Vigo para alumnado procedente de países de América o de Portugal.             | ES
					Maestrías en Portugal. Con doble nacionalidad portuguesa no se puede concursar. Ciudadanos angoleños. | PT
					""")
	void readsWhereOneStudies(String text, String countries) {
		assertThat(read("Becas", text.replace("\\n", "\n")))
			.isEqualTo(countries.equals("-") ? Set.of() : Set.of(countries.split(" ")));
	}

	@Test
	void newsFromOneCountryIsOfAnother() {
		assertThat(read("Barbados: New Zealand scholarships open", "Apply now.")).containsExactly("NZ");
		assertThat(read("México: becas nacionales", "Apply now.")).containsExactly("MX");
	}

	@Test
	void whomTheTitleIsForIsNoPlaceOfStudy() {
		assertThat(read("Bourses de recherche pour la Pologne", "Un séjour de trois mois en France."))
			.containsExactly("FR");
		assertThat(read("Becas para Paraguay", "Beca de los Estados Unidos. Ser paraguayo y residir en Paraguay."))
			.containsExactly("US");
		assertThat(read("Becas para Canadá", "Conozca las fechas.")).containsExactly("CA");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Para estudiar un máster universitario en cualquier centro del territorio.    | ES
			Se requiere un puntaje de 300 en Saber 11.                                   | CO
			A bolsa é de R$ 1.500 por mês.                                               | BR
			The award pays £15,000 for a year of study.                                  | GB
			La inscripción se hace en becas.horizonte.edu.ar, sin costo.                 | AR
			Scholarship of 5.000.000 VND in the form of allowances.                      | VN
			Para egresados de Enseñanza Media.                                           | CL
			Study in Romania; papers go to the Romanian diplomatic mission in Georgia.   | RO
			targetCountries: BJ                                                          | BJ
			IT AND FR: two words.                                                        | -
			Apply at https://www.horizon.edu/aid before you enrol.                       | US
			The Ministry of the Republic of China offers it.                             | TW
			The award pays US$15,000 for a year of study.                                | -
			O bolsista recebe £500 por mês.                                              | -
			Para estudiar en el exterior se requiere un puntaje de 300 en Saber 11.      | -
			""")
	void aSignTellsTheCountryThatNothingNames(String text, String countries) {
		assertThat(read("Becas", text)).isEqualTo(countries.equals("-") ? Set.of() : Set.of(countries));
	}

	@Test
	void aTownOfASchoolTellsItsCountry() {
		assertThat(read("Promotionsstipendium", "Die Hochschule Wismar vergibt ein Stipendium.")).containsExactly("DE");
	}

	@Test
	void aDozenCountriesAreThoseOfTheApplicants() {
		assertThat(read("Fellowship in Ghent", "Angola, Benin, Burundi, Cameroon, Cuba, Ecuador, Ethiopia, Kenya,"
				+ " Morocco, Mozambique, Niger, Rwanda, Uganda."))
			.containsExactly("BE");
	}

	private static Set<String> read(String title, String text) {
		return READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().countries();
	}

}
