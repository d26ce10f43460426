package org.becas.offer;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a call gives and asks in detail. What the announcement does not state is empty:
 * nothing here is guessed.
 *
 * @param amounts money given, in the order of the text
 * @param covers what is paid for
 * @param ages how old an applicant may be
 * @param languages what an applicant must know, any one of a language's tests
 * @param areas fields of study
 * @param mode how one studies
 * @param cost what applying costs; {@link Amount#FREE} if the call says so
 */
public record Conditions(List<Amount> amounts, Set<Cover> covers, Ages ages, Set<LanguageSkill> languages,
		Set<StudyArea> areas, @Nullable Mode mode, @Nullable Amount cost) {

	public static final Conditions UNSTATED = new Conditions(List.of(), Set.of(), Ages.UNSTATED, Set.of(), Set.of(),
			null, null);

	public Conditions {
		amounts = amounts.stream().distinct().toList();
		covers = copy(Cover.class, covers);
		languages = Collections.unmodifiableSet(new LinkedHashSet<>(languages));
		areas = copy(StudyArea.class, areas);
	}

	private static <E extends Enum<E>> Set<E> copy(Class<E> type, Set<E> values) {
		Set<E> copy = EnumSet.noneOf(type);
		copy.addAll(values);
		return Collections.unmodifiableSet(copy);
	}

	/** The field's value as text; empty where nothing is stated. */
	String value(Field field) {
		return switch (field) {
			case AMOUNTS -> join(this.amounts.stream().map(Amount::code).toList());
			case COVERS -> join(this.covers.stream().map(Cover::key).toList());
			case AGES -> this.ages.code();
			case LANGUAGES -> join(this.languages.stream().map(LanguageSkill::code).toList());
			case AREAS -> join(this.areas.stream().map(StudyArea::key).toList());
			case MODE -> (this.mode != null) ? this.mode.key() : "";
			case COST -> (this.cost != null) ? this.cost.code() : "";
			default -> throw new IllegalArgumentException("No es una condición: " + field);
		};
	}

	/**
	 * These conditions with another value in one field.
	 * @throws IllegalArgumentException if the text is not a value of the field
	 */
	Conditions with(Field field, String value) {
		return new Conditions((field == Field.AMOUNTS) ? parts(value, Amount::parse) : this.amounts,
				(field == Field.COVERS) ? Set.copyOf(parts(value, key -> oneOf(Cover.class, key))) : this.covers,
				(field == Field.AGES) ? Ages.parse(value) : this.ages,
				(field == Field.LANGUAGES) ? new LinkedHashSet<>(parts(value, LanguageSkill::parse)) : this.languages,
				(field == Field.AREAS) ? Set.copyOf(parts(value, key -> oneOf(StudyArea.class, key))) : this.areas,
				(field == Field.MODE) ? (value.isBlank() ? null : oneOf(Mode.class, value)) : this.mode,
				(field == Field.COST) ? (value.isBlank() ? null : Amount.parse(value)) : this.cost);
	}

	private static String join(List<String> parts) {
		return String.join(";", parts);
	}

	private static <T> List<T> parts(String joined, Function<String, T> parse) {
		return Arrays.stream(joined.split("[;\n]"))
			.map(String::strip)
			.filter(part -> !part.isEmpty())
			.distinct()
			.map(parse)
			.distinct()
			.toList();
	}

	/**
	 * The constant of that key.
	 * @throws IllegalArgumentException naming the wrong key and the possible ones
	 */
	static <E extends Enum<E>> E oneOf(Class<E> type, String key) {
		String wanted = key.strip().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(type.getEnumConstants())
			.filter(constant -> constant.name().equals(wanted))
			.findFirst()
			.orElseThrow(
					() -> new IllegalArgumentException("Valor desconocido \"%s\"; los posibles son %s".formatted(key,
							Arrays.stream(type.getEnumConstants())
								.map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
								.collect(Collectors.joining(", ")))));
	}

}
