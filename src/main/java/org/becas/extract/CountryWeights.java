package org.becas.extract;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;

/**
 * How much speaks for a country being one where one studies, by its name, an adjective or
 * a city; and which countries are those of the applicants.
 */
final class CountryWeights {

	static final int LABELLED = 100;

	static final int PROBABLE = 40;

	/** By so much a city says less than its country. */
	private static final int CITY = 5;

	/** "Enrolled at a university of Peru": there, if nowhere else. */
	private static final int ENROLLED = 30;

	/** "For those who want to study in Chile": whom it is for tells where. */
	private static final int TARGET = 45;

	/** "Beca holandesa": an adjective of a title, with nothing known beside it. */
	private static final int TITLED = 62;

	/** "Agencia Chilena": whose money it is, where nothing else is known. */
	private static final int AGENCY = 42;

	/** "Instituições de ensino superior portuguesas". */
	private static final int PHRASE = 4;

	/** A press agency's city in front of the news, in tokens. */
	private static final int DATELINE = 9;

	/** As many countries in one list are those of the applicants. */
	private static final int LONG = 12;

	/** "(UTC+02:00)" in front of the city whose hour it is, in tokens. */
	private static final int ZONE = 9;

	private final Document document;

	private final CountryLists lists;

	private final CountryPlaces places;

	/** Countries that are named as those of the applicants. */
	private final Set<String> origins = new HashSet<>();

	/** For which the title says that it is: where one studies, or who may. */
	private final Set<String> targets = new HashSet<>();

	/** Those among them whose people are called by name: "étudiants serbes". */
	private final Set<String> peoples = new HashSet<>();

	/** Where an embassy or institute of another country is. */
	private final Set<String> hosts = new HashSet<>();

	CountryWeights(Document document, CountryLists lists, CountryPlaces places) {
		this.document = document;
		this.lists = lists;
		this.places = places;
	}

	/** Whether applicants come from there. */
	boolean isOrigin(String country) {
		return this.origins.contains(country);
	}

	/** Whether the title says that it is for that country. */
	boolean isTarget(String country) {
		return this.targets.contains(country);
	}

	/** Whether an office of another country is there. */
	boolean isHost(String country) {
		return this.hosts.contains(country);
	}

	/** Whether the applicants are called by that country's people. */
	boolean isPeople(String country) {
		return this.peoples.contains(country);
	}

	/** What one mention of a country weighs. */
	int of(Hit hit) {
		int weight = switch (hit.cue()) {
			case DEMONYM -> ofAdjective(hit);
			case CITY -> ofPlace(hit) - CITY;
			default -> ofPlace(hit);
		};
		return (weight > 0 && isPartOfName(hit)) ? 0 : weight;
	}

	/** "New South [Wales]", "[British] Columbia": part of another's name. */
	private boolean isPartOfName(Hit hit) {
		return Stream.of(Cue.COUNTRY, Cue.CITY)
			.flatMap(cue -> this.document.hits().of(cue, hit.from() - PHRASE, hit.to() + PHRASE).stream())
			.anyMatch(name -> name.from() <= hit.from() && name.to() >= hit.to()
					&& name.to() - name.from() > hit.to() - hit.from() && !name.is("-")
					&& !name.country().equals(hit.country()));
	}

	/** "[Nottingham] University Malaysia": the campus abroad of a school. */
	private boolean isCampusAbroad(Hit city) {
		int at = city.to();
		if (!this.document.peek(at).isWord()) {
			return false;
		}
		while (at < city.to() + PHRASE && (is(at, "school") || this.document.peek(at).isMark("()"))) {
			at++;
		}
		int end = at;
		return at > city.to() && this.document.hits()
			.of(Cue.COUNTRY, at, at + 2)
			.stream()
			.anyMatch(
					country -> country.from() == end && !country.is("-") && !country.country().equals(city.country()));
	}

	private int ofPlace(Hit hit) {
		if (hit.cue() == Cue.CITY && isCampusAbroad(hit)) {
			return 0;
		}
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
					|| (part.isA("target") && !this.places.isOfStudy(hit))) {
				return 0;
			}
		}
		String place = this.places.of(hit);
		if (place.equals("host")) {
			this.hosts.add(hit.country());
		}
		if (place.equals("for") && this.document.inTitle(hit.from())) {
			this.targets.add(hit.country());
		}
		if (place.equals("origin") || place.equals("host") || isInLongList(hit)) {
			this.origins.add(hit.country());
			return 0;
		}
		if (place.equals("enrolled") || isSchoolOfThose(hit)) {
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

	/** "Students of the University of Kiel": they may study elsewhere. */
	private boolean isSchoolOfThose(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - 2 * PHRASE);
		return hit.cue() == Cue.CITY && !this.document.inTitle(hit.from()) && this.document.hits()
			.of(Cue.WHO, start, hit.from())
			.stream()
			.anyMatch(who -> (who.is("students") || who.is("lives-enrolled")) && hit.from() - who.to() < PHRASE);
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
		return list != null && list.size() >= LONG && !this.places.isOfSites(list);
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
		return this.document.peek(hit.to()).isMark(':') && !this.places.isOfStudy(hit)
				&& Stream
					.concat(this.document.hits().of(Cue.COUNTRY, hit.to(), end).stream(),
							this.document.hits().of(Cue.CITY, hit.to(), end).stream())
					.anyMatch(other -> !other.is("-") && !other.country().equals(hit.country()));
	}

	private boolean isCapital(int token) {
		String quote = this.document.quote(token, token + 1);
		return !quote.isEmpty() && Character.isUpperCase(quote.charAt(0));
	}

	/** "universidades chinas", "gouvernement coréen": of a university or government. */
	private int ofAdjective(Hit hit) {
		boolean title = this.document.inTitle(hit.from());
		if (is(hit.from() - 1, "nationality") || is(hit.to(), "nationality")) {
			return is(hit.from() - 2, "double") ? 0 : people(hit);
		}
		if (is(hit.from() - 1, "applicant") || Applicants.isSaidOf(this.document, hit, "applicant")) {
			return people(hit);
		}
		if (isElsewhere(hit)) {
			return 0;
		}
		if (title && isPeople(hit)) {
			people(hit);
		}
		if (!title && isGiven(hit)) {
			return people(hit);
		}
		if (this.places.of(hit).equals("enrolled")) {
			this.origins.add(hit.value());
			return ENROLLED;
		}
		int weight = (title && !isPeople(hit)) ? TITLED : 0;
		for (int i = Math.max(0, hit.from() - PHRASE); i <= Math.min(hit.to() + 1, this.document.size() - 1); i++) {
			boolean beside = i == hit.from() - 1 || i == hit.to();
			if (is(i, "site")) {
				weight = Math.max(weight, title ? 80 : isCondition(hit) ? ENROLLED : 55);
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

	/** "Requirements: a degree of a German university": where one may have studied. */
	private boolean isCondition(Hit hit) {
		Part part = this.document.partAt(hit.from());
		return part != null && !part.heading() && part.isA("require");
	}

	private int people(Hit hit) {
		this.origins.add(hit.value());
		this.peoples.add(hit.value());
		return 0;
	}

	/**
	 * "American University of Beirut", "École française de Rome": it is in that city;
	 * "les écoles françaises à l'étranger": it is not there.
	 */
	private boolean isElsewhere(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + PHRASE);
		boolean school = is(hit.from() - 1, "school") || is(hit.to(), "school") || is(hit.to() + 1, "institute");
		if (school && this.document.hits().any(Cue.WHERE, hit.to(), end, "abroad")) {
			return true;
		}
		return school && Stream
			.concat(this.document.hits().of(Cue.CITY, hit.from() - 2, end).stream(),
					this.document.hits().of(Cue.COUNTRY, hit.to(), end).stream())
			.anyMatch(place -> !place.is("-") && place.to() > hit.to() && !place.country().equals(hit.value())
					&& isCapital(place));
	}

	/** "Ofrece becas a nicaragüenses", and not "a universidades chilenas". */
	private boolean isGiven(Hit hit) {
		int before = is(hit.from() - 1, "article") ? hit.from() - 2 : hit.from() - 1;
		return is(before, "toward") && this.document.token(hit.from()).word().endsWith("s")
				&& !this.document.peek(hit.to() - 1).word().endsWith("is") && !is(hit.to(), "site")
				&& !is(hit.to(), "thing") && this.document.hits()
					.any(Cue.PROVIDER, Math.max(this.document.sentenceStart(before), before - PHRASE), before, "award");
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

}
