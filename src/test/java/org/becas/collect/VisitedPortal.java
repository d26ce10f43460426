package org.becas.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.dedupe.Matcher;
import org.becas.extract.AnnouncementReader;
import org.becas.offer.Offer;
import org.becas.offer.Notices;
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

/**
 * A portal on loopback and everything that visits it, with a clock that is set by hand.
 */
final class VisitedPortal implements AutoCloseable {

	static final CollectSettings SETTINGS = new CollectSettings("becas-test/1 (+https://becas.example/contacto)",
			Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2),
			DataSize.ofMegabytes(16), 2, 4, 8, 1000, true);

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	final Portal portal = new Portal();

	final Connected connected;

	final Visits visits;

	private final Offers offers;

	private final PortalClient client;

	private final Visitor visitor;

	private Instant now = Instant.parse("2026-11-23T14:00:00Z");

	private int run;

	VisitedPortal(Database database, Path folder) {
		this(database, folder, new PageReader());
	}

	VisitedPortal(Database database, Path folder, PageReader pages) {
		Clock clock = new SetClock();
		this.connected = database.fresh();
		this.offers = OfferStore.on(this.connected.jdbc(), BOGOTA);
		this.visits = new Visits(new JdbcTemplate(this.connected.dataSource()));
		this.client = new PortalClient(SETTINGS, null, clock);
		JdbcTransactionManager transactions = new JdbcTransactionManager(this.connected.dataSource());
		Responses responses = new Responses(new JdbcTemplate(this.connected.dataSource()),
				new Bodies(new Folders(folder, folder, folder, folder), clock), transactions,
				new ResponseSettings(DataSize.ofMegabytes(64)));
		this.visitor = new Visitor(this.client, Rig.NO_BROWSER,
				List.of(new FeedReader(), pages, new SitemapReader(), new JsonReader(), new PdfReader()), pages,
				new Admission(new AnnouncementReader(), new Matcher(), this.offers,
						new Sightings(this.connected.jdbc()),
						new Recognition(new Matcher(), this.offers, new Sightings(this.connected.jdbc()),
								new Notices(this.connected.jdbc()), new Pairs(this.connected.jdbc())),
						this.visits, new OfferEvents(this.connected.jdbc()), transactions, clock, BOGOTA),
				this.visits, new VisitMemory(this.visits, responses, new HostMonths(this.connected.jdbc()),
						new Drift(new GoodPages(this.connected.jdbc()), responses), BOGOTA),
				SETTINGS, clock);
	}

	void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	Visit visit(Source source) {
		return visit(source, false);
	}

	Visit visit(Source source, boolean byName) {
		String name = "run-" + this.run++;
		this.visitor.visit(source, name, byName);
		return this.visits.ofRun(name).get(0);
	}

	List<Offer> offers() {
		return this.offers.list(OfferFilter.all(), 0, 1000);
	}

	Source source(String path, String more) {
		return SourceCatalog
			.parse("sources.yml",
					"sources:\n- {id: portal, name: Portal, tier: press,\n   url: '%s', %s}"
						.formatted(this.portal.url(path), more))
			.sources()
			.get(0);
	}

	@Override
	public void close() {
		this.portal.close();
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.connected.close();
	}

	private final class SetClock extends Clock {

		@Override
		public Instant instant() {
			return VisitedPortal.this.now;
		}

		@Override
		public ZoneId getZone() {
			return BOGOTA;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return Clock.fixed(instant(), zone);
		}

	}

}
