package org.becas.subscriber;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.becas.office.Office;
import org.becas.subscriber.Consent.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists of subscribers as CSV (RFC 4180, UTF-8) with the header
 * {@code email,name,levels,consent_at,consent_source}: levels joined by a semicolon,
 * {@code consent_at} an ISO 8601 date or moment.
 */
@Component
public class SubscriberFiles {

	static final List<String> COLUMNS = List.of("email", "name", "levels", "consent_at", "consent_source");

	private static final int LONGEST = 300;

	private final Subscribers subscribers;

	private final Office office;

	private final Clock clock;

	public SubscriberFiles(Subscribers subscribers, Office office, Clock clock) {
		this.subscribers = subscribers;
		this.office = office;
		this.clock = clock;
	}

	/**
	 * Takes in a list. A row without the evidence of a consent, or with any other
	 * mistake, is left out and told; the others are kept.
	 * @throws IllegalArgumentException if the header is not the right one
	 */
	@Transactional
	public Import read(Reader csv) {
		int added = 0;
		int known = 0;
		List<RowError> errors = new ArrayList<>();
		try (CSVParser rows = CSVFormat.RFC4180.builder()
			.setHeader()
			.setSkipHeaderRecord(true)
			.setIgnoreEmptyLines(true)
			.setTrim(true)
			.get()
			.parse(withoutMark(csv))) {
			mustHaveColumns(rows.getHeaderNames());
			for (CSVRecord row : rows) {
				long line = rows.getCurrentLineNumber();
				try {
					if (admit(row)) {
						added++;
					}
					else {
						known++;
					}
				}
				catch (IllegalArgumentException ex) {
					errors.add(new RowError(line, row.isSet("email") ? row.get("email") : "",
							String.valueOf(ex.getMessage())));
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalArgumentException(
					"El archivo no se puede leer como CSV (UTF-8, separado por comas): " + ex.getMessage(), ex);
		}
		return new Import(added, known, errors);
	}

	/**
	 * Writes everybody who has not left, so that {@link #read} takes it in elsewhere.
	 * @param line takes one line at a time, without its end
	 */
	public void write(Consumer<String> line) {
		line.accept(String.join(",", COLUMNS));
		this.subscribers.each((subscriber) -> {
			if (subscriber.status() == Subscriber.Status.ACTIVE || subscriber.status() == Subscriber.Status.PAUSED) {
				line.accept(row(subscriber));
			}
		});
	}

	private String row(Subscriber subscriber) {
		Consent consent = this.subscribers.consents(subscriber.id())
			.stream()
			.filter((event) -> event.kind() == Kind.CONFIRMED || event.kind() == Kind.IMPORTED)
			.reduce((first, last) -> last)
			.orElse(null);
		Instant at = (consent == null || consent.kind() == Kind.IMPORTED) ? subscriber.since() : consent.at();
		String source = (consent != null && consent.evidence() != null) ? consent.evidence() : "confirmado por correo";
		return CSVFormat.RFC4180.format(subscriber.email(), inert(subscriber.name()), Level.join(subscriber.levels()),
				at, inert(source));
	}

	/** A spreadsheet must not take somebody's name for a formula. */
	private static String inert(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		return ("=+-@\t\r".indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

	private boolean admit(CSVRecord row) {
		if (!row.isConsistent()) {
			throw new IllegalArgumentException(
					"la fila tiene %d columnas y deben ser %d".formatted(row.size(), COLUMNS.size()));
		}
		EmailAddress email = EmailAddress.of(row.get("email"));
		Set<Level> levels = Level.split(row.get("levels"));
		Instant consentAt = moment(row.get("consent_at"));
		String source = row.get("consent_source");
		if (source.isBlank()) {
			throw new IllegalArgumentException(
					"falta consent_source: de dónde consta la autorización, por ejemplo \"formato firmado, feria 2026\"");
		}
		String name = row.get("name");
		if (name.length() > LONGEST || source.length() > LONGEST) {
			throw new IllegalArgumentException("name y consent_source admiten hasta %d letras".formatted(LONGEST));
		}
		return this.subscribers.admit(email, name.isBlank() ? null : name, levels, this.office.language(), consentAt,
				consentAt + " · " + source);
	}

	private Instant moment(String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException("falta consent_at: cuándo dio su autorización, como 2026-10-31");
		}
		try {
			Instant moment = (text.length() > 10) ? OffsetDateTime.parse(text).toInstant()
					: LocalDate.parse(text).atStartOfDay(this.office.zone()).toInstant();
			if (moment.isAfter(this.clock.instant())) {
				throw new IllegalArgumentException("consent_at está en el futuro: \"%s\"".formatted(text));
			}
			return moment;
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException(
					"consent_at no es una fecha: \"%s\"; se escribe como 2026-10-31 o 2026-10-31T15:00:00-05:00"
						.formatted(text),
					ex);
		}
	}

	private static void mustHaveColumns(List<String> header) {
		List<String> missing = COLUMNS.stream().filter((column) -> !header.contains(column)).toList();
		if (!missing.isEmpty()) {
			throw new IllegalArgumentException("Al archivo le faltan las columnas %s; la primera línea debe ser %s"
				.formatted(String.join(", ", missing), String.join(",", COLUMNS)));
		}
	}

	/** Spreadsheets put a byte order mark before the first column's name. */
	private static Reader withoutMark(Reader csv) throws IOException {
		PushbackReader reader = new PushbackReader(csv);
		int first = reader.read();
		if (first != '\uFEFF' && first != -1) {
			reader.unread(first);
		}
		return reader;
	}

	/**
	 * What came of a list.
	 *
	 * @param added new subscribers
	 * @param known who were there already, and keep what they had
	 * @param errors the rows left out
	 */
	public record Import(int added, int known, List<RowError> errors) {
	}

	/**
	 * A row that was left out.
	 *
	 * @param line in the file, the header being 1
	 * @param reason what is wrong with it and what it should be
	 */
	public record RowError(long line, String email, String reason) {
	}

}
