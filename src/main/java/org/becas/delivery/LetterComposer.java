package org.becas.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.bulletin.RenderedBulletin;
import org.becas.mail.Header;
import org.becas.mail.Letter;
import org.becas.mail.LetterForm;
import org.becas.mail.ReturnPaths;
import org.becas.mail.Sender;
import org.becas.offer.Level;
import org.becas.office.Office;
import org.becas.subscriber.SignedLinks;

import org.springframework.stereotype.Component;

/**
 * Makes a letter of a delivery: one rendering for each choice of levels, encoded once,
 * and into it what is the recipient's own.
 */
@Component
class LetterComposer {

	private static final Set<String> SLOTS = Set.of(RenderedBulletin.NAME, RenderedBulletin.UNSUBSCRIBE,
			RenderedBulletin.PREFERENCES);

	private final Bulletins bulletins;

	private final Sender sender;

	private final ReturnPaths returnPaths;

	private final SignedLinks links;

	private final Office office;

	LetterComposer(Bulletins bulletins, Sender sender, ReturnPaths returnPaths, SignedLinks links, Office office) {
		this.bulletins = bulletins;
		this.sender = sender;
		this.returnPaths = returnPaths;
		this.links = links;
		this.office = office;
	}

	/** What all letters of one edition share, for the time of one run. */
	Composition begin(Edition edition) {
		return new Composition(edition);
	}

	/** The letters of one edition; safe to share between threads. */
	final class Composition {

		private final Edition edition;

		private final Map<Set<Level>, Prepared> prepared = new ConcurrentHashMap<>();

		private Composition(Edition edition) {
			this.edition = edition;
		}

		Letter letter(Delivery delivery) {
			Prepared content = this.prepared.computeIfAbsent(delivery.levels(), this::prepare);
			String unsubscribe = LetterComposer.this.links.unsubscribe(delivery.subscriber(), delivery.email());
			String preferences = LetterComposer.this.links.preferences(delivery.subscriber(), delivery.email());
			String greeting = (delivery.name() != null) ? "Hola, " + delivery.name() + ":" : "Hola:";
			return new Letter(LetterComposer.this.returnPaths.of(delivery.id()), delivery.email(),
					headers(delivery, content.subject(), unsubscribe), content.form(),
					Map.of(RenderedBulletin.NAME, greeting, RenderedBulletin.UNSUBSCRIBE, unsubscribe,
							RenderedBulletin.PREFERENCES, preferences));
		}

		private Prepared prepare(Set<Level> levels) {
			RenderedBulletin rendered = LetterComposer.this.bulletins.rendering(this.edition, levels)
				.orElseThrow(() -> new IllegalStateException(
						"El boletín %s no tiene nada para %s".formatted(this.edition, Level.join(levels))));
			return new Prepared(rendered.subject(), LetterForm.of(rendered.html(), rendered.text(), SLOTS));
		}

		/**
		 * What lists owe their readers: RFC 2369 (List-*), RFC 2919 (List-Id), RFC 8058
		 * (one click), and Feedback-ID for Gmail's statistics.
		 */
		private List<Header> headers(Delivery delivery, String subject, String unsubscribe) {
			Office office = LetterComposer.this.office;
			String domain = LetterComposer.this.sender.address().domain();
			List<Header> headers = new ArrayList<>(
					LetterComposer.this.sender.headers(delivery.email(), subject, delivery.messageId()));
			headers.add(new Header("List-Id", "<boletin." + domain + ">"));
			headers.add(new Header("List-Unsubscribe", "<" + unsubscribe + ">"));
			headers.add(new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
			headers.add(new Header("List-Help", "<" + office.url("/suscripcion") + ">"));
			headers.add(new Header("List-Archive", "<" + office.url("/boletines") + ">"));
			headers.add(new Header("List-Owner", "<mailto:" + office.email() + ">"));
			headers.add(new Header("Precedence", "list"));
			headers.add(new Header("Feedback-ID", this.edition + ":boletin:becas:" + domain));
			return headers;
		}

	}

	/** A rendering, ready for everybody who chose these levels. */
	private record Prepared(String subject, LetterForm form) {
	}

}
