package org.becas.bulletin;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	@Test
	void breaksAtSpacesAndKeepsTheIndentation() {
		String wrapped = PlainText.wrap("  " + "palabra ".repeat(20));

		assertThat(wrapped.lines()).hasSize(3).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(78));
		assertThat(wrapped.lines().skip(1)).allSatisfy((line) -> assertThat(line).startsWith("  palabra"));
	}

	@Test
	void continuesAListItemUnderItsWords() {
		assertThat(PlainText.wrap("* " + "palabra ".repeat(25)).lines().skip(1))
			.allSatisfy((line) -> assertThat(line).startsWith("  palabra"));
	}

	@Test
	void neverBreaksAnAddress() {
		String address = "https://becas.example.edu/" + "a".repeat(90);

		assertThat(PlainText.wrap("Página oficial: " + address)).isEqualTo("Página oficial:\n" + address + "\n");
	}

	@Test
	void leavesOneEmptyLineAtMost() {
		assertThat(PlainText.wrap("uno\n\n \n\ndos")).isEqualTo("uno\n\ndos\n");
	}

}
