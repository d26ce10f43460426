package org.becas.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.becas.delivery.Certificate.Line;
import org.becas.mail.EmailAddress;
import org.becas.mail.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * Holds a certificate's lines against their own chain and against the ledger, one after
 * the other, since both are in the same order: of neither is more held than a page.
 */
final class CertificateCheck {

	private static final int PAGE = 1000;

	private static final int TOLD_AT_MOST = 20;

	private final Mailing mailing;

	private final Deliveries deliveries;

	private final SigningKey key;

	private final List<String> problems = new ArrayList<>();

	/** What the ledger holds from here on. */
	private final Deque<Delivery> page = new ArrayDeque<>();

	private long read;

	private int lines;

	private String before = "";

	private boolean broken;

	CertificateCheck(Mailing mailing, Deliveries deliveries, SigningKey key) {
		this.mailing = mailing;
		this.deliveries = deliveries;
		this.key = key;
	}

	/** The next line of the file. */
	void line(Line line) {
		chain(line);
		if (line.number() > 0) {
			compare(line);
		}
		this.before = line.hash();
		this.lines++;
	}

	/**
	 * What is wrong, for people, when the file is at its end.
	 * @param heads of the certificates that were handed out
	 */
	List<String> end(List<String> heads) {
		if (this.lines == 0) {
			return List.of("El archivo no tiene ninguna línea");
		}
		while (this.problems.size() < TOLD_AT_MOST && next() != null) {
			missing();
		}
		if (!heads.contains(this.before)) {
			this.problems.add(0,
					"Ningún certificado de %s terminaba en %s: se cambió, le faltan líneas o es de otra instalación"
						.formatted(this.mailing, this.before));
		}
		return List.copyOf(this.problems);
	}

	private void chain(Line line) {
		if (this.broken) {
			return;
		}
		if (line.number() != this.lines || !line.chained(this.before).hash().equals(line.hash())) {
			this.broken = true;
			tell("Línea %d: no concuerda con su huella; alguien la cambió, la quitó o la puso después"
				.formatted(this.lines));
			return;
		}
		boolean named = !line.email().isEmpty() && !line.email().endsWith("@erased.invalid");
		if (named && !line.recipient().equals(Audience.recipient(this.key, EmailAddress.of(line.email())))) {
			tell("Línea %d: la dirección %s no es la que recibió esa carta".formatted(line.number(), line.email()));
		}
	}

	private void compare(Line line) {
		Delivery next = next();
		if (next == null || !next.messageId().equals(line.messageId())) {
			Optional<Delivery> meant = this.deliveries.find(line.messageId())
				.filter((delivery) -> delivery.mailing().equals(this.mailing));
			if (next == null || meant.isEmpty() || meant.get().id() < next.id()) {
				tell("Línea %d: no está en el libro, o está dos veces".formatted(line.number()));
				return;
			}
			for (Delivery skipped = next; skipped != null && skipped.id() < meant.get().id(); skipped = next()) {
				missing();
			}
		}
		outcome(line, this.page.remove());
	}

	/** What the ledger says otherwise by now, such as a letter that came back later. */
	private void outcome(Line then, Delivery delivery) {
		Line now = Line.of(then.number(), delivery, then.recipient());
		if (!then.outcome().equals(now.outcome())) {
			tell("Línea %d: decía %s; el libro dice ahora %s (%s)".formatted(then.number(), then.outcome(),
					now.outcome(), now.reason()));
		}
	}

	private void missing() {
		tell("Falta %s".formatted(this.page.remove().email()));
	}

	private @Nullable Delivery next() {
		if (this.page.isEmpty()) {
			this.page.addAll(this.deliveries.after(this.mailing, this.read, PAGE));
			if (!this.page.isEmpty()) {
				this.read = this.page.getLast().id();
			}
		}
		return this.page.peek();
	}

	private void tell(String problem) {
		if (this.problems.size() < TOLD_AT_MOST) {
			this.problems.add(problem);
		}
	}

}
