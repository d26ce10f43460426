package org.becas;

import java.net.URI;
import java.nio.file.Path;

import org.becas.account.Accounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@SpringBootTest
@AutoConfigureMockMvc
class PagesTests {

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Accounts accounts;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
	}

	@Test
	void staffPagesAskForSigningIn() {
		assertThat(this.mvc.get().uri("/oficina/procesos")).hasStatus(302).hasRedirectedUrl("/entrar");
	}

	@Test
	@WithMockUser
	void everyPageForbidsScriptsThatAreNotItsOwn() {
		assertThat(this.mvc.get().uri("/oficina/procesos")).hasStatusOk()
			.headers()
			.hasHeaderSatisfying("Content-Security-Policy",
					(values) -> assertThat(values).singleElement().asString().contains("default-src 'self'"));
	}

	@Test
	void pagesAreSpanishUnlessEnglishIsAskedFor() {
		assertThat(this.mvc.get().uri("/entrar")).bodyText().contains("Contraseña");
		assertThat(this.mvc.get().uri("/entrar?lang=en")).bodyText().contains("Password");
	}

	@Test
	void aOneTimeLinkMakesAnAccountOnceOnly() {
		String link = this.accounts.newLink();
		String token = link.substring(link.indexOf('=') + 1);

		assertThat(this.mvc.get().uri(link)).hasStatusOk();
		assertThat(this.mvc.post()
			.uri("/cuenta")
			.with(csrf())
			.param("link", token)
			.param("name", "laura")
			.param("password", "una frase larga")).hasRedirectedUrl("/entrar?creada");
		assertThat(this.mvc.post()
			.uri("/entrar")
			.with(csrf())
			.param("username", "laura")
			.param("password", "una frase larga")).hasRedirectedUrl("/oficina/revisar");
		assertThat(this.mvc.get().uri(link)).hasStatus(410);
	}

	@Test
	void aShortPasswordIsRefusedAndTheLinkStays() {
		String link = this.accounts.newLink();

		assertThat(this.mvc.post()
			.uri("/cuenta")
			.with(csrf())
			.param("link", link.substring(link.indexOf('=') + 1))
			.param("name", "pedro")
			.param("password", "corta")).hasStatus(422).bodyText().contains("al menos 10 caracteres");
		assertThat(this.mvc.get().uri(link)).hasStatusOk();
	}

	@ParameterizedTest
	@CsvSource({ "/entrar, 192.0.2.7", "/%65ntrar, 192.0.2.8" })
	void afterTenAttemptsToSignInTheNextMustWait(URI address, String from) {
		for (int i = 0; i < 10; i++) {
			assertThat(attempt(address, from)).hasRedirectedUrl("/entrar?error");
		}
		assertThat(attempt(address, from)).hasRedirectedUrl("/entrar?espere");
	}

	private org.springframework.test.web.servlet.assertj.MvcTestResult attempt(URI address, String from) {
		return this.mvc.post().uri(address).with(csrf()).with((request) -> {
			request.setRemoteAddr(from);
			return request;
		}).param("username", "nadie").param("password", "nada").exchange();
	}

}
