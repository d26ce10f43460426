package org.becas.offer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DataFileTests {

	@Test
	void readsTheCellsOfEachFact() {
		assertThat(DataFile.rows(getClass(), "data-file.tsv", 1)).hasSize(2)
			.last()
			.satisfies(cells -> assertThat(cells).containsExactly("seul", ""));
	}

	@Test
	void namesTheLineThatSaysTooLittle() {
		assertThatIllegalStateException().isThrownBy(() -> DataFile.rows(getClass(), "data-file.tsv", 3))
			.withMessageContaining("data-file.tsv, línea 5")
			.withMessageContaining("seul");
	}

	@Test
	void namesTheFileThatIsMissing() {
		assertThatIllegalStateException().isThrownBy(() -> DataFile.rows(getClass(), "nowhere.tsv", 1))
			.withMessageContaining("nowhere.tsv");
	}

	@Test
	void findsNoNamesInAnEmptyCell() {
		assertThat(DataFile.names(" ")).isEmpty();
		assertThat(DataFile.names("uno; dos;tres")).containsExactly("uno", "dos", "tres");
	}

}
