package org.becas.extract;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.becas.offer.Attention;
import org.jspecify.annotations.Nullable;

/**
 * What should make a person look twice: fees, go-betweens, links that hide or pretend.
 */
final class WarningRules {

	private static final Set<String> SHORTENERS = Set.of("bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd",
			"cutt.ly", "rebrand.ly", "shorturl.at", "acortar.link", "n9.cl", "buff.ly", "t.ly");

	/** Official bodies whose names other domains borrow. */
	private static final Set<String> BORROWED = Set.of("icetex", "minciencias", "mineducacion", "daad", "chevening",
			"fulbright", "campusfrance");

	private static final Pattern HOST = Pattern.compile("https?+://([a-zA-Z0-9.-]++)");

	private WarningRules() {
	}

	static Set<Attention> read(Document document, @Nullable String url) {
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		for (Hit hit : document.hits().of(Cue.WARNING)) {
			if (hit.is("fee") && !denied(document, hit)) {
				attention.add(Attention.FEE);
			}
			if (hit.is("intermediary")) {
				attention.add(Attention.INTERMEDIARY);
			}
			if (hit.is("unofficial")) {
				attention.add(Attention.UNOFFICIAL_DEGREE);
			}
		}
		HOST.matcher(document.text()).results().forEach(match -> look(match.group(1), attention));
		if (url != null) {
			HOST.matcher(url).results().limit(1).forEach(match -> look(match.group(1), attention));
		}
		return attention;
	}

	/** "No application fee", "la inscripción no tiene costo". */
	private static boolean denied(Document document, Hit hit) {
		int start = Math.max(document.sentenceStart(hit.from()), hit.from() - 4);
		int end = Math.min(document.sentenceEnd(hit.from()), hit.to() + 3);
		for (int i = start; i < end; i++) {
			String word = document.token(i).word();
			if (word.equals("no") || word.equals("sin") || word.equals("without") || word.equals("waived")
					|| word.equals("free") || word.equals("gratuita") || word.equals("sem") || word.equals("exempt")) {
				return true;
			}
		}
		return false;
	}

	private static void look(String written, Set<Attention> attention) {
		String host = written.toLowerCase(Locale.ROOT);
		if (SHORTENERS.contains(host)) {
			attention.add(Attention.SHORTENED_LINK);
		}
		int dot = host.lastIndexOf('.');
		int before = (dot > 0) ? host.lastIndexOf('.', dot - 1) : -1;
		if (dot > 0 && host.endsWith(".com") && BORROWED.contains(host.substring(before + 1, dot))) {
			attention.add(Attention.LOOKALIKE_DOMAIN);
		}
	}

}
