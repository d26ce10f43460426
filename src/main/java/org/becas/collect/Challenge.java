package org.becas.collect;

import java.util.Locale;
import java.util.regex.Pattern;

/** Knows the pages that want proof of not being a program. */
final class Challenge {

	private static final Pattern WORDS = Pattern
		.compile("just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human"
				+ "|ddos[- ]protection|cf[-_]chl|challenge-platform|g-recaptcha|h-captcha|hcaptcha\\.com|px-captcha"
				+ "|incapsula incident|_incapsula_|aws-waf|are you a robot|no eres un robot|no soy un robot"
				+ "|verifique que es humano|acceso denegado.{0,80}robot|enable javascript and cookies to continue");

	private Challenge() {
	}

	/**
	 * Whether a page says so.
	 * @param page its HTML or its text
	 */
	static boolean isIn(String page) {
		return WORDS.matcher(page.toLowerCase(Locale.ROOT)).find();
	}

}
