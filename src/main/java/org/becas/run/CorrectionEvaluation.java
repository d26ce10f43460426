package org.becas.run;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Correction;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Offer;
import org.becas.offer.Offers;

/**
 * How today's rules would read everything that people ever corrected. The source's own
 * fields and usual values are not kept with an offer: it is read from its title and text
 * alone.
 */
final class CorrectionEvaluation {

	/** What the program can read; the others are a person's own words. */
	private static final List<Field> READ = read();

	private final List<Case> cases = new ArrayList<>();

	private CorrectionEvaluation() {
	}

	static CorrectionEvaluation of(Offers offers, LocalDate today, ZoneId zone) {
		CorrectionEvaluation evaluation = new CorrectionEvaluation();
		AnnouncementReader reader = new AnnouncementReader();
		for (Offer offer : offers.corrected()) {
			Announcement announcement = new Announcement(offer.reading().title(), offer.text(), offer.reading().url(),
					LocalDate.ofInstant(offer.firstSeen(), zone), Announcement.Hints.NONE);
			Reading reading = reader.read(announcement, today);
			newest(offers.corrections(offer.id())).forEach((field, value) -> evaluation.cases
				.add(new Case(offer, field, value, reading.facts().value(field), words(reading, field))));
		}
		return evaluation;
	}

	private static List<Field> read() {
		List<Field> fields = new ArrayList<>(List.of(Field.values()));
		fields.removeAll(List.of(Field.TITLE, Field.URL, Field.SUMMARY));
		return fields;
	}

	/** What people say now, by field; what was taken back is no correction. */
	private static Map<Field, String> newest(List<Correction> corrections) {
		Map<Field, String> newest = new EnumMap<>(Field.class);
		for (Correction correction : corrections) {
			if (correction.value() == null) {
				newest.remove(correction.field());
			}
			else if (READ.contains(correction.field())) {
				newest.put(correction.field(), correction.value());
			}
		}
		return newest;
	}

	private static String words(Reading reading, Field field) {
		return reading.words()
			.stream()
			.filter(one -> one.field() == field)
			.min(Comparator.comparing(Evidence::rejects))
			.map(one -> "«%s» (%s)".formatted(one.quote().replaceAll("\\s+", " "), one.rule()))
			.orElse("sin palabras");
	}

	/**
	 * A correction.
	 *
	 * @param said by a person
	 * @param read by today's rules
	 * @param words on which today's reading rests
	 */
	private record Case(Offer offer, Field field, String said, String read, String words) {

		boolean right() {
			return this.said.equals(this.read);
		}

	}

	/** Prints a line per field, then each correction that is still read otherwise. */
	void print(PrintWriter out) {
		out.printf("%nCorrecciones de personas: %d%n", this.cases.size());
		for (Field field : READ) {
			List<Case> own = this.cases.stream().filter(one -> one.field() == field).toList();
			if (!own.isEmpty()) {
				long right = own.stream().filter(Case::right).count();
				out.printf("  %-12s ya bien %d, todavía mal %d%n", field.key(), right, own.size() - right);
			}
		}
		for (Case one : this.cases) {
			out.printf("%s: oferta %s «%s»: %s: una persona dice «%s», hoy se lee «%s», por %s%n",
					one.right() ? "ya bien" : "todavía mal", one.offer().id(), one.offer().reading().title(),
					one.field().key(), one.said(), one.read(), one.words());
		}
	}

}
