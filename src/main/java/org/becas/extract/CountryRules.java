package org.becas.extract;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.becas.offer.Evidence;
import org.becas.offer.Field;

/** In which countries one studies: not where the applicants or the provider come from. */
final class CountryRules {

	/** How a country is named, in the order in which the names are weighed. */
	private static final List<Cue> NAMES = List.of(Cue.COUNTRY, Cue.DEMONYM, Cue.CITY);

	private static final int MENTIONED = 20;

	/** By so much the readers' own country must weigh more than another to stay. */
	private static final int OWN = 20;

	/** From here on a title or a field names the country. */
	private static final int FIELDED = 75;

	/** The first tokens of a text, which say what it is about. */
	private static final int TOP = 120;

	/** As many countries without a word of studying there are examples. */
	private static final int EXAMPLES = 3;

	/** As many that were not chosen are worth telling. */
	private static final int RIVALS = 5;

	private final Document document;

	/** Where those live for whom the offers are collected. */
	private final String readers;

	private final Map<String, Integer> scores = new TreeMap<>();

	private final Map<String, Hit> best = new LinkedHashMap<>();

	private final CountryLists lists;

	private final CountryPlaces places;

	private final CountryWeights weights;

	private CountryRules(Document document, String readers) {
		this.document = document;
		this.readers = readers;
		this.lists = CountryLists.of(document);
		this.places = new CountryPlaces(document, this.lists);
		this.weights = new CountryWeights(document, this.lists, this.places);
	}

	record Answer(Set<String> countries, List<Evidence> evidence, List<Evidence> rejected) {
	}

	static Answer read(Document document, Announcement announcement, String readers) {
		CountryRules rules = new CountryRules(document, readers);
		NAMES.forEach(cue -> document.hits().of(cue).stream().filter(hit -> !hit.is("-")).forEach(rules::weigh));
		rules.takeCodes();
		return rules.choose(announcement);
	}

	/** "TargetCountries: FR, BJ". */
	private void takeCodes() {
		this.document.parts()
			.stream()
			.filter(part -> part.isA("country") && !part.heading())
			.flatMap(part -> CountryCodes.of(this.document, part).stream())
			.forEach(code -> {
				this.scores.put(code.value(), CountryWeights.LABELLED);
				this.best.putIfAbsent(code.value(), code);
			});
	}

	private void weigh(Hit hit) {
		String code = hit.country();
		int weight = this.weights.of(hit);
		if (weight > this.scores.getOrDefault(code, 0)) {
			this.scores.put(code, weight);
			this.best.put(code, hit);
		}
	}

	/**
	 * The countries with the most weight; a country that is merely mentioned counts if it
	 * is the only one.
	 */
	private Answer choose(Announcement announcement) {
		forgetTargets();
		int top = top();
		if (isAbroad(top)) {
			return new Answer(Set.of(), List.of(), rejected(Set.of()));
		}
		if (top < CountryWeights.PROBABLE) {
			return (top >= MENTIONED && isOne(top)) ? among(top) : fallback(announcement);
		}
		forgetReaders();
		forgetHosts();
		forgetOrigins();
		top = top();
		return among((top >= CountryWeights.LABELLED) ? 95 : Math.max(CountryWeights.PROBABLE, top - 10));
	}

	/**
	 * Whether one country, or one list of countries where one studies, weighs as much.
	 */
	private boolean isOne(int top) {
		List<String> named = this.scores.entrySet()
			.stream()
			.filter(entry -> entry.getValue() == top)
			.map(Map.Entry::getKey)
			.toList();
		return this.scores.size() == 1 || (named.size() > 1 && named.stream().allMatch(this::isChoice)
				&& named.stream()
					.map(code -> this.lists.at(Objects.requireNonNull(this.best.get(code)).from()))
					.distinct()
					.count() == 1);
	}

	/**
	 * "A master's degree abroad": then the readers' own country is where they return to,
	 * and several countries, or universities of several, are examples of many.
	 */
	private boolean isAbroad(int top) {
		if (top >= FIELDED || !leadsAbroad()) {
			return false;
		}
		List<String> named = this.scores.entrySet()
			.stream()
			.filter(entry -> entry.getValue() >= MENTIONED)
			.map(Map.Entry::getKey)
			.toList();
		return (named.size() >= EXAMPLES && named.stream().noneMatch(this::isChoice))
				|| (named.size() == 1 && (named.get(0).equals(this.readers)
						|| (top < CountryWeights.PROBABLE && this.weights.isPeople(named.get(0)))));
	}

	/** "At a university of Chile, Colombia or Peru", and no "among others" behind it. */
	private boolean isChoice(String country) {
		Hit hit = Objects.requireNonNull(this.best.get(country));
		CountryLists.Run list = this.lists.at(hit.from());
		return isListed(country) && list != null
				&& !this.document.hits().any(Cue.WHERE, Math.max(0, list.from() - 3), list.from(), "examples")
				&& !this.document.hits().any(Cue.WHERE, list.to(), list.to() + 3, "examples");
	}

	/**
	 * "In Colombia the deadline is 2 August": it says to Colombians what holds for them,
	 * and one studies elsewhere.
	 */
	private void forgetReaders() {
		int own = this.scores.getOrDefault(this.readers, 0);
		boolean elsewhere = this.scores.entrySet()
			.stream()
			.anyMatch(entry -> !entry.getKey().equals(this.readers) && entry.getValue() >= CountryWeights.PROBABLE
					&& entry.getValue() + OWN >= own);
		if (elsewhere && own < CountryWeights.LABELLED && !isListed(this.readers)) {
			this.scores.remove(this.readers);
		}
	}

	/**
	 * "The French embassy in Peru … to study in France": Peru is where it is asked for.
	 */
	private void forgetHosts() {
		boolean elsewhere = this.scores.entrySet()
			.stream()
			.anyMatch(entry -> !this.weights.isHost(entry.getKey()) && entry.getValue() >= CountryWeights.PROBABLE);
		if (elsewhere) {
			this.scores.entrySet()
				.removeIf(entry -> this.weights.isHost(entry.getKey()) && entry.getValue() < CountryWeights.LABELLED);
		}
	}

	/**
	 * "Scholarships for Kenya": those who apply come from there, as the text says, or
	 * because one studies elsewhere.
	 */
	private void forgetTargets() {
		boolean elsewhere = this.best.entrySet()
			.stream()
			.anyMatch(entry -> !this.weights.isTarget(entry.getKey()) && this.places.isOfStudy(entry.getValue())
					&& this.scores.getOrDefault(entry.getKey(), 0) >= CountryWeights.PROBABLE);
		this.scores.keySet()
			.removeIf(country -> this.weights.isTarget(country) && (elsewhere || this.weights.isOrigin(country))
					&& !this.places.isOfStudy(Objects.requireNonNull(this.best.get(country))));
	}

	/** "In Chile, Colombia or Peru": one of those where one studies. */
	private boolean isListed(String country) {
		Hit hit = this.best.get(country);
		CountryLists.Run list = (hit != null) ? this.lists.at(hit.from()) : null;
		return hit != null && list != null && list.size() > 1 && this.places.isOfStudy(hit);
	}

	/**
	 * "Higher Education Commission Pakistan … from Pakistan nationals … in Hungary":
	 * where the applicants come from and no word says that one studies there.
	 */
	private void forgetOrigins() {
		boolean studied = this.best.entrySet()
			.stream()
			.anyMatch(entry -> !this.weights.isOrigin(entry.getKey()) && this.places.isOfStudy(entry.getValue())
					&& this.scores.getOrDefault(entry.getKey(), 0) >= CountryWeights.PROBABLE);
		if (studied) {
			this.scores.entrySet()
				.removeIf(entry -> this.weights.isOrigin(entry.getKey()) && entry.getValue() < CountryWeights.LABELLED
						&& !this.places.isOfStudy(Objects.requireNonNull(this.best.get(entry.getKey()))));
		}
		int others = this.scores.entrySet()
			.stream()
			.filter(entry -> !this.weights.isOrigin(entry.getKey()))
			.mapToInt(Map.Entry::getValue)
			.max()
			.orElse(0);
		this.scores.entrySet()
			.removeIf(entry -> (this.weights.isPeople(entry.getKey()) || isMerelyOrigin(entry.getKey()))
					&& entry.getValue() <= others && others >= CountryWeights.PROBABLE && !isListed(entry.getKey())
					&& !isOfSites(entry.getKey()));
	}

	/** "German students at German universities": told by an adjective of its own. */
	private boolean isOfSites(String country) {
		Hit hit = Objects.requireNonNull(this.best.get(country));
		return hit.cue() == Cue.DEMONYM && !this.document.inTitle(hit.from());
	}

	private boolean isMerelyOrigin(String country) {
		return this.weights.isOrigin(country) && !this.places.isOfStudy(Objects.requireNonNull(this.best.get(country)));
	}

	private int top() {
		return this.scores.values().stream().mapToInt(Integer::intValue).max().orElse(0);
	}

	private Answer among(int bar) {
		List<String> chosen = this.scores.entrySet()
			.stream()
			.filter(entry -> entry.getValue() >= bar)
			.map(Map.Entry::getKey)
			.toList();
		List<Evidence> evidence = chosen.stream()
			.map(code -> Objects.requireNonNull(this.best.get(code)))
			.map(hit -> this.document.evidence(Field.COUNTRIES, hit.from(), hit.to(), rule(hit)))
			.toList();
		return new Answer(Set.copyOf(chosen), evidence, rejected(chosen));
	}

	private String rule(Hit hit) {
		return (this.scores.getOrDefault(hit.country(), 0) >= CountryWeights.LABELLED) ? "country-field"
				: "country-place";
	}

	/** The first countries that are named but not those of study. */
	private List<Evidence> rejected(Collection<String> chosen) {
		Map<String, Evidence> rejected = new LinkedHashMap<>();
		for (Hit hit : this.document.hits().of(Cue.COUNTRY)) {
			if (!hit.is("-") && !chosen.contains(hit.value()) && rejected.size() < RIVALS) {
				rejected.putIfAbsent(hit.value(), this.document.evidence(Field.COUNTRIES, hit.from(), hit.to(),
						this.scores.containsKey(hit.value()) ? "not-country-weak" : "not-country-other"));
			}
		}
		return List.copyOf(rejected.values());
	}

	/** "Posgrados en el exterior": not where those are who pay for it. */
	private boolean leadsAbroad() {
		int end = Math.min(this.document.size(), this.document.textStart() + TOP);
		return this.document.hits().any(Cue.WHERE, 0, end, "abroad");
	}

	/**
	 * The source's own country, that of a university's or ministry's address, or the only
	 * one that has what the text speaks of.
	 */
	private Answer fallback(Announcement announcement) {
		String usual = announcement.hints().country();
		if (usual != null) {
			return new Answer(Set.of(usual), List.of(), rejected(Set.of(usual)));
		}
		if (leadsAbroad()) {
			return new Answer(Set.of(), List.of(), List.of());
		}
		return Domains.country(announcement.url())
			.or(() -> Domains.inText(announcement.text()))
			.map(found -> told(found.country(), found.evidence()))
			.or(() -> CountrySigns.of(this.document).map(found -> told(found.country(), found.evidence())))
			.orElseGet(() -> new Answer(Set.of(), List.of(), rejected(Set.of())));
	}

	private Answer told(String country, Evidence evidence) {
		return new Answer(Set.of(country), List.of(evidence), rejected(Set.of(country)));
	}

}
