package org.becas.curation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.becas.offer.Ages;
import org.becas.offer.Country;
import org.becas.offer.Cover;
import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Folding;
import org.becas.offer.Level;
import org.becas.offer.StudyArea;
import org.jspecify.annotations.Nullable;

/**
 * An offer's fields as a person types them. A value that cannot be understood is told in
 * {@link #errors} and stays in the form.
 */
class OfferForm {

	/** How a deadline is given. */
	enum Kind {

		ON, BETWEEN, ROLLING, UNTIL_FILLED, UNSTATED

	}

	/** Time zones that deadlines are told in, the office's first. */
	static final List<String> ZONES = List.of("America/Bogota", "Europe/Madrid", "Europe/Berlin", "Europe/London",
			"America/New_York", "America/Mexico_City", "America/Lima", "America/Santiago",
			"America/Argentina/Buenos_Aires", "America/Sao_Paulo", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai",
			"Australia/Sydney", "UTC", "Etc/GMT+12");

	private final Map<String, String> typed;

	private final Set<String> levels;

	private final Set<String> covers;

	private final Set<String> areas;

	private final Map<Field, String> errors = new EnumMap<>(Field.class);

	private OfferForm(Map<String, String> typed, Set<String> levels, Set<String> covers, Set<String> areas) {
		this.typed = typed;
		this.levels = levels;
		this.covers = covers;
		this.areas = areas;
	}

	/** The form as it is first shown. */
	static OfferForm of(Facts facts) {
		Map<String, String> typed = new java.util.HashMap<>();
		facts.values().forEach((field, value) -> typed.put(field.key(), value));
		typed.put("countries",
				String.join(", ", facts.countries().stream().map((c) -> Country.of(c).spanish()).toList()));
		show(facts.deadline(), typed);
		showAges(facts.conditions().ages(), typed);
		typed.put("conditions", "yes");
		return new OfferForm(typed, new TreeSet<>(facts.levels().stream().map(Level::key).toList()),
				new TreeSet<>(facts.conditions().covers().stream().map(Cover::key).toList()),
				new TreeSet<>(facts.conditions().areas().stream().map(StudyArea::key).toList()));
	}

	/** The form as it was sent. */
	static OfferForm of(Map<String, String> sent, @Nullable List<String> levels, @Nullable List<String> covers,
			@Nullable List<String> areas) {
		return new OfferForm(sent, set(levels), set(covers), set(areas));
	}

	private static Set<String> set(@Nullable List<String> sent) {
		return (sent != null) ? new TreeSet<>(sent) : Set.of();
	}

	/** Ages are typed as two numbers; a limit by birth or by level is kept as it is. */
	private static void showAges(Ages ages, Map<String, String> typed) {
		typed.put("ages-from", (ages.from() != null) ? ages.from().toString() : "");
		typed.put("ages-to", (ages.to() != null) ? ages.to().toString() : "");
		typed.put("ages-born", (ages.bornFrom() != null) ? ages.bornFrom().toString() : "");
		typed.put("ages-levels", new Ages(null, null, null, ages.byLevel()).code());
	}

	private String ages() {
		String years = (get("ages-from").isBlank() && get("ages-to").isBlank()) ? ""
				: get("ages-from").strip() + ".." + get("ages-to").strip();
		return years + (get("ages-born").isBlank() ? "" : " born>=" + get("ages-born"))
				+ (keepsLevels() ? " " + get("ages-levels") : "");
	}

	/** Limits by level hold until another oldest age is typed. */
	private boolean keepsLevels() {
		Map<Level, Integer> byLevel = Ages.parse(get("ages-levels")).byLevel();
		return !byLevel.isEmpty() && get("ages-to").strip().equals(String.valueOf(Ages.upTo(byLevel).to()));
	}

	/** What was typed for a field, never null. */
	public String get(String name) {
		return this.typed.getOrDefault(name, "");
	}

	public Set<String> levels() {
		return this.levels;
	}

	public Set<String> covers() {
		return this.covers;
	}

	public Set<String> areas() {
		return this.areas;
	}

	public Map<Field, String> errors() {
		return this.errors;
	}

	/** What is wrong with a field, if anything; by the field's key. */
	public @Nullable String error(String key) {
		return this.errors.get(Field.valueOf(key.toUpperCase(Locale.ROOT)));
	}

	/** Whether any of the conditions could not be understood. */
	public boolean conditionsAreWrong() {
		return this.errors.keySet().stream().anyMatch(Field::isCondition);
	}

	void reject(Field field, String why) {
		this.errors.put(field, why);
	}

	/** The values that were understood; the others are in {@link #errors}. */
	Map<Field, String> values(Facts now) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		for (Field field : fields()) {
			try {
				String value = value(field);
				values.put(field, now.with(field, value).value(field));
			}
			catch (IllegalArgumentException ex) {
				this.errors.put(field, String.valueOf(ex.getMessage()));
			}
		}
		return values;
	}

	/** A form sent without the conditions leaves them as they are. */
	private Set<Field> fields() {
		Set<Field> fields = EnumSet.of(Field.OFFER, Field.TITLE, Field.URL, Field.SUMMARY, Field.LEVELS, Field.DEADLINE,
				Field.COUNTRIES, Field.PROVIDER, Field.FUNDING, Field.COLOMBIANS);
		if (get("conditions").equals("yes")) {
			fields.addAll(Field.CONDITIONS);
		}
		return fields;
	}

	private String value(Field field) {
		return switch (field) {
			case COVERS -> String.join(";", this.covers);
			case AREAS -> String.join(";", this.areas);
			case AGES -> ages();
			case OFFER -> get("offer").equals("yes") ? "yes" : "no";
			case LEVELS -> String.join(";", this.levels);
			case DEADLINE -> deadline().code();
			case COUNTRIES -> countries(get("countries"));
			default -> get(field.key()).replace("\r\n", "\n").strip();
		};
	}

	private Deadline deadline() {
		return switch (Kind.valueOf(get("kind").isEmpty() ? "UNSTATED" : get("kind"))) {
			case ON -> Deadline.parse(date("date", "fecha") + (get("time").isEmpty() ? "" : "T" + get("time"))
					+ ((get("time").isEmpty() || get("zone").isEmpty()) ? "" : "[" + get("zone") + "]"));
			case BETWEEN -> {
				LocalDate from = date("date", "fecha");
				LocalDate to = date("until", "segunda fecha");
				if (to.isBefore(from)) {
					throw new IllegalArgumentException("La segunda fecha es anterior a la primera");
				}
				yield new Deadline.Approximate(from, to);
			}
			case ROLLING -> new Deadline.Rolling();
			case UNTIL_FILLED -> new Deadline.UntilFilled();
			case UNSTATED -> Deadline.unstated();
		};
	}

	private LocalDate date(String name, String called) {
		try {
			return LocalDate.parse(get(name));
		}
		catch (java.time.DateTimeException ex) {
			throw new IllegalArgumentException(
					get(name).isEmpty() ? "Falta la " + called
							: "\"%s\" no es una fecha; se escribe año-mes-día, como 2027-03-15".formatted(get(name)),
					ex);
		}
	}

	/** Codes of the countries that a person named, in Spanish, English or by code. */
	private static String countries(String typed) {
		Set<String> codes = new TreeSet<>();
		for (String name : typed.split("[,;\n]")) {
			if (!name.isBlank()) {
				codes.add(country(name.strip()).code());
			}
		}
		return String.join(";", codes);
	}

	private static Country country(String name) {
		String wanted = Folding.fold(name);
		return Country.all()
			.stream()
			.filter((country) -> Folding.fold(country.code()).equals(wanted)
					|| Folding.fold(country.spanish()).equals(wanted) || Folding.fold(country.english()).equals(wanted)
					|| country.aliases().stream().anyMatch((alias) -> Folding.fold(alias).equals(wanted)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"País desconocido \"%s\"; escriba el nombre en español, como Alemania, o su código, como DE"
						.formatted(name)));
	}

	private static void show(Deadline deadline, Map<String, String> typed) {
		if (deadline instanceof Deadline.On on) {
			typed.put("kind", "ON");
			typed.put("date", on.date().toString());
			typed.put("time", (on.time() != null) ? on.time().toString() : "");
			typed.put("zone", (on.zone() != null) ? on.zone().toString() : "");
		}
		else if (deadline instanceof Deadline.Approximate approximate) {
			typed.put("kind", "BETWEEN");
			typed.put("date", approximate.earliest().toString());
			typed.put("until", approximate.latest().toString());
		}
		else {
			typed.put("kind", (deadline instanceof Deadline.Rolling) ? "ROLLING"
					: (deadline instanceof Deadline.UntilFilled) ? "UNTIL_FILLED" : "UNSTATED");
		}
	}

	/** The zones to choose from, with the one typed if it is another. */
	public List<ZoneId> zones() {
		List<ZoneId> zones = new ArrayList<>(ZONES.stream().map(ZoneId::of).toList());
		String typed = get("zone");
		if (ZoneId.getAvailableZoneIds().contains(typed) && !ZONES.contains(typed)) {
			zones.add(ZoneId.of(typed));
		}
		return zones;
	}

	public List<Kind> kinds() {
		return Arrays.asList(Kind.values());
	}

}
