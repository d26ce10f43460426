package org.becas.curation;

import java.util.Locale;
import java.util.ResourceBundle;

import org.becas.dedupe.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WeightNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "es", "en" })
	void everyWeightHasANameForPeople(String language) {
		ResourceBundle names = ResourceBundle.getBundle("messages.weight", Locale.forLanguageTag(language));

		assertThat(new Matcher().weights().keySet()).hasSizeGreaterThan(40)
			.allSatisfy(weight -> assertThat(names.containsKey("weight." + weight)).as(weight).isTrue());
	}

}
