package org.becas.run;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.becas.collect.Inspection;
import org.becas.collect.Inspection.Look;
import org.becas.run.LookReport.Ending;
import org.becas.source.Contract;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceOverlay;
import org.becas.source.SourceOverlay.Change;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Goes through the whole list of sources, and ends with what to do next. */
final class SourcesReport {

	private final PrintWriter out;

	private final PrintWriter err;

	private final LookReport looks;

	private final boolean json;

	SourcesReport(PrintWriter out, PrintWriter err, LookReport looks, boolean json) {
		this.out = out;
		this.err = err;
		this.looks = looks;
		this.json = json;
	}

	/**
	 * Lists the sources, runs their contracts and names what staff changed on the pages.
	 * @return the exit code
	 */
	int list(SourceCatalog written, SourceOverlay overlay) {
		SourceCatalog catalog = overlay.over(written);
		Map<String, List<String>> broken = contracts(catalog);
		for (Source source : catalog.sources()) {
			List<String> problems = broken.getOrDefault(source.id(), List.of());
			if (this.json) {
				this.out.println(JsonMapper.shared().writeValueAsString(values(source, catalog, problems)));
			}
			else {
				this.out.printf("%-24s %-10s %-14s %-14s %s%n", source.id(),
						(source.kind() != null) ? source.kind().key() : "–", source.tier().key(), standing(source),
						contract(catalog, source, problems));
				problems.forEach((problem) -> this.out.printf("    %s%n", problem));
			}
		}
		this.out.flush();
		changes(written, overlay);
		this.err.printf("%s: %d fuentes, sin errores de escritura.%n", catalog.origin(), catalog.sources().size());
		long never = catalog.sources().stream().filter((one) -> one.enabled() && one.verified() == null).count();
		if (!broken.isEmpty()) {
			this.err.printf("No se cumple lo que se espera de la página guardada de: %s%n",
					String.join(", ", new TreeMap<>(broken).keySet()));
		}
		if (never > 0) {
			this.err.printf("%d fuentes activadas no se han visto funcionar. Visítelas con: sources check --visit%n",
					never);
		}
		return broken.isEmpty() ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private static String standing(Source source) {
		return !source.enabled() ? "desactivada"
				: (source.verified() != null) ? "vista " + source.verified() : "sin comprobar";
	}

	private static String contract(SourceCatalog catalog, Source source, List<String> problems) {
		return !catalog.contracts().containsKey(source.id()) ? ""
				: problems.isEmpty() ? "página guardada: bien" : "página guardada: NO SE CUMPLE";
	}

	/** What each contract finds wrong; those that hold are left out. */
	private static Map<String, List<String>> contracts(SourceCatalog catalog) {
		Map<String, List<String>> broken = new LinkedHashMap<>();
		if (catalog.contracts().isEmpty()) {
			return broken;
		}
		try (Inspection inspection = Inspection.open()) {
			for (Map.Entry<String, Contract> entry : catalog.contracts().entrySet()) {
				Source source = catalog.find(entry.getKey()).orElseThrow();
				List<String> problems = check(inspection, catalog, source, entry.getValue());
				if (!problems.isEmpty()) {
					broken.put(entry.getKey(), problems);
				}
			}
		}
		return broken;
	}

	private static List<String> check(Inspection inspection, SourceCatalog catalog, Source source, Contract contract) {
		try {
			return inspection.check(source, contract, catalog.page(contract));
		}
		catch (SourceProblems ex) {
			return ex.problems().stream().map((problem) -> problem.text()).toList();
		}
	}

	private void changes(SourceCatalog written, SourceOverlay overlay) {
		for (Change change : overlay.changes()) {
			this.err.printf(change.outdated(written)
					? "%s: el cambio de %s (%s) en la página de Fuentes ya no cuenta, porque después se corrigió %s%n"
					: "%s: la cambió %s el %s en la página de Fuentes (%s)%n", change.id(), change.by(),
					change.at().toString().substring(0, 10),
					change.outdated(written) ? written.origin() : change.why());
		}
		if (!overlay.changes().isEmpty()) {
			this.err.printf("Esos cambios están en %s%n", overlay.file());
		}
	}

	private static Map<String, @Nullable Object> values(Source source, SourceCatalog catalog, List<String> problems) {
		Map<String, @Nullable Object> line = new LinkedHashMap<>();
		line.put("source", source.id());
		line.put("name", source.name());
		line.put("url", source.url().toString());
		line.put("kind", (source.kind() != null) ? source.kind().key() : null);
		line.put("tier", source.tier().key());
		line.put("enabled", source.enabled());
		line.put("verified", (source.verified() != null) ? source.verified().toString() : "never");
		line.put("contract", catalog.contracts().containsKey(source.id()) ? problems.isEmpty() : null);
		line.put("problems", problems);
		return line;
	}

	/**
	 * Visits every enabled source and keeps nothing: what the office runs on the first
	 * day.
	 * @return the exit code
	 */
	int visit(SourceCatalog catalog) {
		Map<Ending, List<Look>> byEnding = new TreeMap<>();
		try (Inspection inspection = Inspection.open()) {
			for (Source source : catalog.sources()) {
				if (source.enabled()) {
					Look look = inspection.look(source, 1);
					byEnding.computeIfAbsent(this.looks.ending(look), (ending) -> new ArrayList<>()).add(look);
					tell(source, look);
				}
			}
		}
		if (!this.json) {
			next(catalog, byEnding);
		}
		return byEnding.keySet().stream().allMatch(Ending::good) ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private void tell(Source source, Look look) {
		if (this.json) {
			this.looks.json(source, look);
			return;
		}
		String first = look.first().isEmpty() ? "" : "«" + look.first().get(0).title() + "»";
		String why = (look.why() == null) ? first : first.isEmpty() ? look.why() : first + ". " + look.why();
		this.out.printf("%-24s %-24s %5d  %s%n", source.id(), this.looks.ending(look).word(), look.found(), why);
		this.out.flush();
	}

	private void next(SourceCatalog catalog, Map<Ending, List<Look>> byEnding) {
		this.out.printf("%nQué sigue%n");
		byEnding.forEach((ending, looks) -> {
			String ids = String.join(", ", looks.stream().map((look) -> look.source().id()).toList());
			this.out.printf("%n  %s (%d): %s%n    %s%n", ending.word(), looks.size(), ids, ending.advice());
		});
		List<String> off = catalog.sources().stream().filter((one) -> !one.enabled()).map(Source::id).toList();
		if (!off.isEmpty()) {
			this.out.printf(
					"%n  desactivadas (%d), no se visitaron: %s%n    Junto a cada una, sources.yml dice por qué y qué probar. Para ver una: sources check %s%n",
					off.size(), String.join(", ", off), off.get(0));
		}
		this.out.flush();
	}

}
