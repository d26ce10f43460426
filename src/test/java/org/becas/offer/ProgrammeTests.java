package org.becas.offer;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.becas.offer.Offer.Status;
import org.becas.offer.Programme.Call;
import org.becas.offer.Programme.Expectation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgrammeTests {

	private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 23);

	@Test
	void expectsTheNextCallAYearAfterTheLast() {
		Expectation expected = programme("2025-02-12", "2026-02-15").expected(NOVEMBER).orElseThrow();

		assertThat(expected.month()).isEqualTo(YearMonth.of(2027, 2));
		assertThat(expected.evidence()).containsExactly(LocalDate.of(2026, 2, 15), LocalDate.of(2025, 2, 12));
		assertThat(expected.isSure()).isTrue();
		assertThat(expected.isDue(NOVEMBER)).isFalse();
		assertThat(expected.isDue(LocalDate.of(2027, 1, 10))).isTrue();
	}

	@Test
	void asksForMoreThanOneYearToBeSure() {
		assertThat(programme("2026-02-15").expected(NOVEMBER).orElseThrow().isSure()).isFalse();
	}

	@Test
	void expectsNothingWhileACallIsOpenOrOfAnIrregularSeries() {
		assertThat(programme("2026-02-15", "2027-02-15").expected(NOVEMBER)).isEmpty();
		assertThat(programme("2024-02-15", "2026-09-15").expected(NOVEMBER)).isEmpty();
		assertThat(programme().expected(NOVEMBER)).isEmpty();
	}

	@Test
	void givesUpOnACallThatDidNotCome() {
		assertThat(programme("2023-02-15", "2024-02-15").expected(NOVEMBER)).isEmpty();
	}

	@Test
	void saysWhatChangedSinceTheYearBefore() {
		Programme programme = new Programme(1, "Becas",
				List.of(call(1, "2026-02-15", "maestria"), call(2, "2027-02-15", "maestria;doctorado")));

		assertThat(programme.changed(programme.calls().get(0))).containsExactly(Field.LEVELS);
		assertThat(programme.changed(programme.calls().get(1))).isEmpty();
	}

	@Test
	void itsNameHasNoYear() {
		assertThat(Programmes.withoutYear("Becas Lindero 2026-2027: maestría (2027)"))
			.isEqualTo("Becas Lindero: maestría");
		assertThat(Programmes.withoutYear("2027")).isEqualTo("2027");
	}

	private static Programme programme(String... closings) {
		List<Call> calls = new ArrayList<>();
		for (String closing : closings) {
			calls.add(call(calls.size() + 1, closing, "maestria"));
		}
		return new Programme(1, "Becas", calls);
	}

	private static Call call(long id, String closes, String levels) {
		LocalDate closed = LocalDate.parse(closes);
		Facts facts = Facts.unread("Becas", "https://becas.example")
			.with(Map.of(Field.DEADLINE, closes, Field.LEVELS, levels, Field.EDITION, closes.substring(0, 4)));
		return new Call(new OfferId(id), facts, Status.APPROVED, closed.minusDays(60), closed);
	}

}
