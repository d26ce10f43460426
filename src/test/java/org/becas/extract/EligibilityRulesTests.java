package org.becas.extract;

import java.time.LocalDate;

import org.becas.offer.Eligibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether Colombians may apply is told by name, by region, and by who else is named. */
class EligibilityRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@Test
	void whoStudiesAtASchoolOfTheCountryIsNotElsewhere() {
		Announcement announcement = new Announcement("Becas de movilidad en México",
				"Becas para estudiar en México. Requisitos: estar matriculado en una maestría del ITAM.");

		assertThat(READER.read(announcement, LocalDate.EPOCH).facts().colombians()).isEqualTo(Eligibility.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "Estudia en Hungría: 20 becas para peruanos,NO", "Becas para francés en Canadá,UNKNOWN",
			"Scholarships for Kenyans: study in Norway,NO" })
	void aPeopleInTheTitleIsWhomItIsFor(String title, Eligibility eligibility) {
		assertThat(READER.read(new Announcement(title, "La beca cubre la matrícula."), LocalDate.EPOCH)
			.facts()
			.colombians()).isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource({ "Becas de movilidad en España para estudiantes de pregrado de universidades colombianas.",
			"Mobility grants to Spain for undergraduate students of Colombian universities." })
	void whoStudiesAtColombianSchoolsIsIn(String text) {
		assertThat(READER.read(new Announcement("Movilidad", text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(Eligibility.YES);
	}

	/** Lists keep whom they are for behind a label, as portals' data do. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			supported_country: Unrestricted             | YES
			eligibleOriginCountries: FR, BJ             | NO
			eligibleOriginCountries: CO, PE             | YES
			Nationality\\nAny                            | YES
			Nacionalidad: todas                         | YES
			supported_country: Canada and United States | NO
			citizenshipRequired: Canadian Citizen       | NO
			""")
	void readsNationalitiesBehindALabel(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Study abroad grant", text.replace("\\n", "\n")), LocalDate.EPOCH)
			.facts()
			.colombians()).isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			You will connect with future leaders from around the world.                 | UNKNOWN
			German citizens cannot participate.                                         | UNKNOWN
			Send a copy of your South African ID document.                              | NO
			Requisitos:\\n- Nacionalidad guatemalteca.                          | NO
			Requisitos:\\n- Ser artista de nacionalidad mexicana.               | NO
			Dirigida a profesores de instituciones de educación superior del Perú.     | NO
			Para profesionales extranjeros residentes en Chile.                        | NO
			Applicants from any nation are invited to apply. | YES
			Open to non-local students.                                                 | YES
			The best applicants, nationally and internationally, are funded.            | YES
			Funding is for eligible domestic and EU students.                           | NO
			Half is for all; 50 % of the budget is earmarked for applicants from Sub-Saharan Africa. | UNKNOWN
			Students who are admitted to The Chinese University of Hong Kong may apply. | UNKNOWN
			""")
	void tellsWhoAppliesFromWhomOneMeets(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Study grant in Germany", text.replace("\\n", "\n")), LocalDate.EPOCH)
			.facts()
			.colombians()).isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource({ "Becas para estudiantes extranjeros en universidades colombianas.",
			"Convenio con universidades colombianas: becas de maestría en España." })
	void schoolsAloneSayNothing(String text) {
		assertThat(READER.read(new Announcement("Becas", text), LocalDate.EPOCH).facts().colombians())
			.isNotEqualTo(Eligibility.YES);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Dirigida a ciudadanos colombianos.                                        | YES
			Open to applicants from Latin America.                                    | YES
			Pueden postularse personas de cualquier nacionalidad.                     | YES
			Requisito: no tener nacionalidad colombiana.                              | NO
			Citizens of Kenya, Ghana, Uganda and Malawi may apply.                    | NO
			Exclusivo para ciudadanos bolivianos.                                     | NO
			Se otorgarán 50 becas a profesionales peruanos.                           | NO
			Des bourses pour les étudiants marocains sont disponibles.                | NO
			Colombia no está entre los 29 países elegibles.                           | NO
			Colombia está entre los 40 países elegibles.                              | YES
			Wer eine nicht deutsche Staatsangehörigkeit hat, kann sich bewerben.      | YES
			Für Studierende mit nicht deutscher Staatsangehörigkeit.                  | YES
			Non-Saudi students can apply.                                             | YES
			International students who are nationals of the eligible countries.       | UNKNOWN
			El Ministério dos Negócios Estrangeiros paga la beca.                     | UNKNOWN
			La beca cubre la matrícula.                                               | UNKNOWN
			Applicants must be a citizen of any Commonwealth country.                 | NO
			Nacionalidad española o de cualquier país de la Unión Europea.            | NO
			Podrán postular chilenos o extranjeros, con o sin permanencia definitiva. | YES
			Open to high quality international and domestic candidates.               | YES
			Être originaire d'un pays en développement.                               | YES
			Nationals of Qatar only.                                                  | NO
			Requisitos: ser peruano y tener grado de bachiller.                       | NO
			Les candidats doivent résider en Haïti. Études au Canada.                 | NO
			Students enrolled at a university in Canada spend a term there.           | UNKNOWN
			Sistemas universitarios extranjeros.                                      | UNKNOWN
			The form is only available in German.                                     | UNKNOWN
			Apoyo de 1.950.000 pesos colombianos.                                     | UNKNOWN
			Citizens of Bolivia, Chile, Colombia, Cuba, Ecuador and Peru.             | YES
			Partner countries send students; students from EU Member States pay less. | YES
			International students study there. Be a citizen of Jamaica.              | NO
			Ser ciudadano peruano. Se evalúa la documentación de todos los candidatos. | NO
			Abierta a todas las nacionalidades, excepto ciudadanos de Italia.         | YES
			Funding is available for researchers from Europe.                         | NO
			Funding is available for researchers from outside Europe.                 | YES
			Ser ciudadano o residente permanente de Costa Rica.                       | NO
			Pueden postular ciudadanos de los países del Caribe.                      | NO
			La residencia cuesta lo establecido para los estudiantes rusos en Rusia.  | UNKNOWN
			No restrictions on nationality. To be enrolled at a Canadian university. Study in France. | NO
			Ser ciudadano/a chileno/a y residir en el país.                           | NO
			Open to applicants who are citizens of ASEAN states. International office. | NO
			International students who are nationals of an ADB borrowing member country. | NO
			Abierta a ciudadanos de los países miembros de la OCI.                    | NO
			Para cualquier universidad de cualquier país del Espacio Europeo de Educación Superior. | UNKNOWN
			Be a resident of one of the 31 eligible countries.                        | UNKNOWN
			Pour les jeunes de pays partenaires, étudiants étrangers.                 | UNKNOWN
			Se dirige a estudiantes de todos los países africanos.                    | NO
			Bourses pour ressortissants de pays en développement membres de la Francophonie. | NO
			Residencia legal en países distintos a España.                            | YES
			Destinadas tanto a españoles como a extranjeros.                          | YES
			Estudiantes de pregrado de la UNEB.                                       | NO
			Bewerben können sich Studierende mit chilenischer Staatsbürgerschaft.     | NO
			Sin límite de edad.                                                       | UNKNOWN
			Citizens of a country on the OECD DAC list; see the list of eligible countries. | YES
			""")
	void readsWhoMayApply(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Becas de maestría", text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			No tener nacionalidad mexicana. Maestrías en universidades mexicanas.                | YES
			Applicants should not be Chinese citizens. PhD at Shandong University.               | YES
			Be of Slovenian nationality; dual French nationality is not allowed. Study in Lyon.  | NO
			Étudiants camerounais en master en France. Les étudiants camerounais postulent tôt.  | NO
			Maestrías en México o Colombia, en países de Latinoamérica.                          | UNKNOWN
			""")
	void tellsTheHostFromTheApplicants(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Becas", text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Eligible: Angola, Benin, Botswana, Burundi, Cameroon, Chad, Congo, Djibouti, Eritrea, Gabon, Ghana, Kenya. | NO
					If your country is not on the list you may apply: Austria, Belgium, Canada, Denmark, France, Germany.      | UNKNOWN
					""")
	void aLongListLeavesOutWhoIsNotInIt(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Awards", text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Grants go to foreign citizens and to Danish citizens living abroad.                 | YES
			Bewerben können sich Promovierende aus dem In- und Ausland.                         | YES
			Open to Chile, Peru, the countries of Latin and Central America, Egypt and Jordan.  | YES
			Estudie en Suiza. Los hondureños deben presentar su hoja de vida.                   | NO
			Die Staatsangehörigkeit spielt keine Rolle.                                         | YES
			Candidates do not need to be citizens of Canada.                                    | YES
			Para profesionales que no son de la Unión Europea.                                  | YES
			For candidates from low income Commonwealth countries.                              | NO
			The embassy offers scholarships to Slovak PhD students.                             | NO
			Podrán participar ciudadanos mexicanos que deseen estudiar en Italia.               | NO
			Commonwealth citizens may apply for the places.                                     | NO
			The bursary is available to EU students only.                                       | NO
			Nur an Bewerber aus Malta und Zypern wird das Stipendium vergeben.                  | NO
			Für nationale und internationale Doktorandinnen und Doktoranden.                    | YES
			Bewerben können sich Personen mit ausländischer Staatsbürgerschaft.                 | YES
			Los candidatos no podrán tener nacionalidad española. Estancia en Madrid.           | YES
			Destinada a argentinas/os nativos o por opción. Estudios en Italia.                  | NO
			Para egresados de universidades uruguayas. Destino: Canadá.                         | NO
			Al servicio del capital humano peruano. Estudios en Canadá.                         | NO
			Die Stipendien richten sich an Studierende aus Mittel- und Osteuropa.               | NO
			Applicants must be nationals of a Least Developed Country.                          | NO
			Destinées aux jeunes de pays partenaires de la Belgique.                            | UNKNOWN
			Programme binational : Israeli and German scientists study abroad.                  | NO
			Vingt bourses au profit des étudiants maliens pour des études en Suisse.            | NO
			""")
	void bothGroupsOrOnlyOne(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Awards", text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Becas para estudiantes dominicanos | Rusia ofrece cupos para estudiantes extranjeros.                  | NO
					Afrique : bourses en Allemagne     | Ouverte aux étudiants étrangers. Apply for Germany.               | NO
					Study in Asia: grants of Brunei    | For foreign students.                                             | YES
					Becas para estudiantes suizos      | Suiza ofrece cupos para estudiantes extranjeros. Estudie en Suiza. | YES
					""")
	void aTitleTellsForWhomTheTextIs(String title, String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(eligibility);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Maestrías para extranjeros en Colombia | Becas para quienes dan becas a colombianos. Estudios en Cali.
			Becas de maestría en Colombia          | Dirigidas a extranjeros de cualquier nacionalidad.
			""")
	void programmesForForeignersInColombiaAreNotForColombians(String title, String text) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(Eligibility.NO);
	}

}
