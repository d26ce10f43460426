package org.becas.collect;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

import org.becas.collect.Visit.Counts;
import org.becas.collect.Visit.Traffic;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Visits sources and keeps what came of it, whatever it was. */
@Component
class Visitor {

	private static final Logger LOG = LoggerFactory.getLogger(Visitor.class);

	private final PortalClient client;

	private final Browser browser;

	private final List<PostingReader> readers;

	private final PageReader pages;

	private final Admission admission;

	private final Visits visits;

	private final VisitMemory memory;

	private final CollectSettings settings;

	private final Clock clock;

	Visitor(PortalClient client, Browser browser, List<PostingReader> readers, PageReader pages, Admission admission,
			Visits visits, VisitMemory memory, CollectSettings settings, Clock clock) {
		this.client = client;
		this.browser = browser;
		this.readers = readers;
		this.pages = pages;
		this.admission = admission;
		this.visits = visits;
		this.memory = memory;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Visits a source, unless it is to be left alone for now.
	 * @param byName whether a person asked for this very source
	 * @throws DataAccessException if our own database fails, since then nothing can be
	 * kept and the run has to be repeated
	 */
	void visit(Source source, String run, boolean byName) {
		Instant started = this.clock.instant();
		Optional<Pause> pause = this.visits.pause(source.id(), source.reading());
		if (pause.isPresent() && pause.get().holds(started, byName)) {
			this.visits.add(pause.get().instead(source, run, started));
			return;
		}
		Recording recording = this.memory.begin(source, this.browser.over(this.client, source), this.admission);
		try {
			Visiting visiting = new Visiting(source, recording, this.readers, this.pages, recording, this.settings,
					this.clock);
			Visit visit = compared(source, visiting, visiting.visit(run));
			Pause next = Pause.after(pause.orElse(null), visit, visiting.askedToWait(),
					ThreadLocalRandom.current().nextDouble());
			Visit kept = this.memory.keep(visit, visiting.understood(), recording);
			this.memory.close(source, kept, next, asked());
		}
		catch (DataAccessException | TransactionException ex) {
			throw ex;
		}
		catch (RuntimeException | StackOverflowError ex) {
			// One source's oddity that we did not foresee must not cost the others'
			// visits
			LOG.error("La visita a {} falló por un error del programa", source.id(), ex);
			this.visits.add(new Visit(run, source.id(), source.url(), started, this.clock.instant(), Outcome.BROKEN,
					"Error del programa: " + ex, Counts.NONE, new Traffic(0, 0, 0, 0)));
		}
		finally {
			this.memory.end(source);
		}
	}

	/** What was asked of each host, by us and by the browser. */
	private Map<String, HostCount> asked() {
		Map<String, HostCount> asked = new TreeMap<>(this.client.asked());
		this.browser.asked().forEach((host, count) -> asked.merge(host, count, HostCount::and));
		return asked;
	}

	/**
	 * A visit that read much less or more than usual says so; one that read what is usual
	 * shows what the source has taken away.
	 */
	private Visit compared(Source source, Visiting visiting, Visit visit) {
		if (visit.outcome() != Outcome.OK) {
			return visit;
		}
		Optional<String> unusual = this.visits.usual(visit.sourceId(), visit.run())
			.flatMap((usual) -> usual.unusual(visit.counts().found()));
		if (unusual.isPresent()) {
			return visit.because(unusual.get());
		}
		int gone = showsAll(visiting) ? this.admission.notice(source, visiting.listed(), visit.startedAt()) : 0;
		return (gone == 0) ? visit : visit.because((gone == 1) ? "Una convocatoria ya no está en la lista"
				: gone + " convocatorias ya no están en la lista");
	}

	/** A feed shows only its latest items: what it no longer shows is not gone. */
	private static boolean showsAll(Visiting visiting) {
		Source understood = visiting.understood();
		boolean onePage = understood.kind() == Kind.PDF
				|| (understood.kind() == Kind.PAGE && understood.layout().list() == null);
		return visiting.sawAll() && understood.kind() != Kind.FEED && !onePage;
	}

}
