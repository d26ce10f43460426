package org.becas.extract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.offer.Attention;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * What should make a person look twice: fees, go-betweens, links that hide or pretend.
 */
final class WarningRules {

	/** The part of an address up to its path; a name before "@" is no host. */
	private static final Pattern LINK = Pattern.compile("https?+://(?:([^\\s/@?#]{1,200}+)@)?+([a-zA-Z0-9.-]{1,253}+)");

	/** As many links are looked at; no announcement has more. */
	private static final int LINKS = 500;

	private static final int BEFORE = 5;

	private static final int BEHIND = 4;

	private static final Words DENIALS = Words.named("fee.denied");

	private static final Words REFUND = Words.named("refund");

	/**
	 * "No requiere intermediarios", "evite a los tramitadores": a warning against them.
	 */
	private static final Words AGAINST = Words.named("warned");

	private WarningRules() {
	}

	/**
	 * Why to look twice, with the words; those on money are told by {@link CostRules}.
	 */
	record Answer(Set<Attention> attention, List<Evidence> evidence) {
	}

	static Answer read(Document document, @Nullable String url) {
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		for (Hit hit : document.hits().of(Cue.WARNING)) {
			if ((hit.is("fee") && !denied(document, hit)) || (hit.is("payment") && !warned(document, hit))) {
				attention.add(Attention.FEE);
			}
			if (hit.is("intermediary") && !warned(document, hit)) {
				attention.add(Attention.INTERMEDIARY);
			}
			if (hit.is("unofficial")) {
				attention.add(Attention.UNOFFICIAL_DEGREE);
			}
		}
		List<Evidence> evidence = new ArrayList<>();
		look(document.text(), Place.TEXT, LINKS, attention, evidence);
		if (url != null) {
			look(url, Place.URL, 1, attention, evidence);
		}
		return new Answer(attention, evidence);
	}

	/**
	 * "No application fee", "la inscripción no tiene costo", "covers application fees".
	 */
	static boolean denied(Document document, Hit hit) {
		int start = Math.max(document.sentenceStart(hit.from()), hit.from() - BEFORE);
		int end = Math.min(document.sentenceEnd(hit.from()), hit.to() + BEHIND);
		for (int i = start; i < end; i++) {
			boolean within = i >= hit.from() && i < hit.to();
			if (!within && DENIALS.hold(document.token(i).word()) && !refundable(document, i)) {
				return true;
			}
		}
		return false;
	}

	/** "Not refundable", "no reembolsable": it costs all the more. */
	private static boolean refundable(Document document, int token) {
		return REFUND.hold(document.peek(token + 1).word()) || REFUND.hold(document.peek(token + 2).word());
	}

	static boolean warned(Document document, Hit hit) {
		int start = document.sentenceStart(hit.from());
		for (int i = Math.max(start, hit.from() - 2 * BEFORE); i < hit.from(); i++) {
			if (AGAINST.hold(document.token(i).word())) {
				return true;
			}
		}
		return false;
	}

	private static void look(String text, Place place, int most, Set<Attention> attention, List<Evidence> evidence) {
		Matcher matcher = LINK.matcher(text);
		for (int links = 0; links < most && matcher.find(); links++) {
			String host = matcher.group(2);
			if (Links.packaged().hides(host) && attention.add(Attention.SHORTENED_LINK)) {
				evidence.add(evidence(matcher, place, "link-shortened"));
			}
			boolean pretends = matcher.group(1) != null || Links.packaged().pretends(host);
			if (pretends && attention.add(Attention.LOOKALIKE_DOMAIN)) {
				evidence.add(evidence(matcher, place, "link-lookalike"));
			}
		}
	}

	private static Evidence evidence(Matcher matcher, Place place, String rule) {
		return new Evidence(Field.URL, matcher.group(), place, matcher.start(), matcher.end(), rule);
	}

}
