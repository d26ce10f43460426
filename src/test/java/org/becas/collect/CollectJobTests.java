package org.becas.collect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
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
@WithMockUser
class CollectJobTests {

	@TempDir
	static Path folder;

	static Portal portal;

	@Autowired
	Job collectJob;

	@Autowired
	JobOperator operator;

	@Autowired
	Visits visits;

	@Autowired
	MockMvcTester mvc;

	@BeforeAll
	static void publish() {
		portal = new Portal();
		portal.html("/beca", "<h1>Una beca</h1><p>Hasta el 15 de marzo de 2027");
	}

	@AfterAll
	static void close() {
		portal.close();
	}

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
		registry.add("becas.sources", () -> folder.resolve("sources.yml").toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
	}

	@Test
	void aSourceThatFailsCostsNeitherTheJobNorTheOthers() throws Exception {
		write("""
				sources:
				  - {id: rota, name: Rota, url: '%s', tier: press, kind: feed}
				  - {id: buena, name: Buena, url: '%s', tier: press, kind: page}
				  - {id: apagada, name: Apagada, url: '%s', tier: press, kind: page, enabled: false}
				""".formatted(portal.url("/nada"), portal.url("/beca"), portal.url("/beca")));

		JobExecution execution = run("uno", null);

		assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(execution.getStepExecutions()).extracting((step) -> step.getStepName())
			.contains("visit:rota", "visit:buena")
			.doesNotContain("visit:apagada");
		assertThat(this.visits.ofRun("uno")).extracting(Visit::sourceId, Visit::outcome)
			.containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("rota", Outcome.NOT_FOUND),
					org.assertj.core.groups.Tuple.tuple("buena", Outcome.OK));
		assertThat(this.mvc.get().uri("/oficina/fuentes")).hasStatusOk()
			.bodyText()
			.contains("Buena", "leída", "no existe", "en otra dirección, escríbala en sources.yml", "desactivada");
	}

	@Test
	void aSourceAskedForByNameIsVisitedEvenIfItIsDisabled() throws Exception {
		write("""
				sources:
				  - {id: otra, name: Otra, url: '%s', tier: press, kind: page}
				  - {id: apagada, name: Apagada, url: '%s', tier: press, kind: page, enabled: false}
				""".formatted(portal.url("/beca"), portal.url("/beca")));

		run("dos", "apagada");

		assertThat(this.visits.ofRun("dos")).extracting(Visit::sourceId).containsExactly("apagada");
	}

	@Test
	void aListWithMistakesIsShownWithItsLine() throws Exception {
		write("sources:\n  - {id: otra, name: Otra, url: nada, tier: press}\n");

		assertThat(run("tres", null).getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(this.mvc.get().uri("/oficina/fuentes")).hasStatusOk().bodyText().contains("línea 2", "nada");
	}

	@Test
	void visitingNowAnUnknownSourceIsRefused() throws Exception {
		write("sources: []\n");

		assertThat(this.mvc.post().uri("/oficina/fuentes/nadie/visitar").with(csrf()))
			.hasRedirectedUrl("/oficina/fuentes");
	}

	private void write(String yaml) throws Exception {
		Files.writeString(folder.resolve("sources.yml"), yaml);
	}

	private JobExecution run(String run, String sources) throws Exception {
		JobParametersBuilder parameters = new JobParametersBuilder().addString("run", run);
		for (String ids : (sources != null) ? List.of(sources) : List.<String>of()) {
			parameters.addString("sources", ids);
		}
		return this.operator.start(this.collectJob, parameters.toJobParameters());
	}

}
