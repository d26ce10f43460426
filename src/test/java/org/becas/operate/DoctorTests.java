package org.becas.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.naming.CommunicationException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.becas.Database;
import org.becas.mail.DkimKey;
import org.becas.operate.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorTests {

	@TempDir
	Path home;

	@Test
	void aFreshInstallationCanStart() {
		List<Finding> findings = new MachineCheck(installation()).examine();
		findings.addAll(new DatabaseCheck(installation(), Clock.systemUTC()).examine());

		assertThat(Doctor.worst(findings)).isEqualTo(Verdict.GOOD);
		assertThat(this.home).isEmptyDirectory();
	}

	@Test
	void aFileThatIsNoDatabasePreventsTheStartAndNothingElseIsLookedAt() throws IOException {
		Files.createDirectory(this.home.resolve("data"));
		Files.writeString(this.home.resolve("data/becas.db"), "esto no es una base de datos".repeat(100));

		List<Finding> findings = new Doctor(installation(), Clock.systemUTC()).examine();

		Finding last = findings.get(findings.size() - 1);
		assertThat(last.verdict()).isEqualTo(Verdict.FATAL);
		assertThat(last.subject()).isEqualTo("Base de datos");
		assertThat(last.advice()).contains("restore");
	}

	@Test
	void aDataFolderThatIsAFilePreventsTheStart() throws IOException {
		Files.writeString(this.home.resolve("data"), "");

		assertThat(new MachineCheck(installation()).examine()).anySatisfy((finding) -> {
			assertThat(finding.verdict()).isEqualTo(Verdict.FATAL);
			assertThat(finding.advice()).contains("BECAS_DATA");
		});
	}

	@Test
	void aServerThatDoesNotAnswerIsNamed() {
		Installation server = installation("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/becas");

		assertThat(new DatabaseCheck(server, Clock.systemUTC()).examine()).singleElement().satisfies((finding) -> {
			assertThat(finding.verdict()).isEqualTo(Verdict.FATAL);
			assertThat(finding.text()).contains("jdbc:postgresql://127.0.0.1:1/becas");
		});
	}

	@ParameterizedTest
	@EnumSource(Database.class)
	void aWholeDatabaseOfThisVersionIsGood(Database database) {
		try (Database.Connected connected = database.fresh()) {
			Installation installation = installation("spring.datasource.url=" + connected.dataSource().getUrl());
			DatabaseCheck check = new DatabaseCheck(installation, Clock.systemUTC());

			assertThat(check.examine()).hasSize(3).extracting(Finding::verdict).containsOnly(Verdict.GOOD);
			assertThat(check.current()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(Database.class)
	void aDatabaseOfANewerProgramPreventsTheStart(Database database) {
		try (Database.Connected connected = database.fresh()) {
			connected.jdbc().sql("UPDATE flyway_schema_history SET version = '999' WHERE version = '1'").update();
			Installation installation = installation("spring.datasource.url=" + connected.dataSource().getUrl());

			List<Finding> findings = new DatabaseCheck(installation, Clock.systemUTC()).examine();

			assertThat(Doctor.worst(findings)).isEqualTo(Verdict.FATAL);
			assertThat(findings.get(findings.size() - 1).text()).contains("999");
		}
	}

	@Test
	void emptyLegalDataAreNamed() {
		Installation installation = installation("becas.office.tax-id=", "becas.office.phone=  ");

		assertThat(new OfficeCheck(installation).examine()).anySatisfy((finding) -> {
			assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
			assertThat(finding.text()).isEqualTo("falta tax-id, phone");
		});
	}

	@Test
	void anAddressOnlyForThisMachineIsWrongOnceLettersLeave() {
		assertThat(about("Dirección pública", new OfficeCheck(installation()).examine()).verdict())
			.isEqualTo(Verdict.GOOD);
		assertThat(about("Dirección pública", new OfficeCheck(installation("spring.mail.host=relay.example")).examine())
			.text()).contains("solo se abre en esta máquina");
		assertThat(about("Dirección pública",
				new OfficeCheck(installation("spring.mail.host=relay.example",
						"becas.office.public-url=http://becas.example.gov.co"))
					.examine())
			.text()).contains("no es https");
	}

	@Test
	void aMistakeInTheSourcesIsToldWithItsLine() throws IOException {
		Files.writeString(this.home.resolve("sources.yml"), "sources:\n  - id: x\n    colour: red\n");

		Finding finding = about("Fuentes", new OfficeCheck(installation()).examine());

		assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
		assertThat(finding.text()).contains("línea 3").contains("colour");
	}

	@Test
	void aRelayThatAnswersIsGoodAndGetsNoLetter() {
		GreenMail relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		relay.start();
		try {
			List<Finding> findings = new MailCheck(
					installation("spring.mail.host=127.0.0.1", "spring.mail.port=" + relay.getSmtp().getPort()))
				.examine();

			assertThat(findings).singleElement().satisfies((finding) -> {
				assertThat(finding.verdict()).isEqualTo(Verdict.GOOD);
				assertThat(finding.text()).contains("sin cifrar");
			});
			assertThat(relay.getReceivedMessages()).isEmpty();
		}
		finally {
			relay.stop();
		}
	}

	@Test
	void aRelayThatDoesNotAnswerIsNamed() {
		assertThat(new MailCheck(installation("spring.mail.host=127.0.0.1", "spring.mail.port=1")).examine())
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.verdict()).isEqualTo(Verdict.BAD);
				assertThat(finding.text()).contains("127.0.0.1:1");
				assertThat(finding.advice()).contains("cortafuegos");
			});
	}

	@Test
	void aKeyThatIsNotTheOnePublishedIsSaid() throws IOException {
		Map<String, List<String>> other = Map.of("TXT becas.example", List.of("v=spf1 mx"),
				"TXT k1._domainkey.becas.example", List.of("v=DKIM1; p=AAAA"));

		assertThat(about("DKIM", dns(other)).text()).contains("otra clave");
	}

	@Test
	void aKeyThatIsNotThereIsSaid() {
		List<Finding> findings = new DnsCheck(
				installation("becas.mail.from=boletin@becas.example", "becas.mail.dkim.selector=k2"),
				(name, type) -> List.of("ns.becas.example."))
			.examine();

		assertThat(about("DKIM", findings).verdict()).isEqualTo(Verdict.BAD);
		assertThat(about("DKIM", findings).text()).contains("No existe la clave DKIM").contains("dkim-k2.pem");
	}

	@Test
	void aSignatureInTheNameOfAnotherDomainIsWorthNothing() {
		List<Finding> findings = new DnsCheck(installation("becas.mail.from=boletin@becas.example",
				"becas.mail.dkim.selector=k2", "becas.mail.dkim.domain=other.example"),
				(name, type) -> List.of("ns.becas.example."))
			.examine();

		assertThat(about("DKIM", findings).text()).contains("other.example").contains("becas.example");
	}

	@Test
	void whatADomainLacksIsToldAsTheLineToPublish() throws IOException {
		List<Finding> findings = dns(Map.of("NS becas.example", List.of("ns.becas.example.")));

		assertThat(about("SPF", findings).advice()).contains("becas.example. IN TXT \"v=spf1 ");
		assertThat(about("DMARC", findings).advice()).contains("_dmarc.becas.example. IN TXT \"v=DMARC1; p=none");
		assertThat(about("DKIM", findings).advice())
			.contains("k1._domainkey.becas.example. IN TXT ( \"v=DKIM1; k=rsa; p=");
		assertThat(about("Devoluciones", findings).verdict()).isEqualTo(Verdict.BAD);
	}

	@Test
	void aDomainThatPublishesEverythingIsGood() throws IOException {
		List<Finding> findings = dns(Map.of("TXT becas.example", List.of("\"otra cosa\"", "\"v=spf1 mx \" \"-all\""),
				"TXT _dmarc.becas.example", List.of("v=DMARC1; p=reject"), "TXT k1._domainkey.becas.example",
				List.of(key().record().replace("p=", "p=\" \"")), "MX becas.example", List.of("10 mx.becas.example.")));

		assertThat(Doctor.worst(findings)).isEqualTo(Verdict.GOOD);
		assertThat(about("SPF", findings).text()).contains("v=spf1 mx -all");
	}

	@Test
	void theRelaysReverseNameIsToldAsTheLineToPublish() throws IOException {
		Map<String, List<String>> published = new HashMap<>(Map.of("TXT becas.example", List.of("v=spf1 mx ~all"),
				"A relay.becas.example", List.of("203.0.113.7")));

		List<Finding> without = dns(published, "spring.mail.host=relay.becas.example");
		published.put("PTR 7.113.0.203.in-addr.arpa", List.of("relay.becas.example."));
		List<Finding> with = dns(published, "spring.mail.host=relay.becas.example");

		assertThat(about("Nombre inverso (PTR)", without).advice())
			.contains("7.113.0.203.in-addr.arpa. IN PTR relay.becas.example.");
		assertThat(about("Nombre inverso (PTR)", with).verdict()).isEqualTo(Verdict.GOOD);
		assertThat(with).filteredOn((finding) -> finding.subject().equals("SPF"))
			.last()
			.satisfies((finding) -> assertThat(finding.advice()).contains("ip4:203.0.113.7"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "v=spf1 ip4:203.0.113.0/24 -all", "v=spf1 a:relay.becas.example -all",
			"v=spf1 include:otro.example -all", "v=spf1 redirect=otro.example", "v=spf1 mx/28 ~all", "v=spf1 +all" })
	void aRelayThatSpfNamesIsFound(String record) throws Exception {
		Map<String, List<String>> published = Map.of("TXT becas.example", List.of(record), "TXT otro.example",
				List.of("v=spf1 ip4:203.0.113.7 -all"), "A relay.becas.example", List.of("203.0.113.7"),
				"MX becas.example", List.of("10 mx.becas.example."), "A mx.becas.example", List.of("203.0.113.2"));

		assertThat(spf(published)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "v=spf1 ip4:203.0.112.0/24 -all", "v=spf1 mx -all", "v=spf1 -ip4:203.0.113.7 +all",
			"v=spf1 include:becas.example -all", "v=spf1 exists:%{i}.becas.example -all", "v=spf1", "otra cosa" })
	void aRelayThatSpfDoesNotNameIsNot(String record) throws Exception {
		assertThat(spf(Map.of("TXT becas.example", List.of(record)))).isFalse();
	}

	private static boolean spf(Map<String, List<String>> published) throws Exception {
		return new SpfRecord((name, type) -> published.getOrDefault(type + " " + name, List.of()),
				InetAddress.getByName("203.0.113.7"))
			.passes("becas.example");
	}

	@ParameterizedTest
	@CsvSource({ "0, GOOD", "20, GOOD", "-3600, BAD", "3600, BAD" })
	void aClockThatIsWrongIsSaid(long off, Verdict verdict) throws Exception {
		try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			Thread answers = new Thread(() -> tellTheTime(server));
			answers.start();
			Installation installation = installation("becas.doctor.time-server=127.0.0.1:" + server.getLocalPort());

			assertThat(new ClockCheck(installation, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(off))).examine())
				.singleElement()
				.extracting(Finding::verdict)
				.isEqualTo(verdict);
			answers.join();
		}
	}

	@Test
	void aMailboxThatNoLetterReturnsToIsSaid() {
		assertThat(new BounceCheck(installation()).examine()).singleElement()
			.extracting(Finding::verdict)
			.isEqualTo(Verdict.GOOD);
		assertThat(new BounceCheck(installation("becas.bounces.host=127.0.0.1")).examine()).singleElement()
			.satisfies((finding) -> assertThat(finding.advice()).contains("becas.mail.bounce-address"));
		assertThat(new BounceCheck(installation("becas.bounces.host=127.0.0.1", "becas.bounces.port=1",
				"becas.bounces.protocol=imap", "becas.bounces.username=rebotes", "becas.bounces.password=x",
				"becas.mail.bounce-address=rebotes@becas.example"))
			.examine()).singleElement()
			.satisfies((finding) -> assertThat(finding.text()).contains("No se puede leer el buzón"));
	}

	/** As a time server does (RFC 4330), once. */
	private static void tellTheTime(DatagramSocket server) {
		try {
			DatagramPacket asked = new DatagramPacket(new byte[48], 48);
			server.receive(asked);
			ByteBuffer answer = ByteBuffer.allocate(48).put(0, (byte) 0x24).put(1, (byte) 2);
			answer.putInt(40, (int) (Instant.now().getEpochSecond() + 2_208_988_800L));
			server.send(new DatagramPacket(answer.array(), 48, asked.getSocketAddress()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void twoSpfRecordsAreAsBadAsNone() throws IOException {
		assertThat(about("SPF", dns(Map.of("TXT becas.example", List.of("v=spf1 mx", "v=spf1 a")))).verdict())
			.isEqualTo(Verdict.BAD);
	}

	@Test
	void withoutANetworkTheDomainIsUnknown() {
		List<Finding> findings = new DnsCheck(installation(), (name, type) -> {
			throw new CommunicationException("DNS error");
		}).examine();

		assertThat(findings).singleElement().satisfies((finding) -> {
			assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
			assertThat(finding.text()).startsWith("no se pudo consultar");
		});
	}

	@Test
	void aDomainThatNobodyHereKnowsIsUnknown() throws IOException {
		assertThat(dns(Map.of())).singleElement().satisfies((finding) -> {
			assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
			assertThat(finding.text()).contains("no conoce becas.example");
		});
	}

	private DkimKey key() throws IOException {
		Path file = this.home.resolve("data/dkim-k1.pem");
		return Files.exists(file) ? DkimKey.read(file) : DkimKey.create(file);
	}

	private List<Finding> dns(Map<String, List<String>> published, String... more) throws IOException {
		key();
		return new DnsCheck(installation(java.util.stream.Stream
			.concat(java.util.stream.Stream.of("becas.mail.from=boletin@becas.example", "becas.mail.dkim.selector=k1"),
					java.util.Arrays.stream(more))
			.toArray(String[]::new)), (name, type) -> published.getOrDefault(type + " " + name, List.of())).examine();
	}

	private static Finding about(String subject, List<Finding> findings) {
		return findings.stream().filter((finding) -> finding.subject().equals(subject)).findFirst().orElseThrow();
	}

	private Installation installation(String... settings) {
		String[] all = java.util.stream.Stream
			.concat(java.util.stream.Stream.of("becas.data=data",
					"spring.datasource.url=jdbc:sqlite:" + this.home.resolve("data/becas.db")),
					java.util.Arrays.stream(settings))
			.toArray(String[]::new);
		return Installation.read(this.home, all);
	}

}
