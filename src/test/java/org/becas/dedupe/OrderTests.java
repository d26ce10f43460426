package org.becas.dedupe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.becas.offer.Field;
import org.becas.offer.OfferId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.becas.dedupe.Calls.aCall;

/** Postings that come one after the other, as in collecting. */
class OrderTests {

	private static final Map<Calls, String> POSTINGS = postings();

	private final Matcher matcher = new Matcher();

	@Property(tries = 60)
	void anyOrderGivesTheSameClusters(@ForAll("orders") List<Calls> order) {
		assertThat(admit(order)).isEqualTo(POSTINGS.keySet()
			.stream()
			.collect(Collectors.groupingBy(POSTINGS::get, Collectors.toSet()))
			.values()
			.stream()
			.collect(Collectors.toSet()));
	}

	@Property(tries = 60)
	void whichOfTwoComesFirstChangesNothing(@ForAll("orders") List<Calls> order) {
		Comparison there = this.matcher.compare(order.get(0).candidate(), order.get(1).candidate());
		Comparison back = this.matcher.compare(order.get(1).candidate(), order.get(0).candidate());

		assertThat(back.outcome()).isEqualTo(there.outcome());
		assertThat(back.score()).isEqualTo(there.score());
	}

	@Provide
	Arbitrary<List<Calls>> orders() {
		return Arbitraries.shuffle(List.copyOf(POSTINGS.keySet()));
	}

	private Set<Set<Calls>> admit(List<Calls> order) {
		Map<String, Set<OfferId>> blocks = new HashMap<>();
		Map<OfferId, Candidate> held = new LinkedHashMap<>();
		Map<OfferId, Set<Calls>> clusters = new HashMap<>();
		for (Calls posting : order) {
			Set<String> keys = this.matcher.keys(posting.candidate());
			Map<OfferId, Candidate> known = new LinkedHashMap<>();
			keys.forEach(key -> blocks.getOrDefault(key, Set.of()).forEach(id -> known.put(id, held.get(id))));
			Verdict verdict = this.matcher.match(posting.candidate(), known);
			OfferId offer = (verdict instanceof Verdict.Same same) ? same.offer() : new OfferId(held.size() + 1);
			held.putIfAbsent(offer, posting.candidate());
			clusters.computeIfAbsent(offer, id -> new HashSet<>()).add(posting);
			keys.forEach(key -> blocks.computeIfAbsent(key, any -> new HashSet<>()).add(offer));
		}
		return new HashSet<>(clusters.values());
	}

	/** Each with the name of the call that it announces. */
	private static Map<Calls, String> postings() {
		Map<Calls, String> postings = new LinkedHashMap<>();
		for (String year : List.of("2026", "2027")) {
			String call = "water " + year;
			postings.put(aCall("Becas Lindero de maestría en gestión del agua " + year).closing(year + "-03-15")
				.at("https://lindero.example/agua/bases-" + year)
				.with(Field.COUNTRIES, "SE"), call);
			postings.put(aCall("Lindero Master's Scholarships in Water Management " + year).closing(year + "-03-15")
				.at("https://agregador.example/" + year + "/lindero")
				.with(Field.COUNTRIES, "SE"), call);
			postings.put(aCall("Bourses Lindero de master en gestion de l'eau " + year).closing(year + "-03-29")
				.saying("Date limite prolongée. https://lindero.example/agua/bases-" + year + "?utm_source=lettre")
				.with(Field.COUNTRIES, "SE"), call);
			postings.put(aCall("Becas Lindero de doctorado en historia " + year).closing(year + "-03-15")
				.at("https://lindero.example/historia/bases-" + year)
				.with(Field.COUNTRIES, "SE"), "history " + year);
		}
		postings.put(aCall("Pasantías Orilla en periodismo").at("https://orilla.example/pasantias/periodismo"),
				"press");
		postings.put(aCall("Pasantías Orilla en periodismo (plazo ampliado)")
			.at("http://www.orilla.example/pasantias/periodismo/?fbclid=abc"), "press");
		return postings;
	}

}
