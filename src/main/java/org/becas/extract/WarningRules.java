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

	/** Letters of any script, and what a browser takes for a dot or for nothing. */
	private static final String HOST = "[\\p{L}\\p{M}\\p{N}._\u3002\uFF0E\uFF61\u00AD\u200B-\u200D\u2060-]";

	private static final String BEGINS = "(?<![\\p{L}\\p{M}\\p{N}@.:/_-])";

	/**
	 * The part of an address up to its path; a name before "@" is no host. Without its
	 * scheme an address begins with "www.", or is short and has a path ("bit.ly/abc").
	 */
	private static final Pattern LINK = Pattern.compile("(?i)(?:https?+://(?:([^\\s/@?#]{1,200}+)@)?+|" + BEGINS
			+ "(?=www\\.))(" + HOST + "{1,253}+)|" + BEGINS + "([a-z0-9]{1,12}+(?:\\.[a-z]{2,6}+){1,2}+)/");

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
		Matcher matcher = LINK.matcher(text).useTransparentBounds(true);
		int links = 0;
		for (int line = 0; line < text.length() && links < most;) {
			int stop = text.indexOf('\n', line);
			int end = (stop < 0) ? text.length() : stop;
			matcher.region(line, mayHoldLink(text, line, end) ? end : line);
			while (links < most && matcher.find()) {
				look(text, place, matcher, attention, evidence);
				links++;
			}
			line = end + 1;
		}
	}

	/** Most lines of an announcement hold none, which is sooner seen than searched. */
	private static boolean mayHoldLink(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (c == '/' || ((c == 'w' || c == 'W') && text.regionMatches(true, i, "www.", 0, 4))) {
				return true;
			}
		}
		return false;
	}

	private static void look(String text, Place place, Matcher link, Set<Attention> attention,
			List<Evidence> evidence) {
		int group = (link.group(2) != null) ? 2 : 3;
		String host = withoutDots(link.group(group));
		int end = link.start(group) + host.length();
		if (Links.packaged().hides(host) && attention.add(Attention.SHORTENED_LINK)) {
			evidence.add(evidence(text, link.start(), end, place, "link-shortened"));
		}
		boolean pretends = link.group(1) != null || (group == 2 && Links.packaged().pretends(host));
		if (pretends && attention.add(Attention.LOOKALIKE_DOMAIN)) {
			evidence.add(evidence(text, link.start(), end, place, "link-lookalike"));
		}
	}

	/** Without those of the sentence that ends there. */
	private static String withoutDots(String host) {
		int end = host.length();
		while (end > 0 && host.charAt(end - 1) == '.') {
			end--;
		}
		return host.substring(0, end);
	}

	private static Evidence evidence(String text, int start, int end, Place place, String rule) {
		return new Evidence(Field.URL, text.substring(start, end), place, start, end, rule);
	}

}
