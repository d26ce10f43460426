package org.becas.dedupe;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebAddressTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			// What never tells two pages apart
			"http://Becas.Example.EDU/llamado | https://becas.example.edu/llamado",
			"https://www.example.org/a/ | https://example.org/a", "https://example.org:443/a | https://example.org/a",
			"http://example.org:80/a | http://example.org/a", "https://example.org | https://example.org/",
			"https://u:p@example.org/a | https://example.org/a", "https://example.org./a | https://example.org/a",
			"https://example.org/a#requisitos | https://example.org/a",
			"https://example.org/a#:~:text=plazo | https://example.org/a",
			// Tracking
			"https://example.org/a?utm_source=x&utm_medium=y | https://example.org/a",
			"https://example.org/a?id=7&fbclid=zz | https://example.org/a?id=7",
			"https://example.org/a?UTM_Campaign=x&id=7 | https://example.org/a?id=7",
			"https://example.org/a?ref=portal.example.net | https://example.org/a",
			"https://example.org/a;jsessionid=9F2 | https://example.org/a",
			// Ways of writing
			"https:example.org/a | https://example.org/a", "https:\\\\example.org\\a | https://example.org/a",
			"https://example.org/a/./b/../c | https://example.org/a/c",
			"https://example.org/a/%2e%2e/c | https://example.org/c",
			"https://example.org/%7Ebecas | https://example.org/~becas",
			"https://example.org/maestr%c3%ada | https://example.org/maestría",
			"https://example.org/a b | https://example.org/a%20b",
			"https://example.org/?q=a b | https://example.org/?q=a%20b",
			"https://españa.example/a | https://xn--espaa-rta.example/a",
			"https://EXAMPLE%2eorg/a | https://example.org/a" })
	void onePageHasOneKey(String written, String other) {
		assertThat(key(written)).isEqualTo(key(other));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "https://example.org/?p=12 | https://example.org/?p=13",
			"https://example.org/a?x=1&y=2 | https://example.org/a?y=2&x=1",
			"https://example.org/a?ref=12 | https://example.org/a",
			"https://example.org/#/program/4 | https://example.org/#/program/5",
			"https://example.org/#!beca=4 | https://example.org/", "https://example.org:8443/a | https://example.org/a",
			"https://example.org/a%2Fb | https://example.org/a/b", "https://example.org/A | https://example.org/a",
			"https://becas.example.org/a | https://example.org/a" })
	void whatMayBeAnotherPageHasAnotherKey(String one, String other) {
		assertThat(key(one)).isNotEqualTo(key(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "becas", "mailto:a@example.org", "javascript:alert(1)", "https://", "http://:80/",
			"https://exa mple.org/", "https://example.org:99999/", "https://example.org:x/", "https://a..b/",
			"https://[::1", "https://%00/", "ftp://example.org/" })
	void whatIsNoWebAddressIsNone(String text) {
		assertThat(WebAddress.parse(text)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "https://example.org, true", "https://example.org/es/becas/, true",
			"https://example.org/convocatorias.html, true", "https://example.org/becas/excelencia-2027, false",
			"https://example.org/?id=4, false", "https://example.org/#/beca/4, false" })
	void knowsPagesThatListManyCalls(String address, boolean listsMany) {
		assertThat(WebAddress.parse(address).orElseThrow().listsMany()).isEqualTo(listsMany);
	}

	@Test
	void theSiteIsWhatAnOrganisationRegistered() {
		assertThat(WebAddress.parse("https://web.agencia.gov.co/x").orElseThrow().site()).isEqualTo("agencia.gov.co");
		assertThat(WebAddress.parse("https://www2.daad.de:8443/x").orElseThrow().site()).isEqualTo("daad.de");
	}

	@Property
	void readsWhateverItIsGiven(@ForAll String anything) {
		WebAddress.parse(anything);
		WebAddress.parse("https://" + anything).ifPresent(WebAddress::site);
	}

	@Property(tries = 300)
	void aKeyIsItsOwnKey(@ForAll String path) {
		WebAddress.parse("https://example.org/" + path)
			.ifPresent(address -> assertThat(key("https://" + address.key())).isEqualTo(address.key()));
	}

	private static String key(String address) {
		return WebAddress.parse(address).orElseThrow().key();
	}

	@Test
	void passesNobodysTrackingOn() {
		assertThat(Matcher.withoutTracking("https://a.example/b?id=7&utm_source=red&fbclid=x#c"))
			.isEqualTo("https://a.example/b?id=7#c");
		assertThat(Matcher.withoutTracking("https://a.example/b?utm_source=red")).isEqualTo("https://a.example/b");
		assertThat(Matcher.withoutTracking("https://a.example/#/b?utm_source=red"))
			.isEqualTo("https://a.example/#/b?utm_source=red");
	}

}
