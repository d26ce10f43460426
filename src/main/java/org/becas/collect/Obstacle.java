package org.becas.collect;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * What stands between us and a page that was answered: something to log into, to prove,
 * to accept, a page that scripts must fill, or another page altogether.
 *
 * @param why a Spanish sentence
 */
record Obstacle(Outcome outcome, String why) {

	/** A page with more text than this has something to say of its own. */
	private static final int SHORT = 900;

	/** With less than this, what bars the way is all there is. */
	private static final int BARE = 450;

	private static final Pattern CONSENT = PageWords.pattern("<consent>|consent\\.");

	private static final Pattern SHELL = PageWords.pattern("<script>");

	private static final Pattern EMPTY = PageWords.pattern("<none>|<there-are-no>\\S* (?:\\S+ ){0,3}<calls>");

	private static final Pattern GONE = PageWords.pattern("^(?:error )?404\\b|\\b<gone>");

	private static final Pattern REFRESH = Pattern
		.compile("\\s*\\d{1,3}\\s*[;,]\\s*url\\s*=\\s*['\"]?([^'\"]+?)['\"]?\\s*", Pattern.CASE_INSENSITIVE);

	private static final Pattern LOGIN_PATH = Pattern
		.compile("/(?:log-?in|sign-?in|acceso|ingres[ao]r?|iniciar-sesion|auth|sso|wp-login)\\b.*");

	private static final Pattern FRONT_PAGE = Pattern.compile("/?(?:index\\.\\w+)?(?:(?:es|en)/?)?");

	private static final Pattern FRONT = Pattern.compile("/?(?:(?:es|en)/?)?");

	private static final Obstacle SHELL_ONLY = new Obstacle(Outcome.SCRIPT_ONLY,
			"La página llega vacía: su contenido lo arman programas en el navegador (JavaScript)");

	private static final Obstacle NOTHING_OPEN = new Obstacle(Outcome.NOTHING_OPEN,
			"La propia página dice que por ahora no hay convocatorias");

	private static final Obstacle NOTHING_SAID = new Obstacle(Outcome.EMPTY,
			"Fuera de sus menús la página no dice casi nada: no hay convocatorias, o su lista la arman programas en el navegador");

	private static final Evaluator HEADING = QueryParser.parse("h1");

	/**
	 * What is in the way of a page in which nothing was found.
	 * @param asked the address that was asked for
	 */
	static @Nullable Obstacle inFrontOf(Document page, URI asked, URI answered) {
		String text = page.body().text();
		String lower = (page.title() + " " + text.substring(0, Math.min(text.length(), 4000))).toLowerCase(Locale.ROOT);
		Obstacle obstacle = barred(page, lower, text.length(), answered);
		if (obstacle != null) {
			return obstacle;
		}
		if (toFrontPage(asked, answered)) {
			return toFrontPage(answered);
		}
		if (!Addresses.sameSite(asked, answered)) {
			return new Obstacle(Outcome.MOVED, "La dirección lleva ahora a otro sitio: %s".formatted(answered));
		}
		if (scriptOnly(page, lower, text.length())) {
			return SHELL_ONLY;
		}
		return EMPTY.matcher(lower).find() ? NOTHING_OPEN : null;
	}

	/** What bars the way to any page, a list's or an announcement's. */
	static @Nullable Obstacle barring(Document page, URI answered) {
		if (saysMoreThan(2 * SHORT, page.body())) {
			return null;
		}
		String text = page.body().text();
		return (text.length() > SHORT) ? null
				: barred(page, (page.title() + " " + text).toLowerCase(Locale.ROOT), text.length(), answered);
	}

	/**
	 * What stands in the place of a page that should be an announcement itself.
	 * @param asked the address that was asked for
	 */
	static @Nullable Obstacle insteadOf(Document page, URI asked, URI answered) {
		Obstacle obstacle = barring(page, answered);
		if (obstacle != null) {
			return obstacle;
		}
		if (gone(page, asked, answered) && !toFrontPage(asked, answered)) {
			return new Obstacle(Outcome.NOT_FOUND, "La propia página dice que no existe: «%s»"
				.formatted(shorten(page.title().isBlank() ? page.select(HEADING).text() : page.title())));
		}
		if (saysMoreThan(BARE, page.body())) {
			return besidesItsMenus(page);
		}
		Obstacle leading = leading(page);
		if (leading != null) {
			return leading;
		}
		String text = page.body().text();
		String lower = (page.title() + " " + text).toLowerCase(Locale.ROOT);
		return toFrontPage(asked, answered) ? toFrontPage(answered) : scriptOnly(page, lower, text.length())
				? SHELL_ONLY : EMPTY.matcher(lower).find() ? NOTHING_OPEN : null;
	}

	/** A page may do no more than show another one, or lead there by itself. */
	private static @Nullable Obstacle leading(Document page) {
		for (Element refresh : page.select("meta[http-equiv~=(?i)^refresh$]")) {
			Matcher to = REFRESH.matcher(refresh.attr("content"));
			if (to.matches()) {
				return to(page, to.group(1), "La página no dice nada y lleva a otra: %s");
			}
		}
		return page.select("iframe[src], frame[src]")
			.stream()
			.filter((frame) -> !frame.attr("src").matches("(?i)(?:about|javascript|data):.*|\\s*"))
			.reduce((one, other) -> Headline.SUBJECT.matcher(one.attr("src")).find() ? one : other)
			.map((frame) -> to(page, frame.attr("src"),
					"La página muestra dentro de sí otra, donde está su contenido: %s"))
			.orElse(null);
	}

	private static @Nullable Obstacle to(Document page, String address, String sentence) {
		URI base = Addresses.parse(page.baseUri());
		URI to = (base != null) ? Addresses.resolve(base, address.strip()) : null;
		return (to != null) ? new Obstacle(Outcome.MOVED, sentence.formatted(to) + "; escriba «url: " + to + "»")
				: null;
	}

	/** A page of menus says that nothing is open, or nothing at all. */
	private static @Nullable Obstacle besidesItsMenus(Document page) {
		String text = MainText.of(page).text();
		if (text.length() > BARE) {
			return null;
		}
		Obstacle leading = leading(page);
		return (leading != null) ? leading : EMPTY.matcher(text.toLowerCase(Locale.ROOT)).find() ? NOTHING_OPEN
				: (text.length() < BARE / 2 && Listing.isNamedLikeOne(page)) ? NOTHING_SAID : null;
	}

	/** Without putting together the text of a page that has much of it. */
	private static boolean saysMoreThan(int letters, Element body) {
		int[] said = { 0 };
		NodeTraversor.filter((node, depth) -> {
			String words = (node instanceof TextNode text && !text.isBlank()) ? text.getWholeText().strip() : "";
			said[0] += words.length();
			return (said[0] > letters) ? FilterResult.STOP : FilterResult.CONTINUE;
		}, body);
		return said[0] > letters;
	}

	/** Whether the page behind a link only says, with a 200, that it is not there. */
	static boolean gone(Document page, URI asked, URI answered) {
		String heading = page.select(HEADING).text();
		boolean says = GONE.matcher(page.title().strip()).find() || GONE.matcher(heading.strip()).find();
		return says || toFrontPage(asked, answered);
	}

	private static @Nullable Obstacle barred(Document page, String lower, int length, URI answered) {
		if (length <= SHORT && (Challenge.isIn(lower) || challengeParts(page))) {
			return new Obstacle(Outcome.CHALLENGE,
					"El portal muestra una página de comprobación («%s») y no deja pasar a los programas"
						.formatted(shorten(page.title())));
		}
		boolean password = page.selectFirst("input[type=password]") != null;
		if (length <= SHORT && ((password && length <= BARE) || LOGIN_PATH.matcher(path(answered)).matches())) {
			return new Obstacle(Outcome.LOGIN_WALL, "El portal pide usuario y contraseña en %s".formatted(answered));
		}
		return (length <= BARE && CONSENT.matcher(lower + " " + answered.getHost()).find()
				&& page.select("a[href]").size() < 15)
						? new Obstacle(Outcome.CONSENT, "El portal solo muestra su aviso de cookies") : null;
	}

	private static boolean challengeParts(Document page) {
		return page.selectFirst(".g-recaptcha, .h-captcha, #challenge-form, #cf-wrapper, #px-captcha, "
				+ "script[src*=challenge-platform], script[src*=captcha], iframe[src*=captcha], "
				+ "iframe[src*=_Incapsula]") != null;
	}

	private static boolean scriptOnly(Document page, String lower, int length) {
		boolean scripts = page.selectFirst("script") != null;
		boolean shell = page.selectFirst("#root, #app, #__next, app-root, [ng-app], #q-app, [data-reactroot]") != null;
		boolean asks = SHELL.matcher(lower + page.select("noscript").text().toLowerCase(Locale.ROOT)).find();
		return scripts && length < 600 && page.select("a[href]").size() < 15 && (shell || asks || length < 50);
	}

	private static boolean toFrontPage(URI asked, URI answered) {
		return FRONT_PAGE.matcher(path(answered)).matches() && !FRONT.matcher(path(asked)).matches()
				&& (answered.getRawQuery() == null) && (answered.getRawFragment() == null);
	}

	private static Obstacle toFrontPage(URI answered) {
		return new Obstacle(Outcome.MOVED,
				"La dirección lleva ahora a la portada %s: la página de convocatorias se mudó o ya no existe"
					.formatted(answered));
	}

	private static String path(URI url) {
		return (url.getRawPath() != null) ? url.getRawPath().toLowerCase(Locale.ROOT) : "/";
	}

	private static String shorten(String text) {
		return (text.length() > 60) ? text.substring(0, 60) + "…" : text;
	}

}
