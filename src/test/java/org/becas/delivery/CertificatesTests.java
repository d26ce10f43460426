package org.becas.delivery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.becas.Database;
import org.becas.bulletin.Edition;
import org.becas.delivery.Certificate.Line;
import org.becas.delivery.Delivery.State;
import org.becas.mail.EmailAddress;
import org.becas.mail.ScriptedRelay.Act;
import org.becas.offer.Level;
import org.becas.offer.Sightings;
import org.becas.office.Sha256;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.SubscriberErased;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What staff can show for an edition that has left: the certificate, and the archive. */
@ParameterizedClass
@EnumSource(Database.class)
class CertificatesTests {

	private final PostOffice post;

	private final Certificates certificates;

	CertificatesTests(Database database) {
		this.post = new PostOffice(database);
		this.certificates = new Certificates(this.post.jdbc(), this.post.deliveries, this.post.press.bulletins(),
				this.post.key, this.post.time);
	}

	/** Six planned: two accepted, and one of each other outcome. */
	@BeforeEach
	void deliver() {
		this.post.ready(6).freeze(PostOffice.BULLETIN);
		this.post.subscribers.leave(this.post.subscriber("maestria5@example.org").id(), Channel.LETTER);
		this.post.relay.answer("RCPT maestria2@example.org", "550 5.1.1 no such user")
			.answer("RCPT maestria3@example.org", "450 4.2.1 =later")
			.script((to) -> to.equals("maestria4@example.org") ? Act.TAKE_AND_DROP : Act.ACCEPT);
		this.post.with("becas.delivery.patience", "0s").deliver();
		assertThatIllegalArgumentException().isThrownBy(() -> csv()).withMessageContaining("faltan 1");
		this.post.time.pass(Duration.ofDays(4));
		this.post.deliver();
	}

	@AfterEach
	void close() {
		this.post.close();
	}

	@Test
	void everybodyPlannedHasOneLineAndTheNumbersAddUp() {
		List<Line> lines = new ArrayList<>();

		Certificate certificate = this.certificates.issue(PostOffice.BULLETIN, lines::add);

		assertThat(certificate.balanced()).isTrue();
		assertThat(List.of(certificate.planned(), certificate.accepted(), certificate.rejected(), certificate.expired(),
				certificate.unknown(), certificate.skipped()))
			.containsExactly(6, 2, 1, 1, 1, 1);
		assertThat(lines).hasSize(7).extracting(Line::outcome).contains("EXPIRED", "UNKNOWN", "REJECTED", "SKIPPED");
		assertThat(lines.get(6).hash()).isEqualTo(certificate.head());
		assertThat(this.certificates.heads(PostOffice.BULLETIN)).containsExactly(certificate.head());
	}

	@Test
	void aFileThatWasLeftAloneIsGood() throws IOException {
		assertThat(check(csv())).isEmpty();
	}

	@Test
	void aChangedWordIsFound() throws IOException {
		assertThat(check(csv().replace("REJECTED", "ACCEPTED")))
			.anySatisfy((problem) -> assertThat(problem).contains("Línea 3").contains("no concuerda con su huella"));
	}

	@Test
	void anotherAddressInALineIsFound() throws IOException {
		assertThat(check(csv().replace("maestria0@example.org", "otra@example.org")))
			.containsExactly("Línea 1: la dirección otra@example.org no es la que recibió esa carta");
	}

	@Test
	void aMissingLineIsFoundAlsoAtTheEnd() throws IOException {
		List<String> lines = csv().lines().toList();

		assertThat(check(String.join("\r\n", lines.subList(0, 7))))
			.anySatisfy((problem) -> assertThat(problem).contains("Ningún certificado"))
			.anySatisfy((problem) -> assertThat(problem).contains("Falta maestria5@example.org"));
	}

	@Test
	void aLineThatWasPutInOrRepeatedIsFoundAndTheOthersAreStillCompared() throws IOException {
		List<String> lines = new ArrayList<>(csv().lines().toList());
		lines.add(3, lines.get(2));
		lines.add(lines.get(4).replaceFirst("[A-Za-z0-9_-]{43}@", "x".repeat(43) + "@"));
		lines.set(8, lines.get(8).replace("SKIPPED", "ACCEPTED"));

		assertThat(check(String.join("\r\n", lines)))
			.anySatisfy((problem) -> assertThat(problem).contains("no concuerda con su huella"))
			.anySatisfy((problem) -> assertThat(problem).contains("está dos veces"))
			.noneSatisfy((problem) -> assertThat(problem).contains("Falta"));
	}

	@Test
	void whatHappensAfterwardsIsToldAsADifference() throws IOException {
		String before = csv();
		Delivery unknown = this.post.deliveries.list(PostOffice.BULLETIN, State.UNKNOWN, 0, 1).get(0);

		new DeliveryDesk(this.post.deliveries, this.post.time).resolve(unknown.id(), true, "Ana");

		assertThat(check(before)).singleElement()
			.satisfies(
					(problem) -> assertThat(problem).contains("Línea 5: decía UNKNOWN; el libro dice ahora ACCEPTED"));
	}

	@Test
	void whoIsErasedLaterDoesNotBreakTheChain() throws IOException {
		String before = csv();
		long id = this.post.subscriber("maestria0@example.org").id();
		this.post.subscribers.erase(EmailAddress.of("maestria0@example.org"));
		this.post.deliveries.erase(new SubscriberErased(id, "hash"));

		assertThat(check(before)).isEmpty();
		assertThat(csv()).doesNotContain("maestria0@example.org");
		assertThat(check(csv())).isEmpty();
		assertThat(this.certificates.heads(PostOffice.BULLETIN)).hasSize(1);
	}

	@Test
	void somethingElseThanACertificateIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> check("email,name\r\nana@example.org,Ana\r\n"))
			.withMessageContaining("no es un certificado");
	}

	private EditionArchive archive() {
		return new EditionArchive(this.post.press.desk(), this.post.press.bulletins(), this.post.press.offers(),
				new Sightings(this.post.jdbc()), this.post.deliveries, this.post.corrections, this.certificates,
				this.post.time);
	}

	@Test
	void theArchiveHoldsTheEditionAndNobodysAddress() throws IOException {
		csv();
		EditionArchive archive = archive();
		ByteArrayOutputStream out = new ByteArrayOutputStream();

		archive.write(PostOffice.DECEMBER, out);

		Map<String, String> files = unzip(out.toByteArray());
		assertThat(files).containsKeys("manifest.json", "aprobacion.json", "ofertas.json", "envio-2026-12.json",
				"cartas/aprobadas/maestria.html", "cartas/aprobadas/maestria.txt", "plantillas/bulletin/bulletin.html",
				"plantillas/bulletin/bulletin.txt");
		assertThat(files.get("aprobacion.json")).contains("\"approved_by\" : \"Ana\"");
		assertThat(files.get("ofertas.json")).contains("Beca para puentes colgantes").contains("evidence");
		assertThat(files.values()).noneMatch((text) -> text.contains("maestria0@") || text.contains("Persona 0"));
		assertThat(files.get("manifest.json")).contains("\"ofertas.json\" : \"" + Sha256.of(files.get("ofertas.json")));
	}

	@Test
	void anEditionThatNobodyApprovedIsNotArchived() {
		EditionArchive archive = archive();
		this.post.offer("Otra", "2027-05-01", Level.MAESTRIA);
		this.post.press.desk().prepare(Edition.of("2027-01"));

		assertThatIllegalArgumentException()
			.isThrownBy(() -> archive.write(Edition.of("2027-01"), new ByteArrayOutputStream()))
			.withMessageContaining("no está aprobado");
	}

	private String csv() {
		StringBuilder csv = new StringBuilder();
		this.certificates.write(PostOffice.BULLETIN, (line) -> csv.append(line).append("\r\n"));
		return csv.toString();
	}

	private List<String> check(String csv) throws IOException {
		return this.certificates.check(PostOffice.BULLETIN, new StringReader(csv));
	}

	private static Map<String, String> unzip(byte[] zip) throws IOException {
		Map<String, String> files = new LinkedHashMap<>();
		ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
		for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
			files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		return files;
	}

}
