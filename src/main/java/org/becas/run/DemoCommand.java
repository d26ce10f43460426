package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.becas.account.Accounts;
import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Edition;
import org.becas.collect.Visit;
import org.becas.collect.Visits;
import org.becas.curation.Curation;
import org.becas.delivery.Deliveries;
import org.becas.delivery.Delivery;
import org.becas.delivery.Mailing;
import org.becas.offer.Attention;
import org.becas.offer.DateWords;
import org.becas.offer.Deadline;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferFilter;
import org.becas.offer.Offers;
import org.becas.office.Folders;
import org.becas.office.Office;
import org.becas.subscriber.SubscriberFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code demo}: the whole way on one machine without a network. Everything it keeps is in
 * {@code data/demo}, made anew at each start; its letters go to the outbox.
 */
@Command(name = "demo", mixinStandardHelpOptions = true,
		description = "Muestra todo el camino en este equipo: portales de muestra, boletín, cartas en outbox y páginas.")
final class DemoCommand implements Callable<Integer> {

	private static final String STAFF = "demo";

	private static final int FIRST_PORT = 8080;

	private static final int MANY = 1000;

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	DemoCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws IOException {
		say("Becas · demostración: portales y suscriptores de muestra, nada sale de este equipo");
		Path data = Path.of(System.getenv().getOrDefault("BECAS_DATA", "data"), "demo");
		deleteAll(data);
		deleteLetters(Path.of(System.getenv().getOrDefault("BECAS_OUTBOX", "outbox")));
		Files.createDirectories(data);
		int port = freePort();
		var portals = new SamplePortals(LocalDate.now(Clock.systemDefaultZone()));
		Files.writeString(data.resolve("sources.yml"), portals.file("sources.yml").orElseThrow());
		var app = this.starter.start(true, "becas.data=" + data, "becas.sources=" + data.resolve("sources.yml"),
				"becas.office.public-url=http://localhost:" + port, "server.port=" + port, "spring.mail.host=",
				"spring.datasource.url=${becas.embedded-database}", "becas.collect.allow-private-addresses=true");
		walk(app, portals.file("subscribers.csv").orElseThrow());
		return Commands.STAYS_UP;
	}

	/** From the portals to the inbox. */
	private void walk(ConfigurableApplicationContext app, String subscribers) {
		Edition edition = new Edition(YearMonth.now(app.getBean(Clock.class).withZone(app.getBean(ZoneId.class))));
		int people = app.getBean(SubscriberFiles.class).read(new StringReader(subscribers)).added();
		say("  %d suscriptores de muestra con distintos niveles", people);
		collect(app);
		curate(app);
		approve(app, edition);
		deliver(app, edition);
		String password = app.getBean(Accounts.class).makeWithRandomPassword(STAFF);
		say("Demostración lista. Páginas: %s", app.getBean(Office.class).url("/"));
		say("  Para entrar como personal: %s  nombre «%s», contraseña «%s»", app.getBean(Office.class).url("/entrar"),
				STAFF, password);
		say("  Ctrl+C termina.");
	}

	private void collect(ConfigurableApplicationContext app) {
		String run = app.getBean(Clock.class).instant().toString();
		end(app.getBean(Jobs.class).run("collectJob", Map.of("run", run)));
		List<Visit> visits = app.getBean(Visits.class).ofRun(run);
		say("  %d portales visitados: %d publicaciones, %d ofertas nuevas, %d vistas en otro portal, %d enlace muerto",
				visits.size(), visits.stream().mapToInt((visit) -> visit.counts().found()).sum(),
				visits.stream().mapToInt((visit) -> visit.counts().added()).sum(),
				visits.stream().mapToInt((visit) -> visit.counts().same()).sum(),
				visits.stream().mapToInt((visit) -> visit.counts().gone()).sum());
	}

	/**
	 * Approves what a careful person would approve at sight, and leaves the rest in the
	 * queue.
	 */
	private void curate(ConfigurableApplicationContext app) {
		Curation curation = app.getBean(Curation.class);
		Offers offers = app.getBean(Offers.class);
		for (Offer offer : offers.list(OfferFilter.with(Status.PENDING), 0, MANY)) {
			boolean plain = offer.facts().deadline() instanceof Deadline.On
					&& !offer.attention().contains(Attention.POSSIBLE_DUPLICATE);
			if (offer.facts().call() && plain && curation.blockers(offer).isEmpty()) {
				curation.approve(offer.id(), STAFF, null);
			}
		}
		say("  %d ofertas aprobadas; %d quedan en «Por revisar» (sin fecha, vencidas, o que no son convocatorias)",
				offers.count(OfferFilter.with(Status.APPROVED)), offers.count(OfferFilter.with(Status.PENDING)));
	}

	private void approve(ConfigurableApplicationContext app, Edition edition) {
		Instant now = app.getBean(Clock.class).instant();
		end(app.getBean(Jobs.class).run("prepareJob", Map.of("edition", edition.toString(), "run", now.toString())));
		BulletinDesk desk = app.getBean(BulletinDesk.class);
		desk.approve(edition, desk.proof(edition).hash(), STAFF);
		say("  Boletín de %s preparado y aprobado",
				new DateWords(Locale.forLanguageTag("es"), app.getBean(ZoneId.class)).month(edition.month()));
	}

	private void deliver(ConfigurableApplicationContext app, Edition edition) {
		end(app.getBean(Jobs.class).run("deliverJob", Map.of("edition", edition.toString())));
		Map<Delivery.State, Integer> totals = app.getBean(Deliveries.class).totals(Mailing.of(edition));
		say("  %s, en %s",
				totals.entrySet()
					.stream()
					.filter((total) -> total.getValue() > 0)
					.map((total) -> total.getValue() + " cartas " + DeliveryWords.of(total.getKey()))
					.collect(Collectors.joining(", ")),
				app.getBean(Folders.class).outbox().toAbsolutePath().normalize());
	}

	private static void end(Jobs.Outcome outcome) {
		if (outcome instanceof Jobs.Outcome.Ended ended && !ended.good()) {
			throw new IllegalStateException(ended.why());
		}
	}

	private void say(String line, Object... values) {
		PrintWriter out = this.spec.commandLine().getOut();
		out.println(line.formatted(values));
		out.flush();
	}

	/** The port of {@code SERVER_PORT}, else 8080, else any that is free. */
	private static int freePort() throws IOException {
		int wanted = Integer.parseInt(System.getenv().getOrDefault("SERVER_PORT", String.valueOf(FIRST_PORT)));
		try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
		}
	}

	private static void deleteAll(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::delete);
			}
		}
	}

	/** The sample subscribers' letters of an earlier demonstration. */
	private static void deleteLetters(Path outbox) throws IOException {
		if (Files.exists(outbox)) {
			try (Stream<Path> letters = Files.list(outbox)) {
				letters.filter((letter) -> letter.getFileName().toString().contains("@example.org-"))
					.forEach(DemoCommand::delete);
			}
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No se pudo borrar lo que dejó la demostración anterior en " + file, ex);
		}
	}

}
