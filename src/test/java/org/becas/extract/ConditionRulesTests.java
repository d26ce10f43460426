package org.becas.extract;

import java.time.LocalDate;

import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a call gives and asks in detail is read as stated, and otherwise not at all. */
class ConditionRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Estipendio mensual de 934 euros y seguro médico.                             | EUR 934/month
			La beca consiste en una dotación de S/ 1.025 al mes.                         | PEN 1025/month
			The scholarship pays a stipend of € 934 per month.                           | EUR 934/month
			Manutención: USD 1,800 al mes.                                               | USD 1800/month
			El apoyo es de COP 3 SMMLV por semestre.                                     | -
			Apoyo de sostenimiento de 3 SMMLV mensuales.                                 | SMMLV 3/month
			La ayuda cubre hasta 30.000 euros.                                           | EUR ..30000
			Grants of up to £5,000 are available.                                        | GBP ..5000
			The award is worth between $10,000 and $15,000 per year.                     | $ 10000..15000/year
			Awards range from US$1,000 to US$2,500.                                      | USD 1000..2500
			Scholarship: CHF 1'920.- per month                                           | CHF 1920/month
			Bourse de 1 200 € par mois pendant dix mois.                                 | EUR 1200/month
			Une allocation mensuelle de 860 euros est versée.                            | EUR 860/month
			Bolsa mensal de R$ 2.100,00.                                                 | BRL 2100.00/month
			Auxílio de 1.000 a 1.500 euros por mês.                                      | EUR 1000..1500/month
			Das Stipendium beträgt 992 Euro monatlich.                                   | EUR 992/month
			Stipendium in Höhe von bis zu 1.300 Euro.                                    | EUR ..1300
			La beca otorga 2,5 millones de pesos colombianos por semestre.               | COP 2500000/semester
			Estipendio: 12 mil dólares canadienses al año.                               | CAD 12000/year
			The fellowship provides EUR 1,200-1,500 monthly.                             | EUR 1200..1500/month
			One-time travel allowance of EUR 500 is paid.                                | EUR 500/once
			Beca de $ 2.000.000 COP, pago único.                                         | COP 2000000/once
			The grant is 30k USD per annum.                                              | USD 30000/year
			An annual stipend of €12,000 paid monthly.                                   | EUR 12000
			Presta hasta 40.000 dólares a cada profesional.                              | USD ..40000
			Becas en Australia: otorgan 30.000 dólares al año.                           | $ 30000/year
			Ein Stipendium von 1.450 Euro monatlich und 100 Euro für Bücher.             | EUR 1450/month;EUR 100
			Sueldo bruto: 19.500 euros al año                                            | EUR 19500/year
			$21,000 annually (from March 2027)                                           | $ 21000/year
			Doctoral degree: $20,000 each year                                           | $ 20000/year
			Tuition: 12,000 EUR per year                                                 | -
			Valor mensal de 1.100 €.                                                     | EUR 1100/month
			Sie liegen bei maximal 850 EUR pro Monat.                                    | EUR ..850/month
			Höhe des Stipendiums: bis zu 1.500 EUR                                       | EUR ..1500
			Objetivo: ofrecer una ayuda de 3.000 euros                                   | EUR 3000
			Valeur et durée de la bourse : le montant est de 10 000 € par an.            | EUR 10000/year
			Se pagan 750 USD para tiquetes.                                              | USD 750
			2 mil 400 pesos mexicanos mensuales                                          | MXN 2400/month
			Otorgarán hasta US $50.000 a cada profesional.                               | USD ..50000
			El arriendo cuesta unos 400 euros al mes.                                    | -
			Living costs are about 900 EUR per month.                                    | -
			Die Gebühr in Höhe von 50 Euro ist vorab zu zahlen.                          | -
			Los ingresos familiares no deben superar 30.000 euros.                       | -
			Application fee: USD 50.                                                     | -
			Tuition fees are 12,000 EUR per year.                                        | -
			Budget of the programme: EUR 4,500,000.                                      | -
			Applicants must prove 11,208 euros in a blocked account.                     | -
			La beca se paga el 15/03/2027.                                               | -
			Convocatoria 2026-2027 para 150 becas.                                       | -
			Deberá acreditar solvencia por 900 USD mensuales.                            | -
			El importe total máximo de la convocatoria asciende a 90.000 euros.          | -
			The monthly cost of living in the city is around 900 euros.                  | -
			Die Studiengebühren betragen 1.500 Euro pro Semester.                        | -
			Full fee scholarship. The fee for this course is £995.                       | -
			""")
	void readsTheMoneyThatIsGiven(String text, String amounts) {
		assertThat(read(text, Field.AMOUNTS)).isEqualTo((amounts != null) ? amounts : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			La beca cubre matrícula, manutención y tiquetes aéreos.                      | tuition;living;travel
			La beca incluye el 100 % de la matrícula y un seguro médico.                 | tuition;insurance
			The scholarship covers tuition fees, health insurance and a return flight.   | tuition;travel;insurance
			Full tuition scholarships for international students.                        | tuition
			Students receive a monthly stipend and accommodation on campus.              | living;housing
			La bourse couvre les frais de scolarité et le billet d'avion.                | tuition;travel
			L'hébergement est pris en charge.                                            | housing
			A bolsa inclui mensalidades, alojamento e seguro saúde.                      | tuition;insurance;housing
			Das Stipendium umfasst eine Reisekostenpauschale und Krankenversicherung.    | travel;insurance
			Die Studiengebühren werden übernommen.                                       | tuition
			Visa fees and books are covered.                                             | materials;visa
			El programa financia curso de idioma alemán y ayuda familiar.                | language-course;family
			Las becas incluyen el valor de la matrícula y el costo del viaje.            | tuition;travel
			Elles couvrent les frais de scolarité et de subsistance.                     | tuition;living
			Terão suas passagens aéreas e hospedagem totalmente custeadas.               | travel;housing
			Stipend, housing and insurance.                                              | living;insurance;housing
			Se pagan 600 euros al mes.                                                   | living
			- financing tuition fees                                                     | tuition
			Cupos gratuitos en un curso de inglés.                                       | tuition
			El costo del alojamiento es de 400 euros.                                    | -
			Visa, insurance and accommodation must be arranged by the student.           | -
			La beca cubre matrícula. No incluye tiquetes aéreos ni seguro médico.        | tuition
			Travel costs are not covered. The grant covers tuition fees.                 | tuition
			Los pasajes corren por cuenta del becario; la beca cubre el alojamiento.     | housing
			Der Flug wird nicht übernommen.                                              | -
			El estudiante deberá contar con seguro médico vigente.                       | -
			Applicants must have health insurance.                                       | -
			Les frais de visa sont à la charge de l'étudiant.                            | -
			We help students with finding accommodation.                                 | -
			La universidad ofrece 40 programas de maestría.                              | -
			Deadline: submit a copy of your visa.                                        | -
			The scholarship is awarded as a tuition fees discount.                       | -
			Requisitos: seguro de salud, pasaporte y carta de motivación.                | -
			""")
	void readsWhatIsPaidFor(String text, String covers) {
		assertThat(read(text, Field.COVERS)).isEqualTo((covers != null) ? covers : "");
	}

	@Test
	void readsTheListUnderAHeadingOfBenefits() {
		Reading reading = read("""
				Beneficios
				- Matrícula completa
				- Asignación mensual de 1.200 euros
				- Pasaje aéreo ida y vuelta
				Requisitos
				- Seguro médico
				- No ser mayor de 35 años
				""");

		assertThat(reading.facts().value(Field.COVERS)).isEqualTo("tuition;living;travel");
		assertThat(reading.facts().value(Field.AMOUNTS)).isEqualTo("EUR 1200/month");
		assertThat(reading.facts().value(Field.AGES)).isEqualTo("..35");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					Ser menor de 35 años.                                                        | ..34
					Dirigida a jóvenes menores de 30 años.                                       | ..29
					No ser mayor de 40 años al momento del cierre.                               | ..40
					No tener más de 32 años.                                                     | ..32
					Edad máxima: 45 años                                                         | ..45
					Edad: entre 18 y 35 años                                                     | 18..35
					Tener entre 18 y 29 años de edad.                                            | 18..29
					Ser mayor de 18 años.                                                        | 18..
					No haber cumplido 36 años.                                                   | ..35
					Hasta 35 años de edad.                                                       | ..35
					Age limit: 30                                                                | ..30
					Applicants must be no older than 30 years.                                   | ..30
					Candidates under the age of 35 may apply.                                    | ..34
					Applicants must be between 18 and 25 years old.                              | 18..25
					You must be at least 21 years of age.                                        | 21..
					Aged 18-30                                                                   | 18..30
					Applicants aged 35 or under.                                                 | -
					Citizens of a partner country who are under 40 and hold a degree.            | -
					Students under 25 may apply.                                                 | ..24
					You must be under 40 and show a degree.                                      | ..39
					Applicants must be 35 years of age or younger.                               | ..35
					Avoir moins de 26 ans.                                                       | ..25
					Être âgé de 18 à 30 ans.                                                     | 18..30
					Limite d'âge : 35 ans                                                        | ..35
					Ter idade entre 18 e 35 anos.                                                | 18..35
					Ter no máximo 40 anos de idade.                                              | ..40
					Bewerber dürfen nicht älter als 32 Jahre sein.                               | ..32
					Die Altersgrenze liegt bei 30 Jahren.                                        | ..30
					Bénéficier de deux ans d'expérience et être âgé de moins de 40 ans.          | ..39
					Docteurs de moins de 35 ans.                                                 | ..34
					- ayant moins de 30 ans à la date de sélection                               | ..29
					Avoir entre 18 et 25 ans au début des études.                                | 18..25
					Tener entre 30 y 50 años.                                                    | 30..50
					Ciudadanos entre 18 y 65 años que hayan culminado el pregrado.               | 18..65
					Edad superior a 20 años e inferior a 65 años al cierre.                      | 20..64
					Ser maior de 18 anos e residir no Brasil.                                    | 18..
					Idade limite para apresentação de candidatura: 30 anos                       | ..30
					Höchstalter zum Zeitpunkt der Bewerbung: für Masterstudien 30 Jahre          | ..30
					Nacidos después de 1990.                                                     | born>=1991-01-01
					Born on or after 1 January 1992.                                             | born>=1992-01-01
					Né après le 31 décembre 1995.                                                | born>=1996-01-01
					Máximo 30 años para maestría y máximo 35 años para doctorado, edad cumplida. | ..35 maestria:30 doctorado:35
					Under 25 years for undergraduate, under 35 years for master's programmes.    | ..34 pregrado:24 maestria:34
					Aged 17-25 (bachelor), under 30 (master) or under 35 (doctorate).            | ..34 pregrado:25 maestria:29 doctorado:34
					Höchstalter: Bachelor und Master: 35 Jahre; Postdocs: 45 Jahre               | ..45 pregrado:35 maestria:35 otros:45
					Menores de 30 años; en otro apartado, menores de 35 años.                    | -
					La universidad tiene más de 60 años de historia.                             | -
					Tener al menos 20 años de experiencia.                                       | -
					Un programa de entre 20 y 25 años de trayectoria.                            | -
					Títulos con menos de 20 años de expedición.                                  | -
					Padres, hijos o hermanos menores de 25 años.                                 | -
					Subsidio para hijos menores de 18 años.                                      | -
					Allowance for children under 18 years.                                       | -
					El crédito se paga en un plazo de hasta 15 años.                             | -
					PhD obtained no more than 15 years ago.                                      | -
					Becas de 24 meses para 35 estudiantes.                                       | -
					""")
	void readsHowOldOneMayBe(String text, String ages) {
		assertThat(read(text, Field.AGES)).isEqualTo((ages != null) ? ages : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			IELTS 6.5 or higher                                                          | en IELTS 6.5
			Minimum scores: IELTS (Academic) 7.0, TOEFL iBT 94                           | en IELTS 7;en TOEFL iBT 94
			TOEFL (iBT) de mínimo 80 puntos.                                             | en TOEFL iBT 80
			TOEFL ITP 543 o IELTS mínimo de 6,5                                          | en TOEFL ITP 543;en IELTS 6.5
			Se exige nivel B2 de inglés.                                                 | en B2
			Idioma: inglés B2                                                            | en B2
			Acreditar DELF B2 o TCF B2.                                                  | fr DELF B2;fr TCF B2
			Niveau B2 en français exigé.                                                 | fr B2
			Deutschkenntnisse auf dem Niveau B1 (TestDaF 4) erforderlich.                | de B1;de TestDaF 4
			DSH-2 oder TestDaF 4                                                         | de DSH 2;de TestDaF 4
			HSK 4 o superior; TOPIK nivel 3.                                             | zh HSK 4;ko TOPIK 3
			JLPT N2                                                                      | ja JLPT N2
			Proficiência em inglês: Duolingo 110                                         | en Duolingo 110
			English proficiency at level C1 is required.                                 | en C1
			No se requiere IELTS 6.5.                                                    | -
			IELTS is not required.                                                       | -
			Curso de inglés hasta el nivel B2.                                           | -
			German language course from A1 to B1 included.                               | -
			Presentar certificado IELTS o TOEFL.                                         | -
			El examen IELTS se presenta el 6 de mayo.                                    | -
			TOEFL 2024                                                                   | -
			La oficina queda en el bloque B2, junto al centro de inglés.                 | -
			""")
	void readsTheLanguagesThatMustBeKnown(String text, String languages) {
		assertThat(read(text, Field.LANGUAGES)).isEqualTo((languages != null) ? languages : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					Becas de maestría en salud pública           | Se abre la convocatoria.               | health
					PhD scholarships in Physics and Mathematics  | Apply now.                             | sciences
					Bourses de master en droit international     | Candidatures ouvertes.                 | law
					Becas para estudiar en Alemania              | Áreas: ingeniería, salud y derecho     | engineering;health;law
					Scholarships in Canada                       | Field of study: any field              | any
					Stipendien                                   | Fachrichtung: Informatik               | computing
					Bolsas de mestrado                           | Áreas do conhecimento: educação        | education
					Scholarships                                 | In the field of renewable energy.      | engineering
					Becas de posgrado                            | Todas las áreas del conocimiento.      | any
					Becas de la Facultad de Medicina             | La facultad de derecho informa.        | -
					Becas de maestría                            | El ministerio de educación informa.    | -
					""")
	void readsTheFieldsOfStudyThatAreStated(String title, String text, String areas) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.EPOCH).facts().value(Field.AREAS))
			.isEqualTo((areas != null) ? areas : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Modalidad: virtual                                                           | online
			Modalidad: presencial                                                        | on-site
			Modalidad presencial en la sede de Lima.                                     | on-site
			Programa 100 % en línea.                                                     | online
			Programas tanto presenciales como virtuales.                                 | blended
			Becas para programas presenciales de tiempo completo.                        | on-site
			Fully online master's programme                                              | online
			Mode of study: blended                                                       | blended
			Tipo curso: Presencial                                                       | on-site
			Máster semipresencial en modalidad híbrida                                   | blended
			Mode de formation : à distance                                               | online
			Modalidade: a distância                                                      | online
			Studienform: Präsenz                                                         | on-site
			Apply online before 3 May.                                                   | -
			La inscripción es 100 % virtual.                                             | -
			Solicitud en línea.                                                          | -
			Online-Bewerbung bis 3. Mai.                                                 | -
			Habrá una entrevista virtual.                                                | -
			Distance learning courses and online courses do not qualify.                 | -
			""")
	void readsHowOneStudies(String text, String mode) {
		assertThat(read(text, Field.MODE)).isEqualTo((mode != null) ? mode : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Application fee: USD 50                                                      | USD 50
			There is no application fee.                                                 | free
			La postulación es gratuita.                                                  | free
			Costo de inscripción: 120.000 pesos colombianos                              | COP 120000
			La candidature est gratuite.                                                 | -
			Candidature gratuite.                                                        | free
			Inscrições gratuitas.                                                        | free
			Die Bewerbung ist kostenlos.                                                 | free
			A non-refundable application fee of £30 applies.                             | GBP 30
			La matrícula es gratuita.                                                    | -
			""")
	void readsWhatApplyingCosts(String text, String cost) {
		assertThat(read(text, Field.COST)).isEqualTo((cost != null) ? cost : "");
	}

	@Test
	void tellsWhyAnAgeOrASumWasSetAside() {
		Reading reading = read(
				"Los ingresos familiares no deben superar 30.000 euros.\nSubsidio para hijos menores de 18 años.");

		assertThat(reading.rejected()).extracting(Evidence::rule, Evidence::quote)
			.contains(org.assertj.core.groups.Tuple.tuple("not-amount-other", "30.000 euros"),
					org.assertj.core.groups.Tuple.tuple("not-age-other", "menores de 18 años"));
	}

	private static String read(String text, Field field) {
		return read(text).facts().value(field);
	}

	private static Reading read(String text) {
		return READER.read(new Announcement("Becas 2027", text), LocalDate.EPOCH);
	}

}
