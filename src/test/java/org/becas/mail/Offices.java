package org.becas.mail;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;

import org.becas.office.Office;

/** An office for tests. */
public final class Offices {

	private Offices() {
	}

	public static Office bucaramanga() {
		return new Office("Oficina de Asuntos Internacionales", "OFAI", "Bucaramanga", "Alcaldía de Bucaramanga",
				"890.201.222-0", "Calle 35 # 10-43, Bucaramanga", "+57 607 633 7000", "ofai@bucaramanga.gov.co",
				ZoneId.of("America/Bogota"), Locale.forLanguageTag("es-CO"), URI.create("https://becas.example.org"),
				URI.create("https://example.org/datos"), "", "#14532d", "Boletín de becas");
	}

}
