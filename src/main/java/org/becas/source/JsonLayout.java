package org.becas.source;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import org.becas.source.Source.Field;
import org.jspecify.annotations.Nullable;

/**
 * Where in a JSON document the announcements stand.
 *
 * @param list leads to the announcements; null for the document's first list
 * @param fields what is taken from each: the first choice that finds something counts
 * @param next leads to the address of the next page, or to its cursor where the list has
 * a {@link Source.Paging}
 * @param detail where the rest of each announcement is asked for, if that is JSON too
 */
public record JsonLayout(@Nullable JsonPath list, Map<Field, List<Choice>> fields, @Nullable JsonPath next,
		@Nullable Detail detail) {

	public JsonLayout {
		fields = Collections.unmodifiableMap(new TreeMap<>(fields));
	}

	public JsonLayout(@Nullable JsonPath list, Map<Field, List<Choice>> fields, @Nullable JsonPath next) {
		this(list, fields, next, null);
	}

	void writeTo(StringBuilder yaml) {
		if (this.list != null) {
			yaml.append("    list: %s\n".formatted(Source.inQuotes(this.list.toString())));
		}
		yaml.append("    fields:\n");
		write(this.fields, yaml);
		if (this.next != null) {
			yaml.append("    next: %s\n".formatted(Source.inQuotes(this.next.toString())));
		}
		if (this.detail != null) {
			yaml.append("    detail:\n      from: %s\n".formatted(Source.inQuotes(this.detail.from.toString())));
			write(this.detail.fields, yaml);
		}
	}

	private static void write(Map<Field, List<Choice>> fields, StringBuilder yaml) {
		fields.forEach((field, choices) -> yaml.append("      %s: [%s]\n".formatted(field.key(),
				choices.stream().map(Choice::yaml).collect(Collectors.joining(", ")))));
	}

	/**
	 * A document for each announcement.
	 *
	 * @param from its address, made from the announcement as it stands in the list
	 * @param fields what is taken from it; what is not, stays as the list says, and the
	 * text is all that the document says
	 */
	public record Detail(JsonTemplate from, Map<Field, List<Choice>> fields) {

		public Detail {
			fields = Collections.unmodifiableMap(new TreeMap<>(fields));
		}

	}

	/**
	 * @param value where the field stands
	 * @param match takes a part of what stands there: its first group, else the whole
	 * match; null takes all
	 */
	public record Choice(JsonTemplate value, @Nullable Pattern match) {

		private String yaml() {
			String place = Source.inQuotes(this.value.toString());
			return (this.match == null) ? place
					: "{select: %s, match: %s}".formatted(place, Source.inQuotes(this.match.pattern()));
		}

	}

}
