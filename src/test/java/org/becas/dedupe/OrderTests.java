package org.becas.dedupe;

import java.util.ArrayList;
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
import org.becas.dedupe.Comparison.Outcome;
import org.becas.dedupe.Grouping.Link;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;

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
		List<Calls> names = List.copyOf(POSTINGS.keySet());
		List<Link<Integer>> links = new ArrayList<>();
		for (int i = 0; i < order.size(); i++) {
			for (int j = 0; j < i; j++) {
				Comparison comparison = this.matcher.compare(order.get(i).candidate(), order.get(j).candidate());
				if (comparison.outcome() == Outcome.SAME) {
					links.add(new Link<>(names.indexOf(order.get(i)), names.indexOf(order.get(j)), comparison.score()));
				}
			}
		}
		List<Set<Integer>> alone = order.stream().map(calls -> Set.of(names.indexOf(calls))).toList();
		return Grouping
			.of(alone, links, (a, b) -> this.matcher.compare(names.get(a).candidate(), names.get(b).candidate()))
			.stream()
			.map(group -> group.stream().map(names::get).collect(Collectors.toSet()))
			.collect(Collectors.toSet());
	}

	@Test
	void aBridgeBetweenTwoYearsJoinsOnlyTheSurerOne() {
		Comparison apart = new Comparison(Outcome.DIFFERENT, -100, true, List.of());
		Comparison same = new Comparison(Outcome.SAME, 5, false, List.of());
		List<Link<String>> links = List.of(new Link<>("2026", "undated", 5), new Link<>("undated", "2027", 6));

		assertThat(Grouping.of(List.of(Set.of("2026"), Set.of("2027"), Set.of("undated")), links,
				(a, b) -> Set.of(a, b).contains("undated") ? same : apart))
			.containsExactlyInAnyOrder(Set.of("2026"), Set.of("2027", "undated"));
	}

	@Test
	void aChainOfLikenessesIsNotOneCall() {
		Comparison like = new Comparison(Outcome.SAME, 4, false, List.of());
		Comparison unlike = new Comparison(Outcome.DIFFERENT, -9, false, List.of());
		List<Link<String>> links = List.of(new Link<>("a", "b", 4), new Link<>("b", "c", 4));

		assertThat(Grouping.of(List.of(Set.of("a"), Set.of("b"), Set.of("c")), links,
				(one, other) -> Set.of(one, other).contains("b") ? like : unlike))
			.containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c"));
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
