package org.becas.delivery;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.becas.bulletin.Bulletins;
import org.becas.delivery.Certificate.Line;
import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.mail.SigningKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Certifies what became of a mailing: a line for each person, each line bound to all
 * before it by a hash, so that nobody can change, add or take away one without the head
 * showing it. The head of each certificate handed out is kept.
 */
@Component
public class Certificates {

	private static final int PAGE = 1000;

	private final JdbcClient jdbc;

	private final Deliveries deliveries;

	private final Bulletins bulletins;

	private final SigningKey key;

	private final Clock clock;

	public Certificates(JdbcClient jdbc, Deliveries deliveries, Bulletins bulletins, SigningKey key, Clock clock) {
		this.jdbc = jdbc;
		this.deliveries = deliveries;
		this.bulletins = bulletins;
		this.key = key;
		this.clock = clock;
	}

	/**
	 * Certifies a mailing.
	 * @param lines gets every line, the first with what the mailing is
	 * @throws IllegalArgumentException if it was never sent, or is not over
	 */
	public Certificate issue(Mailing mailing, Consumer<Line> lines) {
		Certificate totals = totals(mailing);
		AtomicReference<String> head = new AtomicReference<>("");
		each(mailing, totals, (line) -> {
			head.set(line.hash());
			lines.accept(line);
		});
		Certificate certificate = new Certificate(mailing, totals.planned(), totals.accepted(), totals.rejected(),
				totals.expired(), totals.unknown(), totals.skipped(), String.valueOf(head.get()), totals.issuedAt());
		this.jdbc.sql("""
				INSERT INTO certificate (edition, head, lines, issued_at) VALUES (:edition, :head, :lines, :now)
				ON CONFLICT DO NOTHING
				""")
			.param("edition", mailing.toString())
			.param("head", certificate.head())
			.param("lines", certificate.planned())
			.param("now", certificate.issuedAt().toEpochMilli())
			.update();
		return certificate;
	}

	/** Writes a certificate as CSV (RFC 4180), a line at a time without its ending. */
	public Certificate write(Mailing mailing, Consumer<String> out) {
		out.accept(CSVFormat.RFC4180.format(Certificate.COLUMNS.toArray()));
		return issue(mailing, (line) -> out.accept(CSVFormat.RFC4180.format(line.cells())));
	}

	/** The heads of the certificates that were handed out, oldest first. */
	public List<String> heads(Mailing mailing) {
		return this.jdbc.sql("SELECT head FROM certificate WHERE edition = :edition ORDER BY issued_at, head")
			.param("edition", mailing.toString())
			.query(String.class)
			.list();
	}

	/**
	 * Holds a file against its own chain and against the ledger, whatever its length.
	 * @return what is wrong with it, for people; empty if nothing is
	 * @throws IllegalArgumentException if it is no certificate
	 */
	public List<String> check(Mailing mailing, Reader file) throws IOException {
		totals(mailing);
		CertificateCheck check = new CertificateCheck(mailing, this.deliveries, this.key);
		read(file, check::line);
		return check.end(heads(mailing));
	}

	private void each(Mailing mailing, Certificate totals, Consumer<Line> lines) {
		Line last = Line.first(words(totals));
		lines.accept(last);
		long id = 0;
		List<Delivery> page;
		do {
			page = this.deliveries.after(mailing, id, PAGE);
			for (Delivery delivery : page) {
				id = delivery.id();
				last = Line.of(last.number() + 1, delivery, recipient(delivery)).chained(last.hash());
				lines.accept(last);
			}
		}
		while (page.size() == PAGE);
	}

	private String recipient(Delivery delivery) {
		return (delivery.recipient() != null) ? delivery.recipient() : Audience.recipient(this.key, delivery.email());
	}

	/** What the first line binds to the others. */
	private String words(Certificate totals) {
		String content = this.bulletins.find(totals.mailing().edition())
			.map((bulletin) -> "%s, aprobado por %s".formatted(bulletin.contentHash(), bulletin.approvedBy()))
			.orElse("");
		return "becas 1; %s; contenido %s; %d = %d + %d + %d + %d + %d".formatted(totals.mailing(), content,
				totals.planned(), totals.accepted(), totals.rejected(), totals.expired(), totals.unknown(),
				totals.skipped());
	}

	/** The numbers, without a head. */
	private Certificate totals(Mailing mailing) {
		if (this.deliveries.dispatch(mailing).isEmpty()) {
			throw new IllegalArgumentException("%s todavía no se ha enviado: inicie el envío con deliver --edition %s"
				.formatted(mailing, mailing));
		}
		Map<State, Integer> totals = this.deliveries.totals(mailing);
		int left = totals.entrySet()
			.stream()
			.filter((total) -> !total.getKey().settled())
			.mapToInt(Map.Entry::getValue)
			.sum();
		if (left > 0) {
			throw new IllegalArgumentException(
					"El envío de %s no ha terminado: faltan %d cartas. El certificado se expide al final"
						.formatted(mailing, left));
		}
		int expired = this.deliveries.reasons(mailing, State.SKIPPED).getOrDefault(Skip.EXPIRED.name(), 0);
		int all = totals.values().stream().mapToInt(Integer::intValue).sum();
		return new Certificate(mailing, all, totals.getOrDefault(State.ACCEPTED, 0),
				totals.getOrDefault(State.REJECTED, 0), expired, totals.getOrDefault(State.UNKNOWN, 0),
				totals.getOrDefault(State.SKIPPED, 0) - expired, "", this.clock.instant());
	}

	private static void read(Reader file, Consumer<Line> lines) throws IOException {
		try (CSVParser rows = CSVFormat.RFC4180.parse(file)) {
			boolean first = true;
			for (CSVRecord row : rows) {
				if (first ? !row.toList().equals(Certificate.COLUMNS) : row.size() != Certificate.COLUMNS.size()) {
					throw new IllegalArgumentException(
							"Línea %d: no es un certificado de envío; debe tener las columnas %s"
								.formatted(row.getRecordNumber(), String.join(",", Certificate.COLUMNS)));
				}
				if (!first) {
					lines.accept(line(row));
				}
				first = false;
			}
		}
		catch (UncheckedIOException ex) {
			throw new IllegalArgumentException("El archivo no es un CSV: " + ex.getMessage(), ex);
		}
	}

	private static Line line(CSVRecord row) {
		try {
			return new Line(Integer.parseInt(row.get(0)), row.get(1), row.get(2), row.get(3), row.get(4),
					Integer.parseInt(row.get(5)), row.get(6), row.get(7), row.get(8), row.get(9));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("Línea %d: se espera un número".formatted(row.getRecordNumber()), ex);
		}
	}

}
