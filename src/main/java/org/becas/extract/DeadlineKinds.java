package org.becas.extract;

import java.util.List;

import org.becas.extract.Document.Part;
import org.becas.extract.StatedDeadline.Kind;

/** Tells what a deadline is for, by the words in front of it and by its label. */
final class DeadlineKinds {

	/** Where several are said, the one that narrows it most. */
	private static final List<Kind> NARROWEST_FIRST = List.of(Kind.EXCEPTION, Kind.DOCUMENTS, Kind.OFFICE,
			Kind.PROVIDER);

	private final Document document;

	DeadlineKinds(Document document) {
		this.document = document;
	}

	Kind of(DeadlineCandidate found) {
		for (Kind kind : NARROWEST_FIRST) {
			if (says(found, Cue.DEADLINE, kind.key())) {
				return kind;
			}
		}
		return says(found, Cue.DATE, "round") ? Kind.ROUND : Kind.APPLICATION;
	}

	private boolean says(DeadlineCandidate found, Cue cue, String value) {
		int date = found.mention().from();
		Part part = this.document.partAt(date);
		return this.document.hits().any(cue, found.clause(), date, value) || (part != null && part.holds(date)
				&& !part.heading() && this.document.hits().any(cue, part.labelFrom(), part.from(), value));
	}

}
