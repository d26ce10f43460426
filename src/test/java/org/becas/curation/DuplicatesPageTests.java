package org.becas.curation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.becas.offer.Facts;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Pairs;
import org.becas.offer.Sighting;
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
@WithMockUser("ana")
class DuplicatesPageTests {

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Offers offers;

	@Autowired
	Pairs pairs;

	@Autowired
	Reweighing reweighing;

	@Autowired
	org.becas.offer.Programmes programmes;

	@Autowired
	org.becas.dedupe.Matcher matcher;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
	}

	@Test
	void showsAPairWithTheDifferingWordsMarkedAndTakesTheAnswer() {
		OfferId one = add("Beca Faro <norte>");
		OfferId other = add("Beca Faro sur");
		this.pairs.ask(one, other, 2.5, List.of("mismo título +2.5"), Instant.EPOCH);

		assertThat(this.mvc.get().uri("/oficina/revisar")).bodyText().contains("Duplicados (1)");
		assertThat(this.mvc.get().uri("/oficina/duplicados")).hasStatusOk()
			.bodyText()
			.contains("<mark>&lt;norte&gt;</mark>", "<mark>sur</mark>", "mismo título +2.5");

		assertThat(answer(one, other, "SAME")).hasRedirectedUrl("/oficina/duplicados");
		assertThat(this.offers.get(other).status()).isEqualTo(Status.REJECTED);
		assertThat(this.mvc.get().uri("/oficina/ofertas/" + one)).bodyText()
			.contains("la misma que la oferta " + other);

		assertThat(this.mvc.post().uri("/oficina/duplicados/" + one + "/" + other + "/deshacer").with(csrf()))
			.hasRedirectedUrl("/oficina/duplicados");
		assertThat(this.offers.get(other).status()).isEqualTo(Status.PENDING);
		assertThat(this.pairs.countOpen()).isOne();
	}

	@Test
	void aProgrammeShowsItsCallsAndWhatAPersonSaysOfOneCounts() {
		OfferId last = add("Becas Orilla de buceo 2025", List.of("series:orilla+buceo"));
		OfferId next = add("Becas Orilla de buceo 2026", List.of("series:orilla+buceo"));
		long programme = this.programmes.of(last).orElseThrow();
		assertThat(this.programmes.of(next)).contains(programme);

		assertThat(this.mvc.get().uri("/oficina/programas/" + programme)).hasStatusOk()
			.bodyText()
			.contains("Becas Orilla de buceo", "/oficina/ofertas/" + last, "/oficina/ofertas/" + next);
		assertThat(this.mvc.get().uri("/oficina/programas")).hasStatusOk();

		assertThat(this.mvc.post().uri("/oficina/ofertas/" + next + "/programa").with(csrf()).param("programa", "0"))
			.hasStatus3xxRedirection();
		this.offers.putTogether(next);
		assertThat(this.programmes.of(next)).isPresent().isNotEqualTo(java.util.Optional.of(programme));

		assertThat(this.mvc.post().uri("/oficina/ofertas/" + next + "/programa").with(csrf()).param("programa", "-"))
			.hasRedirectedUrl("/oficina/ofertas/" + next);
		assertThat(this.programmes.of(next)).contains(programme);
		assertThat(this.programmes.history(next)).hasSize(2);
	}

	@Test
	void newWeightsCountOnlyOnceAPersonAcceptsThem() {
		java.util.Map<String, Double> shipped = this.matcher.weights();
		for (int i = 0; i < 15; i++) {
			String name = "Beca Marea " + (char) ('a' + i);
			this.pairs.answer(add(name + " (portal)"), add(name + " (prensa)"), Pairs.Answer.SAME, "ana", Instant.EPOCH,
					null);
			this.pairs.answer(add(name + " costa"), add(name + " selva"), Pairs.Answer.DIFFERENT, "ana", Instant.EPOCH,
					null);
		}

		assertThat(this.mvc.get().uri("/oficina/duplicados/pesos")).hasStatusOk().bodyText().contains("30 respuestas");
		assertThat(this.matcher.weights()).isEqualTo(shipped);

		this.mvc.post().uri("/oficina/duplicados/pesos").with(csrf()).param("version", "otra").exchange();
		assertThat(this.matcher.weights()).isEqualTo(shipped);
		this.mvc.post()
			.uri("/oficina/duplicados/pesos")
			.with(csrf())
			.param("version", this.reweighing.proposal().version())
			.exchange();
		assertThat(this.matcher.weights()).isNotEqualTo(shipped);

		this.mvc.post().uri("/oficina/duplicados/pesos").with(csrf()).param("deshacer", "1").exchange();
		assertThat(this.matcher.weights()).isEqualTo(shipped);
	}

	private org.springframework.test.web.servlet.assertj.MvcTestResult answer(OfferId one, OfferId other,
			String answer) {
		return this.mvc.post()
			.uri("/oficina/duplicados/" + one + "/" + other)
			.with(csrf())
			.param("respuesta", answer)
			.exchange();
	}

	private OfferId add(String title) {
		return add(title, List.of());
	}

	private OfferId add(String title, List<String> keys) {
		Sighting sighting = new Sighting("web", title, "https://web.example/" + Math.abs(title.hashCode()), title,
				"hash", Instant.EPOCH, Instant.EPOCH, null);
		return OfferStore.add(this.offers, Facts.unread(title, sighting.url()), "texto de " + title, "es", List.of(),
				Set.of(), sighting, keys);
	}

}
