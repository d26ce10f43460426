package org.becas.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

import org.becas.bulletin.OpenLetters;
import org.becas.bulletin.OpenLetters.Issue;
import org.becas.bulletin.RenderedBulletin;
import org.becas.mail.EmailAddress;
import org.becas.mail.Header;
import org.becas.mail.Letter;
import org.becas.mail.LetterForm;
import org.becas.mail.ReturnPaths;
import org.becas.mail.Sender;
import org.becas.mail.Sender.Letterhead;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.becas.office.Office;
import org.becas.subscriber.SignedLinks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes a letter of a delivery: one rendering for each choice of levels, encoded once,
 * and into it what is the recipient's own.
 */
@Component
class LetterComposer {

	private static final Set<String> SLOTS = Set.of(RenderedBulletin.NAME, RenderedBulletin.UNSUBSCRIBE,
			RenderedBulletin.PREFERENCES);

	private static final Header ONE_CLICK = new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");

	private final OpenLetters letters;

	private final Corrections corrections;

	private final Sender sender;

	private final ReturnPaths returnPaths;

	private final SignedLinks links;

	private final Office office;

	LetterComposer(OpenLetters letters, Corrections corrections, Sender sender, ReturnPaths returnPaths,
			SignedLinks links, Office office) {
		this.letters = letters;
		this.corrections = corrections;
		this.sender = sender;
		this.returnPaths = returnPaths;
		this.links = links;
		this.office = office;
	}

	/**
	 * What all letters of one mailing share, for the time of one run.
	 * @param keep keeps what letters say, and gives it a number
	 */
	Composition begin(Mailing mailing, ToLongFunction<Content> keep) {
		return mailing.corrects()
				? new Composition(mailing, new CorrectionContents(this.corrections.contents(mailing)), keep)
				: new Composition(mailing, new IssueContents(this.letters.of(mailing.edition())), keep);
	}

	/** One letter to try out, with what the recipient would have of their own. */
	Letter trial(Trial trial) {
		List<Header> headers = headers(this.sender.headers(trial.to(), trial.content().subject(), trial.messageId()),
				trial.link(), null, ofTheList(trial.mailing()));
		return new Letter(this.sender.returnPath(), trial.to(), headers, form(trial.content()),
				Map.of(RenderedBulletin.NAME, "Hola:", RenderedBulletin.UNSUBSCRIBE, trial.link(),
						RenderedBulletin.PREFERENCES, trial.link()));
	}

	private static LetterForm form(Content content) {
		return LetterForm.of(content.html(), content.text(), SLOTS);
	}

	/**
	 * What lists owe their readers and is the same for all: RFC 2369 (List-*), RFC 2919
	 * (List-Id), and Feedback-ID for Gmail's statistics.
	 */
	private List<Header> ofTheList(Mailing mailing) {
		String domain = this.sender.address().domain();
		return List.of(ONE_CLICK, new Header("List-Id", "<boletin." + domain + ">"),
				new Header("List-Help", "<" + this.office.url("/suscripcion") + ">"),
				new Header("List-Archive", "<" + this.office.url("/boletines") + ">"),
				new Header("List-Owner", "<mailto:" + this.office.email() + ">"), new Header("Precedence", "list"),
				new Header("Feedback-ID", mailing + ":boletin:becas:" + domain));
	}

	/**
	 * @param unsubscribe where one POST ends the subscription (RFC 8058)
	 */
	private static List<Header> headers(List<Header> senders, String unsubscribe, @Nullable String replyTo,
			List<Header> list) {
		List<Header> headers = new ArrayList<>(senders);
		if (replyTo != null) {
			headers.add(new Header("In-Reply-To", "<" + replyTo + ">"));
			headers.add(new Header("References", "<" + replyTo + ">"));
		}
		headers.add(new Header("List-Unsubscribe", "<" + unsubscribe + ">"));
		headers.addAll(list);
		return headers;
	}

	/** The letters of one mailing; safe to share between threads. */
	final class Composition {

		private final List<Header> ofTheList;

		private final Contents contents;

		private final ToLongFunction<Content> keep;

		private final Map<Object, Optional<Prepared>> prepared = new ConcurrentHashMap<>();

		private Composition(Mailing mailing, Contents contents, ToLongFunction<Content> keep) {
			this.ofTheList = ofTheList(mailing);
			this.contents = contents;
			this.keep = keep;
		}

		/**
		 * The letter of a delivery as it is at a moment; empty if there is nothing left
		 * to say.
		 */
		Optional<Ready> letter(Delivery delivery, Instant now) {
			Set<Level> levels = delivery.levels();
			Object which = List.of(levels, this.contents.state(levels, now));
			return this.prepared.computeIfAbsent(which, (key) -> this.contents.content(levels, now).map(this::prepare))
				.map((content) -> new Ready(delivery, letter(delivery, content), content.number()));
		}

		private Prepared prepare(Content content) {
			return new Prepared(LetterComposer.this.sender.letterhead(content.subject()), form(content),
					this.keep.applyAsLong(content));
		}

		private Letter letter(Delivery delivery, Prepared content) {
			SignedLinks links = LetterComposer.this.links;
			String unsubscribe = links.unsubscribe(delivery.subscriber(), delivery.email());
			String preferences = links.preferences(delivery.subscriber(), delivery.email());
			String greeting = (delivery.name() != null) ? "Hola, " + delivery.name() + ":" : "Hola:";
			List<Header> headers = headers(content.letterhead().headers(delivery.email(), delivery.messageId()),
					unsubscribe, delivery.replyTo(), this.ofTheList);
			return new Letter(LetterComposer.this.returnPaths.of(delivery.id()), delivery.email(), headers,
					content.form(), Map.of(RenderedBulletin.NAME, greeting, RenderedBulletin.UNSUBSCRIBE, unsubscribe,
							RenderedBulletin.PREFERENCES, preferences));
		}

	}

	/**
	 * A letter that can leave at once.
	 *
	 * @param content the number of what it says
	 */
	record Ready(Delivery delivery, Letter letter, long content) {
	}

	/**
	 * A letter to somebody on a short list.
	 *
	 * @param link stands where the recipient's own links would stand
	 */
	record Trial(Mailing mailing, EmailAddress to, Content content, String messageId, String link) {
	}

	/** What letters of one mailing say. */
	private interface Contents {

		/** What the letter for these levels depends on, at a moment. */
		Object state(Set<Level> levels, Instant now);

		Optional<Content> content(Set<Level> levels, Instant now);

	}

	/** A bulletin loses the calls that close while it is being sent. */
	private record IssueContents(Issue issue) implements Contents {

		@Override
		public Object state(Set<Level> levels, Instant now) {
			return this.issue.open(now);
		}

		@Override
		public Optional<Content> content(Set<Level> levels, Instant now) {
			List<OfferId> offers = this.issue.open(levels, now);
			return this.issue.letter(levels, now)
				.map((letter) -> new Content(Level.join(levels), offers, letter.subject(), letter.html(),
						letter.text()));
		}

	}

	/** A correction says the same for as long as it is sent. */
	private record CorrectionContents(Map<String, Content> contents) implements Contents {

		@Override
		public Object state(Set<Level> levels, Instant now) {
			return "";
		}

		@Override
		public Optional<Content> content(Set<Level> levels, Instant now) {
			return Optional.ofNullable(this.contents.get(Level.join(levels)));
		}

	}

	/** A rendering, ready for everybody who chose these levels. */
	private record Prepared(Letterhead letterhead, LetterForm form, long number) {
	}

}
