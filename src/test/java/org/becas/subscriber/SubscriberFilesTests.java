package org.becas.subscriber;

import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.mail.EmailAddress;
import org.becas.mail.Offices;
import org.becas.mail.SigningKey;
import org.becas.offer.Level;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Subscriber.Status;
import org.becas.subscriber.SubscriberFiles.Import;
import org.becas.subscriber.SubscriberFiles.RowError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ParameterizedClass
@EnumSource(Database.class)
class SubscriberFilesTests {

	private static final String HEADER = "email,name,levels,consent_at,consent_source\n";

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC);

	@Parameter
	Database database;

	private Connected connected;

	private Subscribers subscribers;

	private SubscriberFiles files;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.subscribers = new Subscribers(this.connected.jdbc(), new SigningKey(new byte[32]), CLOCK, (event) -> {
		});
		this.files = new SubscriberFiles(this.subscribers, Offices.bucaramanga(), CLOCK);
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void keepsTheGoodRowsAndNamesTheBadOnes() {
		Import done = read(HEADER + "ana@example.org,Ana,maestria;doctorado,2026-01-31,\"feria, 2026\"\n"
				+ "berta@example.org,,pregrado,,feria\n" + "carla@example.org,,pregrado,2026-01-31,\n"
				+ "no es correo,,pregrado,2026-01-31,feria\n" + "dario@example.org,,máster,2026-01-31,feria\n"
				+ "elena@example.org,,,2027-01-31,feria\n" + "fabio@example.org,,,31/01/2026,feria\n"
				+ "gloria@example.org,Gloria\n" + "ANA@example.org,Otra,otros,2026-02-01,feria\n"
				+ "hugo@example.org,Hugo,,2026-01-31T10:00:00-05:00,formato\n");

		assertThat(done.added()).isEqualTo(2);
		assertThat(done.known()).isOne();
		assertThat(done.errors()).extracting(RowError::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
		assertThat(done.errors()).extracting(RowError::reason)
			.satisfiesExactly((reason) -> assertThat(reason).contains("falta consent_at"),
					(reason) -> assertThat(reason).contains("falta consent_source"),
					(reason) -> assertThat(reason).contains("no es correo"),
					(reason) -> assertThat(reason).contains("máster", "pregrado, maestria, doctorado, otros"),
					(reason) -> assertThat(reason).contains("en el futuro"),
					(reason) -> assertThat(reason).contains("31/01/2026"),
					(reason) -> assertThat(reason).contains("2 columnas"));
		assertThat(find("ana@example.org").levels()).containsExactly(Level.MAESTRIA, Level.DOCTORADO);
		assertThat(find("hugo@example.org").levels()).containsExactly(Level.values());
	}

	@Test
	void whoLeftOrWasErasedDoesNotComeBackByAList() {
		String list = HEADER + "ana@example.org,Ana,maestria,2026-01-31,feria\n"
				+ "berta@example.org,Berta,maestria,2026-01-31,feria\n";
		read(list);
		this.subscribers.leave(find("ana@example.org").id(), Channel.OFFICE);
		this.subscribers.erase(EmailAddress.of("berta@example.org"));

		Import again = read(list);

		assertThat(again.added()).isZero();
		assertThat(again.errors()).hasSize(2)
			.allSatisfy((row) -> assertThat(row.reason()).contains("solo su dueño puede volver a inscribirla"));
		assertThat(find("ana@example.org").status()).isEqualTo(Status.LEFT);
	}

	@Test
	void whatIsWrittenCanBeReadElsewhereAndHoldsNoFormula() {
		read(HEADER + "ana@example.org,\"=HYPERLINK(\"\"x\"\")\",maestria,2026-01-31,feria\n");
		List<String> lines = new ArrayList<>();

		this.files.write(lines::add);

		assertThat(lines).containsExactly(HEADER.strip(),
				"ana@example.org,\"'=HYPERLINK(\"\"x\"\")\",maestria,2026-01-31T05:00:00Z,2026-01-31T05:00:00Z · feria");
	}

	@Test
	void aFileWithOtherColumnsIsRefusedAndTheRightOnesNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("correo,nombre\nana@example.org,Ana\n"))
			.withMessageContaining("email,name,levels,consent_at,consent_source");
	}

	@Test
	void aSpreadsheetsByteOrderMarkIsNoPartOfTheFirstColumn() {
		assertThat(read("\uFEFF" + HEADER + "ana@example.org,Ana,maestria,2026-01-31,feria\n").added()).isOne();
	}

	private Import read(String csv) {
		return this.files.read(new StringReader(csv));
	}

	private Subscriber find(String email) {
		return this.subscribers.find(EmailAddress.of(email)).orElseThrow();
	}

}
