package org.becas.extract;

import java.time.LocalDate;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What costs money, hides or pretends is told; what only warns of it is not. */
class WarningRulesTests {

	private static final Set<Attention> WARNINGS = Set.of(Attention.FEE, Attention.INTERMEDIARY,
			Attention.SHORTENED_LINK, Attention.LOOKALIKE_DOMAIN);

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Application fee: USD 50.                                                | FEE
			A non-refundable application fee applies.                               | FEE
			Envíe el pago por Western Union.                                        | FEE
			Le tramitamos su beca, trámite garantizado.                             | INTERMEDIARY
			Postúlese en https://bit.ly/abc                                         | SHORTENED_LINK
			Formulario: http://203.0.113.7/form                                     | SHORTENED_LINK
			Formulario: https://icetex.com/form                                     | LOOKALIKE_DOMAIN
			Formulario: https://becas-icetex.org/form                               | LOOKALIKE_DOMAIN
			Formulario: https://icetex.gov.co.example.org/form                      | LOOKALIKE_DOMAIN
			Formulario: https://icetex.gov.co@evil.example/form                     | LOOKALIKE_DOMAIN
			Formulario: https://chevening-scholarship.net                           | LOOKALIKE_DOMAIN
			Formulario: https://www.fulbright.xyz/apply                             | LOOKALIKE_DOMAIN
			Más información en https://icetex.com.                                  | LOOKALIKE_DOMAIN
			Formulario: https://ic\u0435tex.gov.co/form                             | LOOKALIKE_DOMAIN
			Formulario: https://xn--ictex-0we.gov.co/form                           | LOOKALIKE_DOMAIN
			Formulario: https://ic\u00e9tex.gov.co/form                             | LOOKALIKE_DOMAIN
			Formulario: https://icet\u00adex.com/form                               | LOOKALIKE_DOMAIN
			Inscríbase en www.icetex.com hoy                                        | LOOKALIKE_DOMAIN
			Más información en https://bit.ly.                                      | SHORTENED_LINK
			Postúlese: HTTPS://BIT.LY/x                                             | SHORTENED_LINK
			Postúlese: bit.ly/abc                                                   | SHORTENED_LINK
			Postúlese (www.bit.ly/abc)                                              | SHORTENED_LINK
			""")
	void warns(String text, Attention warning) {
		assertThat(read(text)).containsExactly(warning);
	}

	@ParameterizedTest
	@ValueSource(strings = { "There is no application fee.", "La inscripción no tiene costo.",
			"The grant covers application fees.", "No requiere intermediarios ni tramitadores.",
			"Evite a los tramitadores.", "Vea https://web.icetex.gov.co/becas", "See https://www.chevening.org/apply",
			"Voir https://colombia.campusfrance.org", "See https://fulbright.org.pe and https://www.daad.de/en",
			"Ver https://becas.example.edu/icetex", "Más información en https://www.icetex.gov.co.",
			"Ver https://www.peque\u00f1os.example/becas", "Escriba a becas@bit.ly/abc o vea and/or.ly/x" })
	void doesNotWarn(String text) {
		assertThat(read(text)).isEmpty();
	}

	@Test
	void showsTheAddressWithoutTheSentencesEnd() {
		Announcement announcement = new Announcement("Becas", "Más información en https://icetex.com. Cierre: pronto.");

		assertThat(READER.read(announcement, LocalDate.EPOCH).evidence())
			.filteredOn(evidence -> evidence.field() == Field.URL)
			.extracting(Evidence::quote)
			.containsExactly("https://icetex.com");
	}

	private static Set<Attention> read(String text) {
		Set<Attention> read = new java.util.TreeSet<>(
				READER.read(new Announcement("Becas", text), LocalDate.EPOCH).attention());
		read.retainAll(WARNINGS);
		return read;
	}

}
