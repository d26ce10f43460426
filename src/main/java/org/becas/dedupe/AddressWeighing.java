package org.becas.dedupe;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Weighs where two announcements stand, and the pages to which they link. */
final class AddressWeighing {

	private final Both both;

	private final Findings findings;

	AddressWeighing(Both both, Findings findings) {
		this.both = both;
		this.findings = findings;
	}

	void weigh() {
		Set<String> pages = keys(this.both.a(), false);
		Set<String> otherPages = keys(this.both.b(), false);
		if (Both.meet(pages, otherPages)) {
			this.findings.add("page.same", "misma página");
		}
		else if (Both.meet(keysInAnyLanguage(this.both.a()), keysInAnyLanguage(this.both.b()))) {
			this.findings.add("page.translated", "misma página en otro idioma");
		}
		else if (Both.meet(this.both.a().links(), this.both.b().links())) {
			this.findings.add("page.linked", "enlazan la misma página oficial");
		}
		else if (Both.meet(keys(this.both.a(), true), keys(this.both.b(), true))) {
			this.findings.add("listing.same", "misma página de listado");
		}
		else if (!sites(linked(this.both.a())).isEmpty()
				&& Both.meet(sites(linked(this.both.a())), sites(linked(this.both.b())))) {
			this.findings.add("page.linked.other", "enlazan páginas distintas del mismo sitio");
		}
		else if (!this.both.areTranslated() && !pages.isEmpty() && !otherPages.isEmpty()
				&& Both.meet(sites(this.both.a().addresses()), sites(this.both.b().addresses()))) {
			this.findings.add("page.other", "otra página del mismo sitio");
		}
	}

	private static Set<String> keys(Profile profile, boolean listings) {
		return profile.addresses()
			.stream()
			.filter(address -> address.listsMany() == listings)
			.map(WebAddress::key)
			.collect(Collectors.toSet());
	}

	private static Set<String> keysInAnyLanguage(Profile profile) {
		return profile.addresses()
			.stream()
			.filter(address -> !address.listsMany())
			.map(WebAddress::keyInAnyLanguage)
			.collect(Collectors.toSet());
	}

	/** The pages, not listings, that a text links to besides its own. */
	private static Set<WebAddress> linked(Profile profile) {
		Set<String> own = keys(profile, false);
		Set<WebAddress> linked = new HashSet<>();
		profile.links()
			.stream()
			.filter(link -> !own.contains(link))
			.forEach(link -> WebAddress.parse("https://" + link).ifPresent(linked::add));
		return linked;
	}

	private static Set<String> sites(Set<WebAddress> addresses) {
		return addresses.stream().map(WebAddress::site).collect(Collectors.toSet());
	}

}
