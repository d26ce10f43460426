package org.becas.run;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.becas.curation.Curation;
import org.becas.curation.Curation.Blocked;
import org.becas.offer.DateWords;
import org.becas.offer.Deadline;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferFilter;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Sighting;
import org.becas.office.Office;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationContext;

/** Curation from the shell. */
@Command(name = "offers", mixinStandardHelpOptions = true, description = "Muestra, aprueba o rechaza ofertas.")
final class OffersCommand implements Callable<Integer> {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** What can be done. */
	enum Act {

		LIST, APPROVE, REJECT

	}

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Parameters(index = "0", paramLabel = "ACCIÓN", description = "list, approve o reject")
	private Act act;

	@Parameters(index = "1..*", paramLabel = "ID", description = "números de ofertas")
	private List<Long> ids = new ArrayList<>();

	@Option(names = "--all", description = "todas las que están por revisar (con list, todas)")
	private boolean all;

	@Option(names = "--status", paramLabel = "ESTADO", description = "con list: pending, approved o rejected")
	private @Nullable Status status;

	@Option(names = "--by", paramLabel = "NOMBRE", description = "quién decide; obligatorio para decidir")
	private @Nullable String by;

	@Option(names = "--reason", paramLabel = "TEXTO",
			description = "por qué; obligatorio para rechazar y para aprobar lo que algo impide")
	private @Nullable String reason;

	@Option(names = "--json", description = "un objeto JSON por línea")
	private boolean json;

	OffersCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		check();
		try (var app = this.starter.start(false)) {
			return (this.act == Act.LIST) ? list(app) : decide(app);
		}
	}

	private void check() {
		if (this.act == Act.LIST) {
			return;
		}
		if (this.by == null || this.by.isBlank()) {
			throw new ParameterException(this.spec.commandLine(), "Falta --by NOMBRE: quién decide");
		}
		if (this.ids.isEmpty() && !this.all) {
			throw new ParameterException(this.spec.commandLine(), "Falta qué ofertas: sus números, o --all");
		}
		if (this.act == Act.REJECT && (this.reason == null || this.reason.isBlank())) {
			throw new ParameterException(this.spec.commandLine(), "Falta --reason TEXTO: por qué se rechaza");
		}
	}

	private int list(ApplicationContext app) {
		Offers offers = app.getBean(Offers.class);
		List<Offer> listed = this.ids.isEmpty()
				? offers.list(new OfferFilter(this.status, null, null, null, null), 0, Integer.MAX_VALUE)
				: named(offers);
		PrintWriter out = this.spec.commandLine().getOut();
		DateWords dates = new DateWords(Locale.forLanguageTag("es-CO"), app.getBean(Office.class).zone());
		for (Offer offer : listed) {
			out.println(this.json ? json(offer, app.getBean(Sightings.class).of(offer.id())) : line(offer, dates));
		}
		out.flush();
		return Commands.DONE;
	}

	private int decide(ApplicationContext app) {
		Offers offers = app.getBean(Offers.class);
		Curation curation = app.getBean(Curation.class);
		List<Offer> chosen = this.ids.isEmpty() ? offers.list(OfferFilter.with(Status.PENDING), 0, Integer.MAX_VALUE)
				: named(offers);
		int left = 0;
		for (Offer offer : chosen) {
			left += decide(curation, offer) ? 0 : 1;
		}
		this.spec.commandLine()
			.getErr()
			.printf("%d %s, %d sin decidir%n", chosen.size() - left,
					(this.act == Act.APPROVE) ? "aprobadas" : "rechazadas", left);
		return (left == 0) ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private boolean decide(Curation curation, Offer offer) {
		String who = java.util.Objects.requireNonNull(this.by);
		try {
			if (this.act == Act.APPROVE) {
				curation.approve(offer.id(), who, this.reason);
			}
			else {
				curation.reject(offer.id(), who, this.reason);
			}
			this.spec.commandLine()
				.getOut()
				.println((this.act == Act.APPROVE) ? "aprobada  " + offer.id() : "rechazada " + offer.id());
			return true;
		}
		catch (Blocked ex) {
			this.spec.commandLine().getErr().println(ex.getMessage());
			return false;
		}
	}

	private List<Offer> named(Offers offers) {
		List<Offer> named = new ArrayList<>();
		for (Long id : this.ids) {
			named.add(offers.find(new OfferId(id))
				.orElseThrow(() -> new ParameterException(this.spec.commandLine(),
						"No hay ninguna oferta con el número " + id)));
		}
		return named;
	}

	private static String line(Offer offer, DateWords dates) {
		return "%5s  %-8s  %-20s  %s%n       %s".formatted(offer.id(), offer.status().key(),
				Level.join(offer.facts().levels()), offer.facts().title(), dates.deadline(offer.facts().deadline()));
	}

	private static String json(Offer offer, List<Sighting> sightings) {
		Map<String, @Nullable Object> line = new LinkedHashMap<>();
		line.put("id", offer.id().value());
		line.put("status", offer.status().key());
		line.put("title", offer.facts().title());
		line.put("url", offer.facts().url());
		line.put("levels", offer.facts().levels().stream().sorted().map(Level::key).toList());
		line.put("deadline", (offer.facts().deadline() instanceof Deadline.On on) ? on.date().toString() : null);
		line.put("sources", sightings.stream().map(Sighting::sourceId).distinct().toList());
		return JSON.writeValueAsString(line);
	}

}
