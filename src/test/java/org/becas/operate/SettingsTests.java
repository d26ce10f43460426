package org.becas.operate;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
class SettingsTests {

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
		registry.add("spring.datasource.password", () -> "no-se-muestra");
	}

	@Test
	@WithMockUser
	void showsEachSettingAndWhereItIsChanged() {
		assertThat(this.mvc.get().uri("/oficina/ajustes")).hasStatusOk()
			.bodyText()
			.contains("890.201.222-0", "Calle 35 # 10-43", "becas.office.tax-id", "BECAS_OFFICE_TAXID", "BECAS_DATA",
					folder.resolve("data").toString(), "nadie las recibe", "BECAS_SCHEDULE_BOUNCES", "0 20 * * * *")
			.doesNotContain("??", "no-se-muestra");
	}

	@Test
	@WithMockUser
	void isThereInEnglish() {
		assertThat(this.mvc.get().uri("/oficina/ajustes?lang=en")).hasStatusOk()
			.bodyText()
			.contains("Where it is changed", "Name of the office")
			.doesNotContain("??");
	}

	@Test
	@WithMockUser
	void theCheckUpIsShownAfterTheButton() {
		var done = this.mvc.post().uri("/oficina/ajustes").with(csrf()).exchange();

		assertThat(done).hasStatus(302).hasRedirectedUrl("/oficina/ajustes#revision");
		var flash = done.getMvcResult().getFlashMap();
		assertThat(this.mvc.get()
			.uri("/oficina/ajustes")
			.flashAttr("findings", flash.get("findings"))
			.flashAttr("worst", flash.get("worst"))).bodyText()
			.contains("Plantilla bulletin/bulletin", "se puede escribir", "✔ bien")
			.doesNotContain("??");
	}

	@Test
	void isForStaffOnly() {
		assertThat(this.mvc.get().uri("/oficina/ajustes")).hasRedirectedUrl("/entrar");
	}

}
