package org.becas.offer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Evidence.Place;

/** How far an answer may be trusted. */
public enum Confidence {

	/**
	 * The title, a labelled field ("Cierre: …") or a structured field of the source says
	 * all of it, and nothing is flagged.
	 */
	CERTAIN,

	/**
	 * Running text says it, or the source's usual value stands in; nothing is flagged.
	 */
	PROBABLE,

	/** Flagged: a person decides. */
	ASK;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The confidence of each field that is answered or flagged; a field of which nothing
	 * is said has none.
	 */
	public static Map<Field, Confidence> of(Facts reading, Collection<Evidence> evidence, Set<Attention> attention) {
		Map<Field, Confidence> confidences = new EnumMap<>(Field.class);
		for (Field field : Field.values()) {
			boolean flagged = attention.stream().anyMatch(flag -> flag.isDoubt() && flag.field() == field);
			if (flagged) {
				confidences.put(field, ASK);
			}
			else if (isRead(field) && isAnswered(reading, field)) {
				confidences.put(field, rests(field, evidence) ? CERTAIN : PROBABLE);
			}
		}
		return confidences;
	}

	/** Title, address and summary are the source's own; nothing is read into them. */
	private static boolean isRead(Field field) {
		return field != Field.TITLE && field != Field.URL && field != Field.SUMMARY;
	}

	private static boolean isAnswered(Facts reading, Field field) {
		return switch (field) {
			case FUNDING -> reading.funding() != Funding.UNSTATED;
			case COLOMBIANS -> reading.colombians() != Eligibility.UNKNOWN;
			case DEADLINE -> !(reading.deadline() instanceof Deadline.Unstated);
			default -> !reading.value(field).isEmpty();
		};
	}

	/** Whether all the words on which it rests are a title's or a field's. */
	private static boolean rests(Field field, Collection<Evidence> evidence) {
		List<Evidence> own = evidence.stream().filter(one -> one.field() == field).toList();
		return !own.isEmpty() && own.stream()
			.allMatch(
					one -> one.place() == Place.TITLE || one.place() == Place.SOURCE || one.rule().endsWith("-field"));
	}

}
