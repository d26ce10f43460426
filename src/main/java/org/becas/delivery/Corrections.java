package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.becas.bulletin.Bulletin;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.bulletin.Entry;
import org.becas.bulletin.RenderedBulletin;
import org.becas.mail.LetterTemplates;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.offer.OfferId;
import org.becas.office.Office;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrections of bulletins that have left: to those whose letter held the offer
 * concerned, as an answer in the same thread, once.
 */
@Component
public class Corrections {

	private static final int LONGEST = 4000;

	private static final int PAGE = 500;

	private final JdbcClient jdbc;

	private final Deliveries deliveries;

	private final Bulletins bulletins;

	private final Subscribers subscribers;

	private final LetterTemplates templates;

	private final Office office;

	private final Clock clock;

	public Corrections(JdbcClient jdbc, Deliveries deliveries, Bulletins bulletins, Subscribers subscribers,
			LetterTemplates templates, Office office, Clock clock) {
		this.jdbc = jdbc;
		this.deliveries = deliveries;
		this.bulletins = bulletins;
		this.subscribers = subscribers;
		this.templates = templates;
		this.office = office;
		this.clock = clock;
	}

	/**
	 * Writes a correction down, to be sent as the mailing that is returned.
	 * @param words what was wrong and what is right, plain text, a paragraph a line
	 * @param by who writes it
	 * @throws IllegalArgumentException if there is nothing to say, or nobody got the
	 * offer; says why
	 */
	@Transactional
	public Mailing write(Edition edition, OfferId offer, String words, String by) {
		Preview preview = preview(edition, offer, words);
		if (preview.recipients() == 0) {
			throw new IllegalArgumentException(
					"Ninguna carta aceptada de %s llevaba la oferta %s; no hay a quién corregirle".formatted(edition,
							offer));
		}
		int number = this.jdbc.sql("SELECT count(*) FROM bulletin_correction WHERE edition = :edition")
			.param("edition", edition.toString())
			.query(Integer.class)
			.single() + 1;
		Mailing mailing = new Mailing(edition, number);
		this.jdbc.sql("""
				INSERT INTO bulletin_correction (mailing, edition, offer_id, words, written_by, written_at)
				VALUES (:mailing, :edition, :offer, :words, :by, :now)
				""")
			.param("mailing", mailing.toString())
			.param("edition", edition.toString())
			.param("offer", offer.value())
			.param("words", words.strip())
			.param("by", by)
			.param("now", this.clock.millis())
			.update();
		return mailing;
	}

	/**
	 * How a correction would look, and to how many it would go.
	 * @throws IllegalArgumentException if the edition does not hold the offer, or the
	 * words are missing or too long
	 */
	public Preview preview(Edition edition, OfferId offer, String words) {
		if (words.isBlank() || words.length() > LONGEST) {
			throw new IllegalArgumentException(
					"Escriba qué estaba mal y qué es lo correcto, en %d caracteres como mucho".formatted(LONGEST));
		}
		Entry entry = entry(edition, offer);
		Rendered rendered = render(edition, entry, words);
		return new Preview(entry.facts().title(), recipients(edition, offer), rendered.html(), rendered.text());
	}

	/** The corrections of an edition, oldest first. */
	public List<Correction> of(Edition edition) {
		return this.jdbc.sql("SELECT * FROM bulletin_correction WHERE edition = :edition ORDER BY written_at, mailing")
			.param("edition", edition.toString())
			.query((row, n) -> new Correction(Mailing.of(row.getString("mailing")),
					new OfferId(row.getLong("offer_id")), row.getString("words"), row.getString("written_by"),
					Instant.ofEpochMilli(row.getLong("written_at"))))
			.list();
	}

	/**
	 * @throws IllegalArgumentException if nobody has written it
	 */
	Correction get(Mailing mailing) {
		return of(mailing.edition()).stream()
			.filter((correction) -> correction.mailing().equals(mailing))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"No hay ninguna corrección %s; las nuevas se escriben con correct".formatted(mailing)));
	}

	/** Everybody whose accepted letter held the offer, with that letter. */
	void eachRecipient(Mailing mailing, BiConsumer<Subscriber, Delivery> action) {
		Correction correction = get(mailing);
		Mailing original = Mailing.of(mailing.edition());
		Set<Long> holding = holding(original, correction.offer());
		long last = 0;
		List<Delivery> page;
		do {
			page = this.deliveries.after(original, last, PAGE);
			for (Delivery delivery : page) {
				last = delivery.id();
				if (got(delivery, holding)) {
					this.subscribers.find(delivery.subscriber())
						.ifPresent((subscriber) -> action.accept(subscriber, delivery));
				}
			}
		}
		while (page.size() == PAGE);
	}

	/** What the correction says to each choice of levels; the subject is the thread's. */
	Map<String, Content> contents(Mailing mailing) {
		Correction correction = get(mailing);
		Rendered rendered = render(mailing.edition(), entry(mailing.edition(), correction.offer()), correction.words());
		Map<String, Content> contents = new LinkedHashMap<>();
		subjects(mailing.edition()).forEach((levels, subject) -> contents.put(levels,
				new Content(levels, List.of(correction.offer()), "Re: " + subject, rendered.html(), rendered.text())));
		return contents;
	}

	/** The subject under which each choice of levels got its letter. */
	private Map<String, String> subjects(Edition edition) {
		Map<String, String> subjects = new HashMap<>();
		this.jdbc.sql("SELECT levels, subject FROM bulletin_rendering WHERE edition = :edition")
			.param("edition", edition.toString())
			.query((row) -> {
				subjects.put(row.getString("levels"), row.getString("subject"));
			});
		return subjects;
	}

	private int recipients(Edition edition, OfferId offer) {
		Mailing original = Mailing.of(edition);
		Set<Long> holding = holding(original, offer);
		if (holding.isEmpty()) {
			return 0;
		}
		return this.jdbc.sql("""
				SELECT count(*) FROM delivery d JOIN subscriber s ON s.id = d.subscriber_id
				WHERE d.edition = :edition AND d.state = 'ACCEPTED' AND d.content IN (:contents)
				  AND s.status = 'ACTIVE'
				""").param("edition", original.toString()).param("contents", holding).query(Integer.class).single();
	}

	private Set<Long> holding(Mailing original, OfferId offer) {
		return this.deliveries.contents(original)
			.entrySet()
			.stream()
			.filter((content) -> content.getValue().offers().contains(offer))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private static boolean got(Delivery delivery, Set<Long> holding) {
		return delivery.state() == Delivery.State.ACCEPTED && delivery.content() != null
				&& holding.contains(delivery.content());
	}

	private Entry entry(Edition edition, OfferId offer) {
		Optional<Bulletin> bulletin = this.bulletins.find(edition);
		if (bulletin.isEmpty()) {
			throw new IllegalArgumentException(
					"No hay ningún boletín %s; se corrige uno que ya se envió".formatted(edition));
		}
		return bulletin.stream()
			.flatMap((found) -> found.entries().stream())
			.filter((entry) -> entry.offer().equals(offer))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"El boletín %s no llevaba la oferta %s; las que llevaba son %s".formatted(edition, offer,
							bulletin.stream()
								.flatMap((found) -> found.entries().stream())
								.map((entry) -> entry.offer().toString())
								.collect(Collectors.joining(", ")))));
	}

	private Rendered render(Edition edition, Entry entry, String words) {
		return this.templates.render("mail/correction", Map.of("office", this.office, "title",
				plain(entry.facts().title()), "url", plain(entry.facts().url()), "words",
				words.lines().map(Corrections::plain).map(String::strip).filter((line) -> !line.isEmpty()).toList(),
				"web", this.office.url("/boletines/" + edition), "name", RenderedBulletin.NAME, "unsubscribe",
				RenderedBulletin.UNSUBSCRIBE, "preferences", RenderedBulletin.PREFERENCES), this.office.language());
	}

	/** Nothing that people write may be taken for one of the letter's places. */
	private static String plain(String text) {
		return text.replace("%%", "%");
	}

	/** Who corrected what. */
	public record Correction(Mailing mailing, OfferId offer, String words, String by, Instant at) {
	}

	/**
	 * A correction before it is sent.
	 *
	 * @param title of the offer
	 * @param recipients to how many it would go now
	 */
	public record Preview(String title, int recipients, String html, String text) {
	}

}
