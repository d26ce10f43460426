package org.becas.curation;

import java.util.Locale;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** Why offers are usually rejected; free text may be added. */
enum Reason {

	NOT_A_CALL, OVER, NOT_FOR_COLOMBIANS, NOT_A_SCHOLARSHIP, DUPLICATE, UNTRUSTED, TOO_LITTLE_KNOWN, OTHER;

	/** Key of its words in the messages. */
	public String key() {
		return "curation.reason." + name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** The reason as it is kept; {@link #OTHER} says nothing by itself. */
	static String words(@Nullable Reason reason, String detail, UnaryOperator<String> say) {
		String words = (reason == null || reason == OTHER) ? "" : say.apply(reason.key());
		return (words.isEmpty() || detail.isBlank()) ? words + detail.strip() : words + ": " + detail.strip();
	}

}
