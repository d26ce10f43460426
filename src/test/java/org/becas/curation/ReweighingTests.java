package org.becas.curation;

import java.time.Clock;
import java.util.Map;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.curation.Reweighing.Accepted;
import org.becas.dedupe.Matcher;
import org.becas.offer.Notices;
import org.becas.offer.Pairs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ParameterizedClass
@EnumSource(Database.class)
class ReweighingTests {

	private final Matcher matcher = new Matcher();

	private final Map<String, Double> shipped = this.matcher.weights();

	@Parameter
	Database database;

	private Connected connected;

	private String name;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.name = this.shipped.keySet().iterator().next();
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void eachUndoingTakesBackOneAcceptanceDownToTheShippedWeights() {
		accepted(7.25);
		accepted(8.5);
		Reweighing reweighing = reweighing(this.matcher);
		assertThat(this.matcher.weights()).containsEntry(this.name, 8.5);

		reweighing.undo("ana");
		assertThat(this.matcher.weights()).containsEntry(this.name, 7.25);

		assertThat(reweighing.undoable()).isTrue();
		reweighing.undo("ana");
		assertThat(this.matcher.weights()).isEqualTo(this.shipped);

		assertThat(reweighing.undoable()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> reweighing.undo("ana"));
		assertThat(reweighing.history()).hasSize(4)
			.extracting(Accepted::undoes)
			.containsExactly(false, false, true, true);
	}

	@Test
	void whatIsAcceptedAfterAnUndoingIsTakenBackAlone() {
		accepted(7.25);
		accepted(8.5);
		Reweighing reweighing = reweighing(this.matcher);
		reweighing.undo("ana");
		accepted(9.75);

		reweighing.undo("ana");

		assertThat(this.matcher.weights()).containsEntry(this.name, 7.25);
	}

	@Test
	void theProposalStartsFromWhatAnotherProcessAccepted() {
		Reweighing reweighing = reweighing(this.matcher);
		accepted(7.25);

		reweighing.proposal();

		assertThat(this.matcher.weights()).containsEntry(this.name, 7.25);
	}

	private Reweighing reweighing(Matcher matcher) {
		return new Reweighing(this.connected.jdbc(), new Pairs(this.connected.jdbc()),
				new Notices(this.connected.jdbc()), matcher, Clock.systemUTC());
	}

	private void accepted(double weight) {
		this.connected.jdbc()
			.sql("INSERT INTO matcher_weights (weights, accepted_by, accepted_at, evidence) VALUES (:weights, 'ana', 0, '24')")
			.param("weights", "{\"%s\": %s}".formatted(this.name, weight))
			.update();
	}

}
