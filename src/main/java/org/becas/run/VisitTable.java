package org.becas.run;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.collect.Advice;
import org.becas.collect.Health;
import org.becas.collect.SourceStates;
import org.becas.collect.Visit;
import org.becas.source.SourceCatalog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.MessageSource;

/** What came of the visits of a run, for a shell. */
final class VisitTable {

	private static final Locale SPANISH = Locale.forLanguageTag("es");

	private final SourceCatalog catalog;

	private final SourceStates states;

	private final Advice advice;

	private final MessageSource messages;

	VisitTable(SourceCatalog catalog, SourceStates states, Advice advice, MessageSource messages) {
		this.catalog = catalog;
		this.states = states;
		this.advice = advice;
		this.messages = messages;
	}

	/** One visit that has just ended. */
	String line(Visit visit) {
		return "%s: %s, halladas %d, nuevas %d".formatted(visit.sourceId(), say("outcome." + visit.outcome().key()),
				visit.counts().found(), visit.counts().added());
	}

	/** One JSON object per line. */
	void json(List<Visit> visits, PrintWriter out) {
		visits.forEach((visit) -> out.println(JsonMapper.shared().writeValueAsString(values(visit))));
	}

	private Map<String, @Nullable Object> values(Visit visit) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("source", visit.sourceId());
		values.put("outcome", visit.outcome().key());
		values.put("found", visit.counts().found());
		values.put("added", visit.counts().added());
		values.put("same", visit.counts().same());
		values.put("changed", visit.counts().changed());
		values.put("gone", visit.counts().gone());
		values.put("failed", visit.counts().failed());
		values.put("state", this.states.of(visit.sourceId()).key());
		values.put("why", visit.why());
		return values;
	}

	/** A table, and below it what is to be said of each. */
	void tell(List<Visit> visits, PrintWriter out) {
		int width = visits.stream().mapToInt((visit) -> visit.sourceId().length()).max().orElse(0);
		String form = "%-" + Math.max(width, 6) + "s  %-24s %8s %7s %7s %9s %10s %7s  %s%n";
		out.printf(form, "fuente", "resultado", "halladas", "nuevas", "iguales", "cambiadas", "retiradas", "fallas",
				"aviso");
		for (Visit visit : visits) {
			Visit.Counts counts = visit.counts();
			out.printf(form, visit.sourceId(), say("outcome." + visit.outcome().key()), counts.found(), counts.added(),
					counts.same(), counts.changed(), counts.gone(), counts.failed(),
					mark(this.states.of(visit.sourceId())));
		}
		for (Visit visit : visits) {
			if (visit.why() != null) {
				out.printf("%n%s: %s.%s%n", visit.sourceId(), visit.why(), advice(visit));
			}
		}
	}

	/** What to do about a visit, if there is anything to be done. */
	private String advice(Visit visit) {
		Health health = this.states.of(visit.sourceId());
		return (visit.outcome().fine() && !health.needsAPerson()) ? "" : " "
				+ this.advice.of(this.catalog.find(visit.sourceId()).orElse(null), health, visit.outcome(), SPANISH);
	}

	/** Draws the eye to a source that somebody should look at. */
	private String mark(Health health) {
		return (health == Health.GOOD) ? "" : "<< " + say("health." + health.key());
	}

	private String say(String key) {
		return this.messages.getMessage("collect." + key, null, SPANISH);
	}

}
