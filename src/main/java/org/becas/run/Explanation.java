package org.becas.run;

import java.util.Comparator;
import java.util.List;

import org.becas.extract.Announcement;
import org.becas.extract.Reading;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;

/** An announcement with the words marked on which its reading rests. */
final class Explanation {

	private Explanation() {
	}

	/** The text, each quote in brackets with its field and rule behind it. */
	static String of(Announcement announcement, Reading reading) {
		return marked(announcement.title(), reading.evidence(), Place.TITLE) + "\n\n"
				+ marked(announcement.text(), reading.evidence(), Place.TEXT) + "\n";
	}

	private static String marked(String text, List<Evidence> evidence, Place place) {
		StringBuilder marked = new StringBuilder();
		int at = 0;
		for (Evidence one : evidence.stream()
			.filter(one -> one.place() == place)
			.sorted(Comparator.comparingInt(Evidence::start))
			.toList()) {
			if (one.start() >= at) {
				marked.append(text, at, one.start())
					.append("[")
					.append(one.quote())
					.append(" ← ")
					.append(one.field().key())
					.append(", ")
					.append(one.rule())
					.append("]");
				at = one.end();
			}
		}
		return marked.append(text.substring(at)).toString();
	}

}
