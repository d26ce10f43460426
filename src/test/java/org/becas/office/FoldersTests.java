package org.becas.office;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class FoldersTests {

	@Test
	void aFolderIsNotLookedForInTheClassPath() {
		assertThat(FoldersTests.class.getResource("/templates")).isNotNull();
		new ApplicationContextRunner().withUserConfiguration(Settings.class)
			.withPropertyValues("becas.templates=templates")
			.run((context) -> assertThat(context.getBean(Folders.class).templates()).isEqualTo(Path.of("templates")));
	}

	@EnableConfigurationProperties(Folders.class)
	static class Settings {

	}

}
