package org.becas.delivery;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.becas.Becas;
import org.becas.Database;
import org.becas.bulletin.Edition;
import org.becas.delivery.Ledger.Handed;
import org.becas.delivery.Delivery.State;
import org.becas.mail.EmailAddress;
import org.becas.mail.ScriptedRelay;
import org.becas.mail.ScriptedRelay.Act;
import org.becas.mail.ScriptedRelay.Taken;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.SubscriberFiles;
import org.becas.subscriber.Subscribers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Database.class)
class DeliverJobTests {

	private static final Map<Database, Installation> RUNNING = new EnumMap<>(Database.class);

	private static YearMonth month = YearMonth.of(2026, 12);

	@Parameter
	Database database;

	private ScriptedRelay relay;

	private ConfigurableApplicationContext app;

	private Mailing edition;

	@BeforeEach
	void start() {
		Installation installation = RUNNING.computeIfAbsent(this.database, Installation::of);
		this.app = installation.app();
		this.relay = installation.relay();
		this.relay.reset();
		month = month.plusMonths(1);
		this.edition = Mailing.of(new Edition(month));
		this.app.getBean(JdbcClient.class).sql("DELETE FROM subscriber").update();
		this.app.getBean(JdbcClient.class).sql("DELETE FROM suppression").update();
		approve();
	}

	@AfterAll
	static void stop() {
		RUNNING.values().forEach(Installation::close);
		RUNNING.clear();
	}

	@Test
	void everybodyGetsOneLetterOrAReasonWhyNot() throws Exception {
		subscribe(30, "maestria");
		subscribe(5, "otros");
		this.app.getBean(Subscribers.class).leave(id("maestria0@example.org"), Channel.OFFICE);

		JobExecution run = deliver();

		assertThat(run.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 29, State.SKIPPED, 6));
		assertThat(lettersByRecipient()).hasSize(29).allSatisfy((recipient, n) -> assertThat(n).isOne());
		assertThat(this.app.getBean(Deliveries.class).reasons(this.edition, State.SKIPPED))
			.isEqualTo(Map.of("NOTHING_FOR_THEM", 5, "LEFT", 1));
	}

	@Test
	void aLetterCarriesWhatTheRulesForListsAskFor() throws Exception {
		subscribe(1, "maestria");

		deliver();

		Taken letter = this.relay.taken().get(0);
		assertThat(letter.header("Message-ID")).matches("<[A-Za-z0-9_-]{43}@bucaramanga.gov.co>");
		assertThat(letter.header("List-Unsubscribe"))
			.matches("<http://localhost:8080/baja\\?t=\\d+\\.[A-Za-z0-9_-]{43}>");
		assertThat(letter.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
		assertThat(letter.header("List-Id")).isEqualTo("<boletin.bucaramanga.gov.co>");
		assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
		assertThat(letter.header("To")).isEqualTo("maestria0@example.org");
		assertThat(letter.text()).contains("Hola, Persona 0:").doesNotContain("%%");
	}

	@Test
	void anAddressThatIsRefusedIsNotWrittenToAgain() throws Exception {
		subscribe(10, "maestria");
		this.relay.answer("RCPT maestria3@example.org", "550 5.1.1 no such user");

		deliver();

		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 9, State.REJECTED, 1));
		assertThat(this.app.getBean(Subscribers.class).get(id("maestria3@example.org")).status())
			.isEqualTo(Subscriber.Status.SUSPENDED);
	}

	@Test
	void aLetterPutOffIsSentByALaterStart() throws Exception {
		subscribe(10, "maestria");
		this.relay.answer("RCPT maestria3@example.org", "450 4.2.1 come back later");

		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 9, State.DEFERRED, 1));

		this.relay.answer("RCPT maestria3@example.org", null);
		this.app.getBean(JdbcClient.class).sql("UPDATE delivery SET next_at = 0").update();

		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 10));
		assertThat(lettersByRecipient()).hasSize(10).allSatisfy((recipient, n) -> assertThat(n).isOne());
	}

	@Test
	void aRelayThatRefusesUsStopsTheSendingAndBurnsNobody() throws Exception {
		subscribe(50, "maestria");
		this.relay.answer("MAIL", "550 5.7.1 sender not authorised");

		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.FAILED);

		assertThat(totals()).isEqualTo(Map.of(State.PLANNED, 50));
		Dispatch dispatch = this.app.getBean(Deliveries.class).dispatch(this.edition).orElseThrow();
		assertThat(dispatch.status()).isEqualTo(Dispatch.Status.STOPPED);
		assertThat(dispatch.reason()).contains("550 5.7.1 sender not authorised").contains("sistemas");

		this.relay.answer("MAIL", null);
		this.app.getBean(JdbcClient.class).sql("UPDATE delivery SET next_at = 0").update();
		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 50));
	}

	@Test
	void aLetterTakenWithoutAnAnswerIsUnknownAndNeverSentAgain() throws Exception {
		subscribe(30, "maestria");
		this.relay.script((recipient) -> recipient.equals("maestria7@example.org") ? Act.TAKE_AND_DROP : Act.ACCEPT);

		assertThat(deliver().getAllFailureExceptions()).singleElement()
			.satisfies((ex) -> assertThat(ex).hasMessageContaining("no se sabe si llegaron: 1"));
		deliver();
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 29, State.UNKNOWN, 1));

		assertThat(lettersByRecipient()).hasSize(30).allSatisfy((recipient, n) -> assertThat(n).isOne());
	}

	@Test
	void aRelayThatIsBusyPutsLettersOffAndLosesNone() throws Exception {
		subscribe(6, "maestria");
		this.relay.answer("MAIL", "450 4.7.1 too fast");

		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(totals()).isEqualTo(Map.of(State.DEFERRED, 6));

		this.relay.answer("MAIL", null);
		this.app.getBean(JdbcClient.class).sql("UPDATE delivery SET next_at = 0").update();
		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 6));
	}

	@Test
	void aLetterThatEndsTheConnectionEachTimeIsPutOff() throws Exception {
		subscribe(6, "maestria");
		this.relay.script((recipient) -> recipient.startsWith("maestria2@") ? Act.DROP_AT_RCPT : Act.ACCEPT);

		deliver();

		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 5, State.DEFERRED, 1));
	}

	@Test
	void aConnectionLostBeforeTheLetterCostsNobodyTheirLetter() throws Exception {
		subscribe(30, "maestria");
		Map<String, Integer> tries = new ConcurrentHashMap<>();
		this.relay.script((recipient) -> (recipient.equals("maestria1@example.org")
				&& tries.merge(recipient, 1, Integer::sum) == 1) ? Act.DROP_AT_RCPT : Act.ACCEPT);

		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.COMPLETED);

		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 30));
		assertThat(lettersByRecipient()).hasSize(30).allSatisfy((recipient, n) -> assertThat(n).isOne());
	}

	@Test
	void whatAKilledRunHadClaimedIsSentAndWhatItHadHandedOverIsNot() throws Exception {
		subscribe(10, "maestria");
		this.app.getBean(Audience.class).freeze(this.edition);
		Ledger ledger = this.app.getBean(Ledger.class);
		Instant now = Instant.now();
		long dead = ledger.takeOver(this.edition, List.of(), now);
		List<Delivery> claimed = ledger.claim(this.edition, dead, "", 4, now);
		ledger.hand(List.of(new Handed(claimed.get(0).id(), dead, 1, now)));

		deliver();

		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 9, State.UNKNOWN, 1));
		assertThat(ledger.hand(List.of(new Handed(claimed.get(1).id(), dead, 1, now)))).containsExactly(false);
		assertThat(ledger.claim(this.edition, dead, "", 4, now)).isEmpty();
	}

	@Test
	void aPersonMayHaveAnUnknownLetterSentAgainUnderTheSameMessageId() throws Exception {
		subscribe(1, "maestria");
		this.relay.script((recipient) -> (this.relay.count() == 1) ? Act.TAKE_AND_DROP : Act.ACCEPT);
		deliver();
		Deliveries deliveries = this.app.getBean(Deliveries.class);
		Delivery unknown = deliveries.list(this.edition, State.UNKNOWN, 0, 10).get(0);

		deliveries.resolve(unknown.id(), State.PLANNED, "Ana lo decidió", Instant.now());

		assertThat(deliver().getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(totals()).isEqualTo(Map.of(State.ACCEPTED, 1));
		assertThat(this.relay.taken()).extracting((letter) -> letter.header("Message-ID"))
			.containsExactly("<" + unknown.messageId() + ">", "<" + unknown.messageId() + ">");
	}

	@Test
	void whoIsErasedLaterStaysInTheBooksWithoutAName() throws Exception {
		subscribe(2, "maestria");
		deliver();

		this.app.getBean(Subscribers.class).erase(EmailAddress.of("maestria1@example.org"));

		assertThat(this.app.getBean(Deliveries.class).list(this.edition, State.ACCEPTED, 0, 10))
			.extracting((delivery) -> delivery.email().toString())
			.satisfiesExactlyInAnyOrder((email) -> assertThat(email).isEqualTo("maestria0@example.org"),
					(email) -> assertThat(email).endsWith("@erased.invalid"));
	}

	private JobExecution deliver() throws Exception {
		return this.app.getBean(JobOperator.class)
			.start(this.app.getBean("deliverJob", Job.class),
					new JobParametersBuilder().addString("edition", this.edition.toString()).toJobParameters());
	}

	private long id(String email) {
		return this.app.getBean(Subscribers.class).find(EmailAddress.of(email)).orElseThrow().id();
	}

	private Map<State, Integer> totals() {
		Map<State, Integer> totals = new HashMap<>(this.app.getBean(Deliveries.class).totals(this.edition));
		totals.values().removeIf((n) -> n == 0);
		return totals;
	}

	private Map<String, Long> lettersByRecipient() {
		return this.relay.taken().stream().collect(Collectors.groupingBy(Taken::recipient, Collectors.counting()));
	}

	private void subscribe(int count, String level) {
		StringBuilder csv = new StringBuilder("email,name,levels,consent_at,consent_source\n");
		for (int i = 0; i < count; i++) {
			csv.append("%s%d@example.org,Persona %d,%s,2026-01-31,formato firmado%n".formatted(level, i, i, level));
		}
		assertThat(this.app.getBean(SubscriberFiles.class).read(new StringReader(csv.toString())).errors()).isEmpty();
	}

	/** An approved bulletin with something for master's students only. */
	private void approve() {
		JdbcClient jdbc = this.app.getBean(JdbcClient.class);
		jdbc.sql("""
				INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)
				VALUES (:edition, 'APPROVED', '', 0, 'hash', 'Ana', 0)
				""").param("edition", this.edition.toString()).update();
		jdbc.sql("""
				INSERT INTO bulletin_rendering (edition, levels, subject, html, body)
				VALUES (:edition, 'maestria', 'Becas de diciembre', :html, :text)
				""")
			.param("edition", this.edition.toString())
			.param("html", "<p>%%NOMBRE%%</p><a href=\"%%BAJA%%\">Baja</a> <a href=\"%%PREFERENCIAS%%\">Cambiar</a>")
			.param("text", "%%NOMBRE%%\nBaja: %%BAJA%%\nCambiar: %%PREFERENCIAS%%\n")
			.update();
	}

	/** A program with a relay of its own, for all tests on one database. */
	private record Installation(ConfigurableApplicationContext app, ScriptedRelay relay) {

		static Installation of(Database database) {
			ScriptedRelay relay = new ScriptedRelay();
			try {
				Path data = Files.createTempDirectory("becas");
				return new Installation(new SpringApplicationBuilder(Becas.class).web(WebApplicationType.NONE)
					.run("--spring.datasource.url=" + database.url(), "--becas.data=" + data,
							"--spring.mail.host=localhost", "--spring.mail.port=" + relay.port(),
							"--becas.mail.connections=3", "--becas.delivery.patience=0s",
							"--becas.delivery.retry-after=1h", "--becas.delivery.reconnect-after=10ms"),
						relay);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void close() {
			this.app.close();
			this.relay.close();
		}

	}

}
