package org.becas.delivery;

import java.util.Map;

import org.becas.Database;
import org.becas.delivery.Delivery.State;
import org.becas.mail.ScriptedRelay.Taken;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.becas.subscriber.Consent.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ParameterizedClass
@EnumSource(Database.class)
class CorrectionsTests {

	private static final Mailing FIRST = Mailing.of("2026-12-c1");

	private final PostOffice post;

	private OfferId bridges;

	CorrectionsTests(Database database) {
		this.post = new PostOffice(database);
	}

	@BeforeEach
	void deliver() {
		this.bridges = this.post.offer("Beca para puentes colgantes", "2027-03-15", Level.MAESTRIA);
		this.post.offer("Beca para ríos", "2027-03-20", Level.DOCTORADO);
		this.post.approve();
		this.post.subscribe(3, Level.MAESTRIA);
		this.post.subscribe(2, Level.DOCTORADO);
		this.post.relay.answer("RCPT maestria2@example.org", "550 5.1.1 no such user");
		this.post.deliver();
	}

	@AfterEach
	void close() {
		this.post.close();
	}

	@Test
	void itAnswersTheLettersThatHeldTheOfferAndNoOthers() {
		Taken original = letterTo("maestria0@example.org");
		this.post.relay.reset();
		assertThat(
				this.post.corrections.preview(PostOffice.DECEMBER, this.bridges, "Cierra el 10 de marzo").recipients())
			.isEqualTo(2);

		Mailing mailing = this.post.corrections.write(PostOffice.DECEMBER, this.bridges, "Cierra el 10 de marzo",
				"Ana");

		assertThat(mailing).isEqualTo(FIRST);
		assertThat(this.post.deliver(mailing)).isEmpty();
		assertThat(this.post.relay.taken()).extracting(Taken::recipient)
			.containsExactlyInAnyOrder("maestria0@example.org", "maestria1@example.org");
		Taken letter = letterTo("maestria0@example.org");
		assertThat(letter.header("In-Reply-To")).isEqualTo(original.header("Message-ID"));
		assertThat(letter.header("References")).isEqualTo(original.header("Message-ID"));
		assertThat(letter.header("Message-ID")).isNotEqualTo(original.header("Message-ID"));
		assertThat(letter.header("List-Unsubscribe")).contains("/baja?t=");
		assertThat(letter.text()).contains("Cierra el 10 de marzo").contains("Hola, Persona 0:").doesNotContain("%%");
	}

	@Test
	void itIsSentOnceHoweverOftenItIsStarted() {
		Mailing mailing = this.post.corrections.write(PostOffice.DECEMBER, this.bridges, "Cierra el 10 de marzo",
				"Ana");
		this.post.deliver(mailing);
		this.post.relay.reset();

		this.post.deliver(mailing);

		assertThat(this.post.relay.taken()).isEmpty();
		assertThat(this.post.totals(mailing)).isEqualTo(Map.of(State.ACCEPTED, 2));
	}

	@Test
	void whoHasLeftSinceGetsNoCorrectionEither() {
		this.post.subscribers.leave(this.post.subscriber("maestria1@example.org").id(), Channel.LETTER);
		Mailing mailing = this.post.corrections.write(PostOffice.DECEMBER, this.bridges, "Cierra el 10 de marzo",
				"Ana");

		this.post.deliver(mailing);

		assertThat(this.post.totals(mailing)).isEqualTo(Map.of(State.ACCEPTED, 1, State.SKIPPED, 1));
	}

	@Test
	void theNextOneHasTheNextNumber() {
		this.post.corrections.write(PostOffice.DECEMBER, this.bridges, "Cierra el 10 de marzo", "Ana");

		assertThat(this.post.corrections.write(PostOffice.DECEMBER, this.bridges, "Es el 11", "Ana"))
			.isEqualTo(Mailing.of("2026-12-c2"));
	}

	@Test
	void anOfferThatNobodyGotCannotBeCorrected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.post.corrections.preview(PostOffice.DECEMBER, new OfferId(99), "Algo"))
			.withMessageContaining("no llevaba la oferta 99");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.post.corrections.preview(PostOffice.DECEMBER, this.bridges, " "))
			.withMessageContaining("qué estaba mal");
	}

	private Taken letterTo(String recipient) {
		return this.post.relay.taken()
			.stream()
			.filter((letter) -> letter.recipient().equals(recipient))
			.findFirst()
			.orElseThrow();
	}

}
