package org.becas.operate;

/**
 * What one check found.
 *
 * @param subject what was looked at, in a word or two
 * @param verdict how it stands
 * @param text what was found, with the value
 * @param advice what to do about it; empty if nothing is to be done
 */
public record Finding(String subject, Verdict verdict, String text, String advice) {

	static Finding good(String subject, String text) {
		return new Finding(subject, Verdict.GOOD, text, "");
	}

	static Finding bad(String subject, String text, String advice) {
		return new Finding(subject, Verdict.BAD, text, advice);
	}

	static Finding fatal(String subject, String text, String advice) {
		return new Finding(subject, Verdict.FATAL, text, advice);
	}

	static Finding unknown(String subject, String text) {
		return new Finding(subject, Verdict.UNKNOWN, "no se pudo consultar: " + text, "");
	}

	/** How what was looked at stands. */
	public enum Verdict {

		GOOD("✔ bien"), UNKNOWN("? sin consultar"), BAD("✘ mal"),

		/** The program cannot start like this. */
		FATAL("✘ impide iniciar");

		private final String words;

		Verdict(String words) {
			this.words = words;
		}

		/** For people: a sign and a word. */
		public String words() {
			return this.words;
		}

	}

}
