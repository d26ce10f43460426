package org.becas.extract;

import java.time.LocalDate;
import java.util.Map;

import org.becas.offer.Confidence;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far an answer may be trusted follows from where its words stand. */
class ConfidenceTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@Test
	void aTitleAndALabelAreCertain() {
		Map<Field, Confidence> confidence = read("Becas de maestría", "Cierre: 3 de mayo de 2027");

		assertThat(confidence).containsEntry(Field.LEVELS, Confidence.CERTAIN)
			.containsEntry(Field.DEADLINE, Confidence.CERTAIN);
	}

	@Test
	void runningTextIsProbable() {
		Map<Field, Confidence> confidence = read("Becas", "La beca cubre la matrícula de una maestría en Chile."
				+ " Las personas interesadas se podrán postular hasta el 3 de mayo de 2027.");

		assertThat(confidence).containsEntry(Field.LEVELS, Confidence.PROBABLE)
			.containsEntry(Field.DEADLINE, Confidence.PROBABLE)
			.containsEntry(Field.COVERS, Confidence.PROBABLE);
	}

	@Test
	void whatIsFlaggedIsForAPerson() {
		Map<Field, Confidence> confidence = read("Becas de posgrado", "Deadline: 03/04/2027");

		assertThat(confidence).containsEntry(Field.LEVELS, Confidence.ASK)
			.containsEntry(Field.COLOMBIANS, Confidence.ASK);
	}

	@Test
	void whatIsNotSaidHasNone() {
		assertThat(read("Becas de maestría", "Se abre la convocatoria.")).doesNotContainKeys(Field.COVERS, Field.AGES,
				Field.PROVIDER, Field.MODE);
	}

	private static Map<Field, Confidence> read(String title, String text) {
		return READER.read(new Announcement(title, text), LocalDate.EPOCH).confidence();
	}

}
