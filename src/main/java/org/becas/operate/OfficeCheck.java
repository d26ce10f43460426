package org.becas.operate;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.becas.office.Office;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;

/** What staff and IT wrote: the office's data, the public address, the sources. */
final class OfficeCheck {

	private static final String PUBLIC = "Dirección pública";

	private final Installation installation;

	OfficeCheck(Installation installation) {
		this.installation = installation;
	}

	List<Finding> examine() {
		List<Finding> findings = new ArrayList<>();
		findings.addAll(office());
		findings.add(sources());
		return findings;
	}

	private List<Finding> office() {
		try {
			Office office = this.installation.office();
			return List.of(legal(office), publicUrl(office.publicUrl()));
		}
		catch (RuntimeException ex) {
			return List
				.of(Finding.fatal("Datos de la oficina", deepest(ex), "Corrija becas.office en application.yml"));
		}
	}

	/**
	 * What Ley 1581 de 2012, art. 12, wants told to whoever gives personal data.
	 */
	private static Finding legal(Office office) {
		Map<String, @Nullable Object> required = new LinkedHashMap<>();
		required.put("entity", office.entity());
		required.put("tax-id", office.taxId());
		required.put("address", office.address());
		required.put("phone", office.phone());
		required.put("email", office.email());
		required.put("policy-url", office.policyUrl());
		List<String> empty = required.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == null || entry.getValue().toString().isBlank())
			.map(Map.Entry::getKey)
			.toList();
		return empty.isEmpty() ? Finding.good("Datos de la oficina", office.entity() + ", NIT " + office
			.taxId()) : Finding.bad("Datos de la oficina", "falta " + String.join(", ", empty),
					"Complételos en becas.office: la Ley 1581 de 2012 (art. 12) pide que quien se inscribe los vea");
	}

	private Finding publicUrl(@Nullable URI url) {
		boolean sends = this.installation.sends();
		if (url == null || url.getHost() == null) {
			return Finding.bad(PUBLIC, "becas.office.public-url no es una dirección: " + url,
					"Escríbala entera, como https://becas.example.gov.co");
		}
		boolean local = url.getHost().matches("localhost|127\\..*|\\[?::1]?|.*\\.local(domain)?");
		if (sends && local) {
			return Finding.bad(PUBLIC, url + " solo se abre en esta máquina",
					"Los enlaces de las cartas la llevan: ponga en becas.office.public-url la que ve el público");
		}
		if (sends && !"https".equals(url.getScheme())) {
			return Finding.bad(PUBLIC, url + " no es https",
					"Publique las páginas con https: la baja con un clic lo exige (RFC 8058)");
		}
		return Finding.good(PUBLIC, url + (local ? "; cámbiela antes de enviar de verdad" : ""));
	}

	private Finding sources() {
		try {
			SourceCatalog catalog = SourceCatalog.read(this.installation.folders().sources(),
					this.installation.folders().overlay());
			return catalog.sources().isEmpty()
					? Finding.bad("Fuentes", catalog.origin() + " no tiene ninguna", "Añada portales a sources.yml")
					: Finding.good("Fuentes", "%d en %s".formatted(catalog.sources().size(), catalog.origin()));
		}
		catch (SourceProblems ex) {
			return Finding.bad("Fuentes", String.valueOf(ex.getMessage()).replace("\n", "; "),
					"Corrija el archivo y compruébelo con sources check");
		}
	}

	static String deepest(Throwable ex) {
		Throwable deepest = ex;
		while (deepest.getCause() != null && deepest.getCause() != deepest) {
			deepest = deepest.getCause();
		}
		return String.valueOf(deepest.getMessage());
	}

}
