package org.becas.delivery;

import java.util.List;
import java.util.Set;

import org.becas.Database;
import org.becas.bulletin.Press;
import org.becas.mail.EmailAddress;
import org.becas.mail.ScriptedRelay.Taken;
import org.becas.offer.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrialSendingTests {

	private final PostOffice post = new PostOffice(Database.SQLITE);

	private final TrialSending trials = new TrialSending(this.post.press.desk(), this.post.composer(),
			this.post.mailer(), this.post.sender(), this.post.key, Press.OFFICE, this.post.time);

	@AfterEach
	void close() {
		this.post.close();
	}

	@Test
	void aTrialIsMarkedEndsNobodysSubscriptionAndIsInNoLedger() {
		this.post.ready(1);

		var answers = this.trials.send(PostOffice.DECEMBER, Set.of(Level.MAESTRIA),
				List.of(EmailAddress.of("ana@example.org"), EmailAddress.of("maestria0@example.org")));

		assertThat(answers.values()).allSatisfy((answer) -> assertThat(answer.taken()).isTrue());
		assertThat(this.post.relay.taken()).hasSize(2).allSatisfy((letter) -> {
			assertThat(letter.header("Subject")).satisfiesAnyOf(
					(subject) -> assertThat(subject).startsWith("[PRUEBA] "),
					(subject) -> assertThat(subject).startsWith("=?UTF-8?B?W1BSVUVCQV0g"));
			assertThat(letter.header("List-Unsubscribe")).isEqualTo("<https://becas.example.gov.co/baja?t=prueba>");
			assertThat(letter.text()).doesNotContain("%%");
		});
		assertThat(this.post.relay.taken()).extracting((Taken letter) -> letter.header("Message-ID"))
			.doesNotHaveDuplicates();
		assertThat(this.post.deliveries.dispatches()).isEmpty();
	}

	@Test
	void aDraftCanBeTriedToo() {
		this.post.offer("Beca", "2027-03-15", Level.MAESTRIA);
		this.post.press.desk().prepare(PostOffice.DECEMBER);

		this.trials.send(PostOffice.DECEMBER, Set.of(Level.MAESTRIA), List.of(EmailAddress.of("ana@example.org")));

		assertThat(this.post.relay.taken()).hasSize(1);
	}

	@Test
	void aTrialIsNoWayAroundTheLedger() {
		this.post.ready(1);
		List<EmailAddress> many = java.util.stream.IntStream.range(0, 11)
			.mapToObj((i) -> EmailAddress.of("p" + i + "@example.org"))
			.toList();

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.trials.send(PostOffice.DECEMBER, Set.of(Level.MAESTRIA), many))
			.withMessageContaining("11");
	}

}
