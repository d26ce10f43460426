package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Edition;
import org.becas.bulletin.RenderedBulletin;
import org.becas.delivery.LetterComposer.Trial;
import org.becas.mail.EmailAddress;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome;
import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Sender;
import org.becas.mail.SigningKey;
import org.becas.offer.Level;
import org.becas.office.Office;

import org.springframework.stereotype.Component;

/**
 * Sends a bulletin to a short list to be looked at, before it is approved or after. Its
 * subject says that it is a trial, its links end nobody's subscription, and the ledger
 * knows nothing of it.
 */
@Component
public class TrialSending {

	/** Goes before the subject of a trial. */
	public static final String MARK = "[PRUEBA] ";

	private static final int MOST = 10;

	private final BulletinDesk desk;

	private final LetterComposer composer;

	private final Mailer mailer;

	private final Sender sender;

	private final SigningKey key;

	private final Office office;

	private final Clock clock;

	TrialSending(BulletinDesk desk, LetterComposer composer, Mailer mailer, Sender sender, SigningKey key,
			Office office, Clock clock) {
		this.desk = desk;
		this.composer = composer;
		this.mailer = mailer;
		this.sender = sender;
		this.key = key;
		this.office = office;
		this.clock = clock;
	}

	/**
	 * Sends the letter for a choice of levels.
	 * @param to one to ten addresses
	 * @return what the relay said to each
	 * @throws IllegalArgumentException if the edition was not prepared, has nothing at
	 * these levels, or the list is too long
	 */
	public Map<EmailAddress, Answer> send(Edition edition, Set<Level> levels, List<EmailAddress> to) {
		if (to.isEmpty() || to.size() > MOST) {
			throw new IllegalArgumentException(
					"Una prueba va a entre 1 y %d direcciones; usted escribió %d".formatted(MOST, to.size()));
		}
		RenderedBulletin letter = this.desk.proof(edition).renderings().get(levels);
		if (letter == null) {
			throw new IllegalArgumentException(
					"El boletín %s no tiene nada para %s".formatted(edition, Level.join(levels)));
		}
		Content content = new Content(Level.join(levels), List.of(), MARK + letter.subject(), letter.html(),
				letter.text());
		Map<EmailAddress, Answer> answers = new LinkedHashMap<>();
		to.forEach((address) -> answers.put(address, send(edition, content, address)));
		return answers;
	}

	private Answer send(Edition edition, Content content, EmailAddress to) {
		Instant now = this.clock.instant();
		String id = this.key.sign("trial", edition.toString(), to.key(), now.toString()) + "@"
				+ this.sender.address().domain();
		try {
			Outcome outcome = this.mailer.send(this.composer
				.trial(new Trial(Mailing.of(edition), to, content, id, this.office.url("/baja?t=prueba"))));
			return new Answer(outcome instanceof Accepted, outcome.text());
		}
		catch (NoConnection ex) {
			return new Answer(false, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What came of one letter.
	 *
	 * @param text the relay's words, or what broke
	 */
	public record Answer(boolean taken, String text) {
	}

}
