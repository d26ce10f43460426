package org.becas.collect;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PostingReader.Reading;
import org.becas.source.Contract;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.jspecify.annotations.Nullable;

/** Whether a source still reads from its saved page what it has to. */
final class ContractCheck {

	private final List<PostingReader> readers;

	ContractCheck(List<PostingReader> readers) {
		this.readers = readers;
	}

	/** What is not as it should be, in Spanish. */
	List<String> check(Source source, Contract contract, byte[] saved) {
		URI url = Objects.requireNonNullElse(contract.url(), source.url());
		Fetched page = new Fetched(url, saved, type(contract.page()), Validators.NONE, null);
		Source understood = Understanding.of(source, page, this.readers, ContractCheck::notSaved).source();
		Reading reading = PostingReader.read(this.readers, understood, page);
		if (reading.outcome() != Outcome.OK) {
			return List.of("de %s no se lee nada: %s".formatted(contract.page(), reading.why()));
		}
		List<String> broken = new ArrayList<>();
		List<Posting> postings = reading.postings();
		if (contract.count() != null && contract.count() != postings.size()) {
			broken.add("en %s se esperaban %d convocatorias y se hallan %d".formatted(contract.page(), contract.count(),
					postings.size()));
		}
		for (Map<Field, String> expected : contract.expected()) {
			compare(expected, postings, url, broken);
		}
		return broken;
	}

	private static FetchResult notSaved(Source feed) {
		return new Failed(feed.url(), Outcome.UNREACHABLE, "Solo se guardó la página");
	}

	private static void compare(Map<Field, String> expected, List<Posting> postings, URI page, List<String> broken) {
		String name = Objects.requireNonNullElse(expected.get(Field.TITLE), expected.get(Field.LINK));
		Posting found = postings.stream().filter((posting) -> named(expected, posting, page)).findFirst().orElse(null);
		if (found == null) {
			broken.add("se esperaba «%s» y no se halla".formatted(name));
			return;
		}
		expected.forEach((field, value) -> {
			String there = value(field, found);
			boolean same = (field == Field.LINK) || value.equals(there)
					|| (field == Field.TEXT && there != null && there.contains(value));
			if (!same) {
				broken.add("de «%s» se esperaba %s «%s» y se lee «%s»".formatted(name, field.key(), value,
						Objects.requireNonNullElse(there, "")));
			}
		});
	}

	private static boolean named(Map<Field, String> expected, Posting posting, URI page) {
		String link = expected.get(Field.LINK);
		if (link == null) {
			return posting.title().equals(expected.get(Field.TITLE));
		}
		URI url = Addresses.resolve(page, link);
		return url != null && Addresses.key(url).equals(Addresses.key(posting.url()));
	}

	private static @Nullable String value(Field field, Posting posting) {
		return switch (field) {
			case TITLE -> posting.title();
			case LINK -> posting.url().toString();
			case ID -> posting.key();
			case TEXT -> posting.text();
			case PUBLISHED -> (posting.published() != null) ? posting.published().toString() : null;
			case DEADLINE -> posting.deadline();
			case LEVEL -> posting.level();
			case PROVIDER -> posting.provider();
			case MODIFIED -> posting.modified();
			case PDF -> null;
		};
	}

	/** What a server would have said that it is. */
	private static String type(String page) {
		String ending = page.substring(page.lastIndexOf('.') + 1);
		return switch (ending) {
			case "xml", "rss", "atom" -> "application/xml";
			case "json" -> "application/json";
			case "pdf" -> "application/pdf";
			default -> "text/html";
		};
	}

}
