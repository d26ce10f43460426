package org.becas.extract;

import java.util.List;

import org.becas.extract.DateFinder.Order;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.When;
import org.becas.extract.DateMention.Yearless;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A calendar date is found with all the words that state it, and nothing else is one. */
class DateFinderTests {

	private static final Lexicon LEXICON = Lexicon.packaged();

	private static final Languages LANGUAGES = Languages.packaged();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Cierra el viernes 5 de marzo de 2027          | viernes 5 de marzo de 2027           | 2027-03-05
			Encerra na segunda-feira, 12 de abril de 2027 | segunda-feira, 12 de abril de 2027   | 2027-04-12
			Clôture mercredi, le 22 janvier               | mercredi, le 22 janvier              | --01-22
			el 15 de marzo de dos mil veintisiete         | 15 de marzo de dos mil veintisiete   | 2027-03-15
			quince días del mes de marzo de 2027          | quince días del mes de marzo de 2027 | 2027-03-15
			hasta el 30 (treinta) de abril de 2027        | 30 (treinta) de abril de 2027        | 2027-04-30
			on 4.22                                       | 4.22                                 | --04-22
			friday 7/6                                    | friday 7/6                           | --06-07
			entre le 22/4                                 | 22/4                                 | --04-22
			by 25/12,2027                                 | 25/12,2027                           | 2027-12-25
			nov, 30 2027                                  | nov, 30 2027                         | 2027-11-30
			october, 1st                                  | october, 1st                         | --10-01
			nacido el 5 de diciembre de 1391              | 5 de diciembre de 1391               | 1391-12-05
			""")
	void findsAllTheWordsOfADate(String text, String words, String when) {
		Document document = document(text);
		assertThat(DateFinder.find(document, Order.DAY_FIRST)).singleElement().satisfies(mention -> {
			assertThat(document.quote(mention.from(), mention.to())).isEqualTo(words);
			assertThat(code(mention.when())).isEqualTo(when);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			in November, 15 people
			the first Friday of July
			el primer viernes de julio
			promedio mínimo de 4.22
			moyenne de 12/20
			soporte 24/7
			31 de junio de 2027
			tel. 607/15-04
			""")
	void findsNoDateElsewhere(String text) {
		assertThat(DateFinder.find(document(text), Order.DAY_FIRST)).isEmpty();
	}

	@Test
	void takesAnHourForNoYear() {
		List<DateMention> found = DateFinder.find(document("15 March 1700 GMT"), Order.DAY_FIRST);
		assertThat(found).singleElement().satisfies(mention -> assertThat(code(mention.when())).isEqualTo("--03-15"));
	}

	private static String code(When when) {
		return (when instanceof Yearless yearless) ? yearless.monthDay().toString()
				: (when instanceof Day day) ? day.date().toString() : when.toString();
	}

	private static Document document(String text) {
		return Document.of("", text, null, LEXICON, LANGUAGES);
	}

}
