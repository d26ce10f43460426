package org.becas.mail;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.becas.office.Office;

import org.springframework.stereotype.Component;

/** Who writes: the part of the envelope and of the headers that all letters share. */
@Component
public class Sender {

	private final Office office;

	private final MailSettings settings;

	private final Clock clock;

	public Sender(Office office, MailSettings settings, Clock clock) {
		this.office = office;
		this.settings = settings;
		this.clock = clock;
	}

	/** The address in From; its domain is that of the Message-IDs. */
	public EmailAddress address() {
		return EmailAddress.of((this.settings.from() != null) ? this.settings.from() : this.office.email());
	}

	/** Where letters come back to that have no return path of their own. */
	public EmailAddress returnPath() {
		if (this.settings.bounceAddress() != null) {
			return EmailAddress.of(this.settings.bounceAddress());
		}
		return (this.settings.returnPath() != null) ? EmailAddress.of(this.settings.returnPath()) : address();
	}

	/**
	 * From, Reply-To, To, Subject, Date, Message-ID and Auto-Submitted (RFC 3834, so that
	 * no holiday notice answers), in this order.
	 * @param messageId without angle brackets
	 */
	public List<Header> headers(EmailAddress to, String subject, String messageId) {
		String name = (this.settings.fromName() != null) ? this.settings.fromName() : this.office.name();
		String replies = (this.settings.replyTo() != null) ? this.settings.replyTo() : this.office.email();
		List<Header> headers = new ArrayList<>();
		headers.add(Header.mailbox("From", address(), name));
		headers.add(Header.mailbox("Reply-To", EmailAddress.of(replies), null));
		headers.add(Header.mailbox("To", to, null));
		headers.add(Header.words("Subject", subject));
		headers.add(Header.date("Date", this.clock.instant(), this.office.zone()));
		headers.add(new Header("Message-ID", "<" + messageId + ">"));
		headers.add(new Header("Auto-Submitted", "auto-generated"));
		return headers;
	}

}
