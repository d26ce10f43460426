package org.becas.collect;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.becas.collect.Visit.Counts;
import org.becas.collect.Visit.Traffic;
import org.becas.source.Source;
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

	private final List<PostingReader> readers;

	private final PageReader pages;

	private final Admission admission;

	private final Visits visits;

	private final CollectSettings settings;

	private final Clock clock;

	Visitor(PortalClient client, List<PostingReader> readers, PageReader pages, Admission admission, Visits visits,
			CollectSettings settings, Clock clock) {
		this.client = client;
		this.readers = readers;
		this.pages = pages;
		this.admission = admission;
		this.visits = visits;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Visits a source.
	 * @throws DataAccessException if our own database fails, since then nothing can be
	 * kept and the run has to be repeated
	 */
	void visit(Source source, String run) {
		Instant started = this.clock.instant();
		try {
			Visit visit = new Visiting(source, this.client, this.readers, this.pages, this.admission, this.visits,
					this.settings, this.clock)
				.visit(run);
			this.visits.add(compared(visit));
		}
		catch (DataAccessException | TransactionException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// One source's oddity that we did not foresee must not cost the others'
			// visits
			LOG.error("La visita a {} falló por un error del programa", source.id(), ex);
			this.visits.add(new Visit(run, source.id(), source.url(), started, this.clock.instant(), Outcome.BROKEN,
					"Error del programa: " + ex, Counts.NONE, new Traffic(0, 0, 0, 0)));
		}
	}

	/** A visit that read much less or more than usual says so. */
	private Visit compared(Visit visit) {
		if (visit.outcome() != Outcome.OK) {
			return visit;
		}
		return Yield.of(this.visits.history(visit.sourceId(), Yield.LOOKED_AT))
			.flatMap((usual) -> usual.unusual(visit.counts().found()))
			.map(visit::because)
			.orElse(visit);
	}

}
