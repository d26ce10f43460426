package org.becas.bulletin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.becas.offer.Folding;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a screen reader needs of a letter, whose html and body elements webmail throws
 * away: the rules that nearly every newsletter breaks (Email Markup Consortium, report of
 * 2026), after WCAG 2.2.
 */
final class LetterRules {

	private static final Set<String> SAYS_NOTHING = Set.of("aqui", "clic aqui", "haz clic", "haga clic aqui", "ver mas",
			"leer mas", "mas informacion", "enlace", "este link", "este enlace", "link", "here", "click here",
			"read more");

	private LetterRules() {
	}

	/**
	 * @return what is wrong, in Spanish; empty if nothing is
	 */
	static List<String> check(String html) {
		Document letter = Jsoup.parse(html);
		List<String> problems = new ArrayList<>();
		checkLanguage(letter, problems);
		checkHeadings(letter, problems);
		checkLinks(letter, problems);
		checkRest(letter, problems);
		return problems;
	}

	private static void checkLanguage(Document letter, List<String> problems) {
		List<Element> roots = new ArrayList<>(letter.select("html"));
		roots.addAll(letter.body().children());
		for (Element root : roots) {
			if (root.attr("lang").isBlank() || !root.attr("dir").equals("ltr")) {
				problems.add("a <%s> le falta lang o dir=\"ltr\"".formatted(root.tagName()));
			}
		}
		if (letter.title().isBlank()) {
			problems.add("falta <title>");
		}
	}

	private static void checkHeadings(Document letter, List<String> problems) {
		if (letter.select("h1").size() != 1) {
			problems.add("debe haber un solo <h1>, hay " + letter.select("h1").size());
		}
		int level = 0;
		for (Element heading : letter.select("h1, h2, h3, h4, h5, h6")) {
			int next = heading.tagName().charAt(1) - '0';
			if (next > level + 1) {
				problems.add("después de <h%d> viene <h%d>: «%s»".formatted(level, next, heading.text()));
			}
			level = next;
		}
	}

	private static void checkLinks(Document letter, List<String> problems) {
		for (Element link : letter.select("a")) {
			String words = Folding.fold(link.text().replaceAll("[.…»>→]+$", "").strip());
			if (words.isEmpty() && link.select("img[alt]:not([alt=])").isEmpty()) {
				problems.add("hay un enlace sin texto hacia " + link.attr("href"));
			}
			if (SAYS_NOTHING.contains(words)) {
				problems.add("el enlace «%s» no dice adónde lleva".formatted(link.text()));
			}
			if (link.attr("href").isBlank()) {
				problems.add("el enlace «%s» no lleva a ninguna parte".formatted(link.text()));
			}
		}
	}

	private static void checkRest(Document letter, List<String> problems) {
		for (Element table : letter.select("table")) {
			if (!table.attr("role").equals("presentation")) {
				problems.add("a una <table> le falta role=\"presentation\"");
			}
		}
		for (Element image : letter.select("img")) {
			if (!image.hasAttr("alt") || image.attr("alt").length() > 150) {
				problems.add("a una imagen le falta alt, o pasa de 150 caracteres");
			}
		}
		Set<String> ids = new HashSet<>();
		for (Element element : letter.select("[id]")) {
			if (!ids.add(element.id())) {
				problems.add("el id \"%s\" está repetido".formatted(element.id()));
			}
		}
		if (!letter.select("script, iframe, form, object, video, marquee").isEmpty()) {
			problems.add("hay elementos que los correos no muestran (script, iframe, form …)");
		}
	}

}
