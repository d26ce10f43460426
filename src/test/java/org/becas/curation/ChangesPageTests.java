package org.becas.curation;

import java.nio.file.Path;
import java.time.Instant;

import org.becas.SampleOffer;
import org.becas.offer.Deadline;
import org.becas.offer.OfferEvent;
import org.becas.offer.OfferEvent.State;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
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
@WithMockUser("laura")
class ChangesPageTests {

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Offers offers;

	@Autowired
	OfferEvents events;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
	}

	@Test
	void aNewDeadlineWaitsUntilSomebodyHasSeenIt() throws Exception {
		OfferId offer = SampleOffer.titled("Beca del cambio").closing("2031-03-30").approved().in(this.offers);
		this.events.changed(offer, "daad", Instant.parse("2026-11-23T10:00:00Z"),
				new State(Deadline.parse("2031-03-15"),
						"Primera línea.\nCierra el 15 de marzo de 2031.\nCubre el tiquete."),
				new State(Deadline.parse("2031-03-30"),
						"Primera línea.\nCierra el 30 de marzo de 2031.\nCubre el tiquete."));

		assertThat(body("/oficina/revisar")).contains("Cambios en las fuentes (1)");
		assertThat(body("/oficina/revisar/cambios")).contains("Beca del cambio", "Otra fecha de cierre",
				"sábado 15 de marzo de 2031", "domingo 30 de marzo de 2031", "<mark>15 </mark>", "<mark>30 </mark>");

		OfferEvent event = this.events.of(offer).get(0);
		assertThat(this.mvc.post().uri("/oficina/revisar/cambios/" + event.id() + "/visto").with(csrf()))
			.hasRedirectedUrl("/oficina/revisar/cambios");
		assertThat(body("/oficina/revisar/cambios")).doesNotContain("Beca del cambio");
		assertThat(body("/oficina/ofertas/" + offer)).contains("Lo que cambió la fuente", "mirado por laura");
	}

	@Test
	void whatIsGoneIsShownWithoutATextToCompare() throws Exception {
		OfferId offer = SampleOffer.titled("Beca perdida").closing("2031-04-30").approved().in(this.offers);
		this.events.add(offer, "daad", OfferEvent.Kind.GONE, Instant.parse("2026-11-23T10:00:00Z"));

		assertThat(body("/oficina/ofertas/" + offer)).contains("Ya no está en la fuente")
			.doesNotContain("El texto, antes y ahora");
	}

	private String body(String uri) throws Exception {
		var result = this.mvc.get().uri(uri).exchange();
		assertThat(result).hasStatusOk();
		return result.getResponse().getContentAsString();
	}

}
