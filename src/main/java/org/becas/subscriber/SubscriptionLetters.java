package org.becas.subscriber;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.becas.mail.Header;
import org.becas.mail.Letter;
import org.becas.mail.LetterForm;
import org.becas.mail.LetterTemplates;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome;
import org.becas.mail.ReturnPaths;
import org.becas.mail.Sender;
import org.becas.office.Office;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The letters of a subscription: the one that asks to confirm it, and the one for who
 * asks although they have it already.
 */
@Component
class SubscriptionLetters {

	private static final Logger log = LoggerFactory.getLogger(SubscriptionLetters.class);

	private final LetterTemplates templates;

	private final Mailer mailer;

	private final Sender sender;

	private final ReturnPaths returnPaths;

	private final SignedLinks links;

	private final Office office;

	private final MessageSource messages;

	SubscriptionLetters(LetterTemplates templates, Mailer mailer, Sender sender, ReturnPaths returnPaths,
			SignedLinks links, Office office, MessageSource messages) {
		this.templates = templates;
		this.mailer = mailer;
		this.sender = sender;
		this.returnPaths = returnPaths;
		this.links = links;
		this.office = office;
		this.messages = messages;
	}

	/**
	 * Sends what somebody needs who has filled in the form.
	 * @return whether the letter left
	 */
	boolean send(Subscriber subscriber) {
		boolean waiting = subscriber.status() == Subscriber.Status.PENDING;
		String link = waiting ? this.links.confirm(subscriber.id(), subscriber.email())
				: this.links.preferences(subscriber.id(), subscriber.email());
		Rendered body = this.templates.render(waiting ? "mail/confirm" : "mail/already", Map.of("office", this.office,
				"name", (subscriber.name() != null) ? subscriber.name() : "", "link", link), subscriber.language());
		String subject = this.messages.getMessage(
				waiting ? "subscriber.letter.confirm.subject" : "subscriber.letter.already.subject",
				new Object[] { this.office.bulletinName() }, subscriber.language());
		String id = UUID.randomUUID() + this.returnPaths.subscription(subscriber.id()) + "@"
				+ this.sender.address().domain();
		List<Header> headers = this.sender.headers(subscriber.email(), subject, id);
		return send(new Letter(this.returnPaths.ofSubscription(subscriber.id()), subscriber.email(), headers,
				LetterForm.of(body.html(), body.text(), Set.of()), Map.of()));
	}

	private boolean send(Letter letter) {
		try {
			Outcome outcome = this.mailer.send(letter);
			if (outcome instanceof Outcome.Accepted) {
				return true;
			}
			log.warn("No salió la carta de confirmación: {}", outcome.text());
		}
		catch (NoConnection ex) {
			log.warn("No salió la carta de confirmación: {}", ex.getMessage());
		}
		return false;
	}

}
