package org.becas.run;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.collect.Outcome;
import org.becas.collect.Replay.Changed;
import org.becas.collect.Replay.Difference;
import org.becas.collect.Replay.Item;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * Says what a past run would have read with today's rules, for people and for programs.
 */
final class ReplayTable {

	private static final Locale SPANISH = Locale.forLanguageTag("es");

	private static final int SHOWN = 10;

	private final MessageSource messages;

	ReplayTable(MessageSource messages) {
		this.messages = messages;
	}

	void tell(String run, List<Difference> differences, PrintWriter out) {
		out.printf("Relectura de %s con las reglas de hoy. No se visitó a nadie y ninguna oferta cambió.%n%n", run);
		int width = differences.stream().mapToInt((one) -> one.source().length()).max().orElse(6);
		String form = "%-" + Math.max(width, 6) + "s  %8s %7s %9s %10s  %s%n";
		out.printf(form, "fuente", "leídas", "nuevas", "cambiadas", "perdidas", "resultado");
		for (Difference one : differences) {
			out.printf(form, one.source(), one.read(), one.added().size(), one.changed().size(), one.gone().size(),
					ending(one));
		}
		differences.stream().filter((one) -> !one.none() || one.missing() > 0).forEach((one) -> details(one, out));
		out.flush();
	}

	private String ending(Difference one) {
		String now = word(one.now());
		Outcome then = one.then();
		return (then == null || then == one.now() || then.good() && one.now().good()) ? now
				: "%s (entonces: %s)".formatted(now, word(then));
	}

	private String word(Outcome outcome) {
		return this.messages.getMessage("collect.outcome." + outcome.key(), null, SPANISH);
	}

	private static void details(Difference one, PrintWriter out) {
		out.printf("%n%s%n", one.source());
		if (one.missing() > 0) {
			out.printf("  %d respuestas que hoy se pedirían no se guardaron en aquella visita%n", one.missing());
		}
		items("+", one.added(), out);
		items("-", one.gone(), out);
		one.changed().stream().limit(SHOWN).forEach((changed) -> changed(changed, out));
		more(one.changed().size(), out);
	}

	private static void items(String sign, List<Item> items, PrintWriter out) {
		items.stream().limit(SHOWN).forEach((item) -> out.printf("  %s %s  %s%n", sign, item.title(), item.url()));
		more(items.size(), out);
	}

	private static void changed(Changed changed, PrintWriter out) {
		out.printf("  ~ %s  %s%n", changed.title(), changed.url());
		if (changed.text()) {
			out.println("      se toma otro texto de la página");
		}
		changed.fields()
			.forEach((field, values) -> out.printf("      %s: «%s» → «%s»%n", field.key(), values.before(),
					values.after()));
	}

	private static void more(int size, PrintWriter out) {
		if (size > SHOWN) {
			out.printf("    … y %d más (véalas todas con --json)%n", size - SHOWN);
		}
	}

	static Map<String, @Nullable Object> values(Difference one) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("source", one.source());
		values.put("at", one.at().toString());
		values.put("then", (one.then() != null) ? one.then().key() : null);
		values.put("now", one.now().key());
		values.put("why", one.why());
		values.put("read", one.read());
		values.put("added", one.added());
		values.put("changed", one.changed().stream().map(ReplayTable::values).toList());
		values.put("gone", one.gone());
		values.put("missing", one.missing());
		values.put("whole", one.whole());
		return values;
	}

	private static Map<String, @Nullable Object> values(Changed changed) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		changed.fields().forEach((field, values) -> fields.put(field.key(), values));
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("title", changed.title());
		values.put("url", changed.url());
		values.put("text", changed.text());
		values.put("fields", fields);
		return values;
	}

}
