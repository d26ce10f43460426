package org.becas.collect;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.dedupe.Matcher;
import org.becas.extract.AnnouncementReader;
import org.becas.offer.Offer;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferFilter;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Pairs;
import org.becas.office.Folders;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

/** A portal on loopback and everything that visits it, on a database of its own. */
final class Rig implements AutoCloseable {

	static final CollectSettings SETTINGS = new CollectSettings("becas-test/1 (+https://becas.example/contacto)",
			Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4),
			DataSize.ofMegabytes(2), 0, 4, 4, 1000, true);

	static final Browser NO_BROWSER = new Browser(new BrowserSettings("", Duration.ZERO, Duration.ZERO), SETTINGS,
			null);

	static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	final Portal portal = new Portal();

	final Connected connected;

	final Offers offers;

	final OfferEvents events;

	final Visits visits;

	final GoodPages good;

	final Responses responses;

	final HostMonths hosts;

	final Drift drift;

	final Bodies bodies;

	private final Folders folders;

	private final List<PostingReader> readers;

	private final PageReader pages = new PageReader();

	private Instant now = Instant.parse("2026-11-23T14:00:00Z");

	private int run;

	Rig(Database database, Path folder) {
		this(database, folder, DataSize.ofMegabytes(64));
	}

	Rig(Database database, Path folder, DataSize keep) {
		this.connected = database.fresh();
		this.folders = new Folders(folder, folder.resolve("outbox"), Path.of("templates"),
				folder.resolve("sources.yml"));
		this.offers = OfferStore.on(this.connected.jdbc(), BOGOTA);
		this.events = new OfferEvents(this.connected.jdbc());
		this.visits = new Visits(new JdbcTemplate(this.connected.dataSource()));
		this.good = new GoodPages(this.connected.jdbc());
		this.hosts = new HostMonths(this.connected.jdbc());
		this.bodies = new Bodies(this.folders, clock());
		this.responses = new Responses(new JdbcTemplate(this.connected.dataSource()), this.bodies,
				new JdbcTransactionManager(this.connected.dataSource()), new ResponseSettings(keep));
		this.drift = new Drift(this.good, this.responses);
		this.readers = List.of(new FeedReader(), this.pages, new JsonReader());
	}

	private Clock clock() {
		return Clock.fixed(this.now, ZoneOffset.UTC);
	}

	/** A day later the source is visited once more. */
	Visit visit(Source source) {
		this.now = this.now.plus(Duration.ofDays(1));
		String name = "run-" + ++this.run;
		try (PortalClient client = new PortalClient(SETTINGS, null, clock())) {
			Admission admission = new Admission(new AnnouncementReader(), new Matcher(), this.offers,
					new Sightings(this.connected.jdbc()),
					new Recognition(new Matcher(), this.offers, new Sightings(this.connected.jdbc()),
							new org.becas.offer.Notices(this.connected.jdbc()), new Pairs(this.connected.jdbc())),
					this.visits, this.events, new JdbcTransactionManager(this.connected.dataSource()), clock(), BOGOTA);
			new Visitor(client, Rig.NO_BROWSER, this.readers, this.pages, admission, this.visits,
					new VisitMemory(this.visits, this.responses, this.hosts, this.drift, BOGOTA), SETTINGS, clock())
				.visit(source, name, false);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return this.visits.ofRun(name).get(0);
	}

	Replay replay() {
		return replay(this.responses);
	}

	Replay replay(Responses responses) {
		return new Replay(responses, this.visits, this.readers, this.pages, new AnnouncementReader(), SETTINGS, BOGOTA);
	}

	/** A source «portal» at a path of the portal, with more lines of its entry. */
	Source source(String path, String... lines) {
		return catalog(path, lines).sources().get(0);
	}

	SourceCatalog catalog(String path, String... lines) {
		StringBuilder yaml = new StringBuilder(
				"sources:\n  - id: portal\n    name: Portal\n    tier: official\n    url: " + this.portal.url(path)
						+ "\n");
		for (String line : lines) {
			yaml.append("    ").append(line).append('\n');
		}
		return SourceCatalog.parse("sources.yml", yaml.toString());
	}

	List<Offer> offers() {
		return new ArrayList<>(this.offers.list(OfferFilter.all(), 0, 1000));
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.now, BOGOTA);
	}

	Instant now() {
		return this.now;
	}

	@Override
	public void close() {
		this.portal.close();
		this.connected.close();
	}

}
