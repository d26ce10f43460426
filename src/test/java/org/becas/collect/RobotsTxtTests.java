package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RobotsTxtTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			/becas,           /becas,          false
			/becas,           /becas/1,        false
			/becas,           /Becas,          true
			/becas$,          /becas/1,        true
			/*.pdf$,          /x/terminos.pdf, false
			/*.pdf$,          /x/a.pdf?v=1,    true
			/*?p=,            /lista?p=3,      false
			/año,             /a%C3%B1o,       false
			/a%c3%b1o,        /a%C3%B1o,       false
			'',               /becas,          true
			""")
	void readsTheRuleAsWritten(String rule, String path, boolean allowed) {
		assertThat(allows("User-agent: *\nDisallow: " + rule, path)).isEqualTo(allowed);
	}

	@Test
	void theLongestRuleWinsAndAllowWinsATie() {
		String text = "User-agent: *\nDisallow: /becas\nAllow: /becas/publicas\nDisallow: /x\nAllow: /x";

		assertThat(allows(text, "/becas/publicas/1")).isTrue();
		assertThat(allows(text, "/becas/otras")).isFalse();
		assertThat(allows(text, "/x")).isTrue();
	}

	@Test
	void ourOwnGroupCountsInsteadOfEverybodys() {
		String text = "User-agent: *\nDisallow: /\n\nUser-agent: otro\nUser-agent: BECAS/2.0\nDisallow: /privado\n";

		assertThat(allows(text, "/becas")).isTrue();
		assertThat(allows(text, "/privado")).isFalse();
	}

	@Test
	void typosMarksAndOddLineEndsDoNotOpenWhatWasMeantToBeClosed() {
		for (String text : Stream
			.of("\ufeffuser agent : *\rdisalow : /", "User-Agent *\r\nDisallow /",
					"useragent:*#todos\ndissallow:/#nada")
			.toList()) {
			assertThat(allows(text, "/becas")).as(text).isFalse();
		}
	}

	@Test
	void aHostilePatternTakesNoTime() {
		assertThat(allows("User-agent: *\nDisallow: /" + "*a".repeat(4000) + "$", "/" + "a".repeat(3000) + "b"))
			.isTrue();
	}

	@Test
	void tellsTheDelayOfOurGroup() {
		assertThat(RobotsTxt.parse("User-agent: *\nCrawl-delay: 2.5".getBytes(), "becas").delay()).isEqualTo(2.5);
		assertThat(RobotsTxt.parse("User-agent: x\nCrawl-delay: 9".getBytes(), "becas").delay()).isNull();
	}

	private static boolean allows(String text, String path) {
		return RobotsTxt.parse(text.getBytes(StandardCharsets.UTF_8), "becas").allows("https://portal.example" + path);
	}

}
