package org.becas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Edition;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferFilter;
import org.becas.offer.Offers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** The whole way, from {@code sources.yml} to the inbox and out again. */
@SpringBootTest
@AutoConfigureMockMvc
class JourneyTests {

	private static final LocalDate TODAY = LocalDate.now(Clock.systemUTC());

	private static final GreenMail MAIL = new GreenMail(ServerSetup.SMTP.dynamicPort());

	private static HttpServer portal;

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	JobOperator operator;

	@Autowired
	Map<String, Job> jobs;

	@Autowired
	Offers offers;

	@Autowired
	BulletinDesk desk;

	@BeforeAll
	static void start() throws IOException {
		MAIL.start();
		portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		portal.createContext("/feed.xml", (exchange) -> {
			byte[] feed = feed().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
			exchange.sendResponseHeaders(200, feed.length);
			exchange.getResponseBody().write(feed);
			exchange.close();
		});
		portal.start();
	}

	@AfterAll
	static void stop() {
		portal.stop(0);
		MAIL.stop();
	}

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.sources", () -> sources().toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
		registry.add("spring.mail.host", () -> "127.0.0.1");
		registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
	}

	@Test
	void anOfferReachesTheInboxOfWhoeverChoseItsLevelAndNobodyElse() throws Exception {
		subscribe("maestria@example.org", Level.MAESTRIA);
		subscribe("pregrado@example.org", Level.PREGRADO);

		assertThat(run("collectJob", Map.of("run", "1"))).isEqualTo(BatchStatus.COMPLETED);
		Offer offer = this.offers.list(OfferFilter.with(Status.PENDING), 0, 10).get(0);
		assertThat(offer.facts().levels()).containsExactly(Level.MAESTRIA);
		assertThat(this.mvc.post().uri("/oficina/revisar/" + offer.id() + "/aprobar").with(user("laura")).with(csrf()))
			.hasStatus3xxRedirection();

		Edition edition = Edition.of(TODAY.toString().substring(0, 7));
		run("prepareJob", Map.of("edition", edition.toString(), "run", "1"));
		this.desk.approve(edition, this.desk.proof(edition).hash(), "laura");
		assertThat(run("deliverJob", Map.of("edition", edition.toString()))).isEqualTo(BatchStatus.COMPLETED);

		List<MimeMessage> letters = letters("List-Unsubscribe");
		assertThat(letters).hasSize(1);
		MimeMessage letter = letters.get(0);
		assertThat(letter.getAllRecipients()[0]).hasToString("maestria@example.org");
		String body = letter.getContent() instanceof jakarta.mail.Multipart parts
				? parts.getBodyPart(0).getContent().toString() : "";
		assertThat(body).contains("Becas de maestría en puentes colgantes");

		leaveWithOneClick(letter);
	}

	private void subscribe(String email, Level level) throws Exception {
		assertThat(this.mvc.post()
			.uri("/suscripcion")
			.with(csrf())
			.param("email", email)
			.param("levels", level.name())
			.param("adult", "true")
			.param("consent", "true")).hasRedirectedUrl("/suscripcion/enviada");
		MimeMessage asked = MAIL.getReceivedMessages()[MAIL.getReceivedMessages().length - 1];
		assertThat(asked.getAllRecipients()[0]).hasToString(email);
		Matcher link = Pattern.compile("/suscripcion/confirmar\\?t=([\\w.-]+)")
			.matcher(((jakarta.mail.Multipart) asked.getContent()).getBodyPart(0).getContent().toString());
		assertThat(link.find()).isTrue();
		assertThat(this.mvc.post().uri("/suscripcion/confirmar").with(csrf()).param("t", link.group(1))).hasStatusOk();
	}

	private void leaveWithOneClick(MimeMessage letter) throws Exception {
		String link = letter.getHeader("List-Unsubscribe", null).replaceAll("[<>]", "");
		String path = link.substring(link.indexOf("/baja"));
		assertThat(letter.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
		assertThat(this.mvc.get().uri(path)).hasStatusOk();
		assertThat(this.mvc.post().uri(path).param("List-Unsubscribe", "One-Click")).hasStatusOk();
		assertThat(this.mvc.post().uri(path).param("List-Unsubscribe", "One-Click")).hasStatusOk();
	}

	private BatchStatus run(String job, Map<String, String> parameters) throws Exception {
		JobParametersBuilder builder = new JobParametersBuilder();
		parameters.forEach(builder::addString);
		return this.operator.start(this.jobs.get(job), builder.toJobParameters()).getStatus();
	}

	private static List<MimeMessage> letters(String header) {
		return java.util.Arrays.stream(MAIL.getReceivedMessages())
			.filter((letter) -> GreenMailUtil.getHeaders(letter).contains(header + ":"))
			.toList();
	}

	private static Path sources() {
		try {
			return Files.writeString(folder.resolve("sources.yml"), """
					sources:
					  - id: puentes
					    name: Puentes
					    url: http://127.0.0.1:%d/feed.xml
					    kind: feed
					    tier: official
					    language: es
					    delay: 0s
					""".formatted(portal.getAddress().getPort()));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static String feed() {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<rss version="2.0"><channel><title>Puentes</title><link>http://127.0.0.1/</link>
				<item><title>Becas de maestría en puentes colgantes</title><link>http://127.0.0.1:%d/1.html</link>
				<guid isPermaLink="false">puentes-1</guid>
				<description>Becas completas de maestría en Alemania para ciudadanos colombianos.
				Fecha límite: %s.</description></item>
				</channel></rss>
				""".formatted(portal.getAddress().getPort(), TODAY.plusDays(40));
	}

}
