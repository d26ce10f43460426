package org.becas.extract;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;
import org.becas.offer.Evidence;
import org.becas.offer.Field;

/** In which countries one studies: not where the applicants or the provider come from. */
final class CountryRules {

	private static final int LABELLED = 100;

	private static final int PROBABLE = 40;

	private static final int MENTIONED = 20;

	/** "Enrolled at a university of Peru": there, if nowhere else. */
	private static final int ENROLLED = 30;

	/** "For those who want to study in Chile": whom it is for tells where. */
	private static final int TARGET = 45;

	/** "Beca holandesa": an adjective of a title, with nothing known beside it. */
	private static final int TITLED = 62;

	/** "Agencia Chilena": whose money it is, where nothing else is known. */
	private static final int AGENCY = 42;

	/** By so much the readers' own country must weigh more than another to stay. */
	private static final int OWN = 20;

	/** From here on a title or a field names the country. */
	private static final int FIELDED = 75;

	/** The first tokens of a text, which say what it is about. */
	private static final int TOP = 120;

	/** "Instituições de ensino superior portuguesas". */
	private static final int PHRASE = 4;

	/** How far "citizens of" reaches along a list of countries, in tokens. */
	private static final int REACH = 30;

	/** How far "citizens of" reaches where it is not of a list, in tokens. */
	private static final int NEAR = 14;

	/** A press agency's city in front of the news, in tokens. */
	private static final int DATELINE = 9;

	/** As many countries in one list are those of the applicants. */
	private static final int LONG = 12;

	/** Longer lists are not looked through. */
	private static final int ENTRIES = 40;

	/** Bullets in front of a country. */
	private static final int ORNAMENTS = 3;

	/** "(UTC+02:00)" in front of the city whose hour it is, in tokens. */
	private static final int ZONE = 9;

	/** As many countries without a word of studying there are examples. */
	private static final int EXAMPLES = 3;

	/** As many that were not chosen are worth telling. */
	private static final int RIVALS = 5;

	private final Document document;

	/** Where those live for whom the offers are collected. */
	private final String readers;

	private final Map<String, Integer> scores = new TreeMap<>();

	private final Map<String, Hit> best = new LinkedHashMap<>();

	/** Countries that are named as those of the applicants. */
	private final Set<String> origins = new HashSet<>();

	/** Those among them whose people are called by name: "étudiants serbes". */
	private final Set<String> peoples = new HashSet<>();

	private final CountryLists lists;

	private CountryRules(Document document, String readers) {
		this.document = document;
		this.readers = readers;
		this.lists = CountryLists.of(document);
	}

	record Answer(Set<String> countries, List<Evidence> evidence, List<Evidence> rejected) {
	}

	static Answer read(Document document, Announcement announcement, String readers) {
		CountryRules rules = new CountryRules(document, readers);
		document.hits()
			.of(Cue.COUNTRY)
			.stream()
			.filter(hit -> !hit.is("-"))
			.forEach(hit -> rules.weigh(hit, rules.weight(hit)));
		document.hits()
			.of(Cue.DEMONYM)
			.stream()
			.filter(hit -> !hit.is("-"))
			.forEach(hit -> rules.weigh(hit, rules.weightOfAdjective(hit)));
		document.hits()
			.of(Cue.CITY)
			.stream()
			.filter(hit -> !hit.is("-"))
			.forEach(hit -> rules.weigh(hit, rules.weight(hit) - 5));
		return rules.choose(announcement);
	}

	private void weigh(Hit hit, int weight) {
		String code = hit.country();
		if (weight > this.scores.getOrDefault(code, 0)) {
			this.scores.put(code, weight);
			this.best.put(code, hit);
		}
	}

	private int weight(Hit hit) {
		if (!isCapital(hit) || isClock(hit) || isDateline(hit)) {
			return 0;
		}
		Part part = this.document.partAt(hit.from());
		if (part != null && hit.from() < part.from() && (part.isA("deadline") || part.isA("opening"))) {
			return 0;
		}
		if (part != null && !part.heading() && part.holds(hit.from())
				&& this.document.lineNumber(hit.from()) <= this.document.lineNumber(part.labelFrom()) + 1) {
			if (part.isA("country")) {
				return LABELLED;
			}
			if (part.isA("city")) {
				return 90;
			}
			if (part.isA("provider")) {
				return 60;
			}
			boolean beside = this.document.sentenceStart(hit.from()) <= part.from();
			if ((part.isA("require") && beside) || part.isA("origin")
					|| (part.isA("target") && !place(hit).equals("study"))) {
				return 0;
			}
		}
		String place = place(hit);
		if (place.equals("origin") || isInLongList(hit)) {
			this.origins.add(hit.country());
			return 0;
		}
		if (place.equals("enrolled")) {
			this.origins.add(hit.country());
			return ENROLLED;
		}
		boolean title = this.document.inTitle(hit.from());
		boolean target = part != null && part.isA("target");
		boolean conditions = target || (part != null && (part.isA("require") || part.isA("apply")));
		if (place.equals("study")) {
			return title ? 85 : (target && hit.cue() == Cue.COUNTRY) ? TARGET : conditions ? 20 : early(hit) ? 70 : 50;
		}
		return title ? 65 : conditions ? 5 : 25;
	}

	private boolean early(Hit hit) {
		return hit.from() < this.document.textStart() + 150;
	}

	/** "polish" the verb and "china" the dish have no capital; "the Hague" has one. */
	private boolean isCapital(Hit hit) {
		String quote = this.document.quote(hit.to() - 1, hit.to());
		return !quote.isEmpty() && !Character.isLowerCase(quote.charAt(0))
				&& (!hit.isInCapitals() || quote.chars().filter(Character::isUpperCase).count() > 1);
	}

	/** "Hora de Colombia", "Paris time": whose clock it is, not where one studies. */
	private boolean isClock(Hit hit) {
		int start = Math.max(0, hit.from() - 4);
		return this.document.hits()
			.of(Cue.ZONE, start, hit.to())
			.stream()
			.anyMatch(zone -> zone.to() >= hit.to() && zone.to() - zone.from() > hit.to() - hit.from())
				|| followsZone(hit) || is(hit.to(), "clock")
				|| (is(hit.from() - 2, "hour") && this.document.peek(hit.from() - 1).word().length() <= 3);
	}

	/** "(GMT/UTC+01:00) Madrid". */
	private boolean followsZone(Hit hit) {
		int at = hit.from() - 1;
		while (at > hit.from() - ZONE
				&& (this.document.peek(at).isMark("()+-:,/") || this.document.peek(at).isNumber())) {
			at--;
		}
		return at < hit.from() - 1
				&& this.document.hits().of(Cue.ZONE, at, at + 1).stream().anyMatch(zone -> zone.is("UTC"));
	}

	/** Nobody has the choice of a dozen countries without a label that says so. */
	private boolean isInLongList(Hit hit) {
		CountryLists.Run list = this.lists.at(hit.from());
		return list != null && list.size() >= LONG;
	}

	/** "BASSETERRE, St. Kitts — The ministry announces": where that was written. */
	private boolean isDateline(Hit hit) {
		if (this.document.inTitle(hit.from())) {
			return headsNews(hit);
		}
		if (hit.from() > this.document.textStart() + DATELINE) {
			return false;
		}
		for (int i = hit.to(); i < Math.min(hit.to() + DATELINE, this.document.lineEnd(hit.from())); i++) {
			Token token = this.document.token(i);
			if (token.isMark('-')) {
				return i > 0 && token.start() > this.document.token(i - 1).end();
			}
			if (token.isWord() && !isCapital(i)) {
				return false;
			}
		}
		return false;
	}

	/** "St Kitts: Taiwan scholarships open": where that is news. */
	private boolean headsNews(Hit hit) {
		int end = this.document.textStart();
		return this.document.peek(hit.to()).isMark(':') && !place(hit).equals("study")
				&& Stream
					.concat(this.document.hits().of(Cue.COUNTRY, hit.to(), end).stream(),
							this.document.hits().of(Cue.CITY, hit.to(), end).stream())
					.anyMatch(other -> !other.is("-") && !other.country().equals(hit.country()));
	}

	private boolean isCapital(int token) {
		String quote = this.document.quote(token, token + 1);
		return !quote.isEmpty() && Character.isUpperCase(quote.charAt(0));
	}

	/** What the words in front of a country, or of the list that it is in, say of it. */
	private String place(Hit hit) {
		CountryLists.Run list = this.lists.at(hit.from());
		int first = (list != null) ? list.from() : hit.from();
		int start = Math.max(this.document.sentenceStart(first), first - REACH);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, first);
		int last = cues.size() - 1;
		if (last >= 0 && cues.get(last).to() > first) {
			return cues.get(last).is("origin") ? "origin" : "";
		}
		while (last > 0 && isSpent(cues.get(last), first)) {
			last--;
		}
		if (last < 0) {
			return lead(first);
		}
		Hit cue = cues.get(last);
		return (cue.is("origin") && first - cue.to() > NEAR) ? "" : cue.value();
	}

	/** "Brings graduates from Kenya to the United States": "from" is of Kenya alone. */
	private boolean isSpent(Hit cue, int country) {
		boolean leadsThere = is(country - 1, "direction") || is(country - 2, "direction");
		return cue.is("origin") && leadsThere && !this.document.hits().of(Cue.COUNTRY, cue.to(), country).isEmpty();
	}

	/** "Courses beginning in:" over lines that begin with a bullet each. */
	private String lead(int first) {
		if (first - this.document.lineStart(first) > ORNAMENTS) {
			return "";
		}
		int above = this.document.lineNumber(first) - 1;
		int top = Math.max(0, above - ENTRIES);
		String bullet = this.document.token(this.document.lineStart(first)).word();
		while (above > top && (isEmpty(above) || isBullet(above, bullet))) {
			above--;
		}
		if (above < 0 || isEmpty(above) || this.document.lines()[above] < this.document.textStart()) {
			return "";
		}
		int end = this.document.lineEnd(this.document.lines()[above]);
		int start = Math.max(this.document.sentenceStart(end - 1), end - REACH);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, end);
		if (cues.isEmpty() || !this.document.token(end - 1).isMark(':')) {
			return "";
		}
		return cues.stream().anyMatch(cue -> cue.is("origin")) ? "origin" : cues.get(cues.size() - 1).value();
	}

	private boolean isEmpty(int line) {
		int start = this.document.lines()[line];
		return this.document.lineEnd(start) <= start;
	}

	private boolean isBullet(int line, String mark) {
		Token first = this.document.token(this.document.lines()[line]);
		return first.isMark("*•-·+") && first.word().equals(mark);
	}

	/** "universidades chinas", "gouvernement coréen": of a university or government. */
	private int weightOfAdjective(Hit hit) {
		boolean title = this.document.inTitle(hit.from());
		if (is(hit.from() - 1, "nationality") || is(hit.to(), "nationality")) {
			return is(hit.from() - 2, "double") ? 0 : people(hit);
		}
		if (is(hit.from() - 1, "applicant") || is(hit.to(), "applicant")) {
			return people(hit);
		}
		if (isElsewhere(hit)) {
			return 0;
		}
		if (title && isPeople(hit)) {
			people(hit);
		}
		if (place(hit).equals("enrolled")) {
			this.origins.add(hit.value());
			return ENROLLED;
		}
		int weight = (title && !isPeople(hit)) ? TITLED : 0;
		for (int i = Math.max(0, hit.from() - PHRASE); i <= Math.min(hit.to() + 1, this.document.size() - 1); i++) {
			boolean beside = i == hit.from() - 1 || i == hit.to();
			if (is(i, "site")) {
				weight = Math.max(weight, title ? 80 : 55);
			}
			else if (i >= hit.from() - 2 && is(i, "government")) {
				weight = Math.max(weight, title ? 75 : 45);
			}
			else if (beside && is(i, "agency")) {
				weight = Math.max(weight, AGENCY);
			}
			else if (beside && is(i, "programme")) {
				weight = Math.max(weight, title ? 60 : PROBABLE);
			}
		}
		return weight;
	}

	private int people(Hit hit) {
		this.origins.add(hit.value());
		this.peoples.add(hit.value());
		return 0;
	}

	/** "American University of Beirut", "École française de Rome": it is in that city. */
	private boolean isElsewhere(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + PHRASE);
		boolean school = is(hit.from() - 1, "school") || is(hit.to(), "school");
		return school && Stream
			.concat(this.document.hits().of(Cue.CITY, hit.from() - 2, end).stream(),
					this.document.hits().of(Cue.COUNTRY, hit.to(), end).stream())
			.anyMatch(place -> !place.is("-") && place.to() > hit.to() && !place.country().equals(hit.value())
					&& isCapital(place));
	}

	/** "Becas para bolivianos", "Indian students", "Kenyans": those who apply. */
	private boolean isPeople(Hit hit) {
		String word = this.document.token(hit.from()).word();
		return is(hit.to(), "people") || is(hit.from() - 1, "people") || is(hit.from() - 1, "toward")
				|| (this.document.speaks("en") && word.endsWith("s"));
	}

	private boolean is(int at, String noun) {
		return this.document.hits().any(Cue.NOUN, at, at + 1, noun);
	}

	/**
	 * The countries with the most weight; a country that is merely mentioned counts if it
	 * is the only one.
	 */
	private Answer choose(Announcement announcement) {
		int top = top();
		if (isAbroad(top)) {
			return new Answer(Set.of(), List.of(), rejected(Set.of()));
		}
		if (top < PROBABLE) {
			return (top >= MENTIONED && isOne(top)) ? among(top) : fallback(announcement);
		}
		forgetReaders();
		forgetOrigins();
		top = top();
		return among((top >= LABELLED) ? 95 : Math.max(PROBABLE, top - 10));
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
		return (named.size() >= EXAMPLES && named.stream().noneMatch(this::isChoice)) || (named.size() == 1
				&& (named.get(0).equals(this.readers) || (top < PROBABLE && this.peoples.contains(named.get(0)))));
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
			.anyMatch(entry -> !entry.getKey().equals(this.readers) && entry.getValue() >= PROBABLE
					&& entry.getValue() + OWN >= own);
		if (elsewhere && own < LABELLED && !isListed(this.readers)) {
			this.scores.remove(this.readers);
		}
	}

	/** "In Chile, Colombia or Peru": one of those where one studies. */
	private boolean isListed(String country) {
		Hit hit = this.best.get(country);
		CountryLists.Run list = (hit != null) ? this.lists.at(hit.from()) : null;
		return hit != null && list != null && list.size() > 1 && place(hit).equals("study");
	}

	/**
	 * "Higher Education Commission Pakistan … from Pakistan nationals … in Hungary":
	 * where the applicants come from and no word says that one studies there.
	 */
	private void forgetOrigins() {
		boolean studied = this.best.entrySet()
			.stream()
			.anyMatch(entry -> !this.origins.contains(entry.getKey()) && place(entry.getValue()).equals("study")
					&& this.scores.getOrDefault(entry.getKey(), 0) >= PROBABLE);
		if (studied) {
			this.scores.entrySet()
				.removeIf(entry -> this.origins.contains(entry.getKey()) && entry.getValue() < LABELLED
						&& !place(Objects.requireNonNull(this.best.get(entry.getKey()))).equals("study"));
		}
		int others = this.scores.entrySet()
			.stream()
			.filter(entry -> !this.origins.contains(entry.getKey()))
			.mapToInt(Map.Entry::getValue)
			.max()
			.orElse(0);
		this.scores.entrySet()
			.removeIf(entry -> (this.peoples.contains(entry.getKey()) || isMerelyOrigin(entry.getKey()))
					&& entry.getValue() <= others && others >= PROBABLE && !isListed(entry.getKey())
					&& !isOfSites(entry.getKey()));
	}

	/** "German students at German universities": told by an adjective of its own. */
	private boolean isOfSites(String country) {
		Hit hit = Objects.requireNonNull(this.best.get(country));
		return hit.cue() == Cue.DEMONYM && !this.document.inTitle(hit.from());
	}

	private boolean isMerelyOrigin(String country) {
		return this.origins.contains(country) && !place(Objects.requireNonNull(this.best.get(country))).equals("study");
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
		return (this.scores.getOrDefault(hit.country(), 0) >= LABELLED) ? "country-field" : "country-place";
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

	/** The source's own country, or that of a university's or ministry's address. */
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
			.map(found -> new Answer(Set.of(found.country()), List.of(found.evidence()),
					rejected(Set.of(found.country()))))
			.orElseGet(() -> new Answer(Set.of(), List.of(), rejected(Set.of())));
	}

}
