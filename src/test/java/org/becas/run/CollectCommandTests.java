package org.becas.run;

import java.nio.file.Files;
import java.nio.file.Path;

import org.becas.collect.Portal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** How {@code collect} ends, as the scheduler hears it. */
@SpringBootTest
@DirtiesContext(classMode = ClassMode.AFTER_CLASS)
class CollectCommandTests {

	@TempDir
	static Path folder;

	@Autowired
	ApplicationContext app;

	private final Portal portal = new Portal();

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
		registry.add("becas.sources", () -> folder.resolve("sources.yml").toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
		registry.add("becas.collect.retries", () -> "0");
	}

	@AfterEach
	void close() {
		this.portal.close();
	}

	@Test
	void aPersonIsCalledForASourceThatNeedsOneOnly() throws Exception {
		Files.writeString(folder.resolve("sources.yml"), """
				sources:
				  - {id: vacia, name: Vacía, url: '%1$s/vacia', tier: press, kind: page, list: article}
				  - {id: menos, name: Menos, url: '%1$s/menos', tier: press, kind: page, list: article}
				""".formatted(this.portal.url("")));
		this.portal.html("/vacia", "<h1>Becas</h1><p>Por ahora no hay convocatorias abiertas.</p>");
		for (int i = 0; i < 4; i++) {
			publish(20, i);
			assertThat(collect()).as("nothing is the matter").isEqualTo(Commands.DONE);
		}
		publish(2, 5);

		assertThat(collect()).as("read, but far too few").isEqualTo(Commands.NEEDS_A_PERSON);
	}

	private void publish(int count, int round) {
		StringBuilder list = new StringBuilder("<!--" + round + "-->");
		for (int i = 0; i < count; i++) {
			list.append("<article><h3><a href=/b/%d>Beca número %d</a></h3></article>".formatted(i, i));
		}
		this.portal.html("/menos", list.toString());
	}

	private int collect() {
		return Commands.execute(new String[] { "collect" }, (web, settings) -> {
			// What the command closes is not what the tests share
			GenericApplicationContext child = new GenericApplicationContext(this.app);
			child.refresh();
			return child;
		});
	}

}
