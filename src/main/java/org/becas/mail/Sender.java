package org.becas.mail;

import java.time.Clock;
import java.util.List;

import org.becas.office.Office;

import org.springframework.stereotype.Component;

/** Who writes: the part of the envelope and of the headers that all letters share. */
@Component
public class Sender {

	private static final Header AUTO_SUBMITTED = new Header("Auto-Submitted", "auto-generated");

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
		return letterhead(subject).headers(to, messageId);
	}

	/** What all letters with one subject share. */
	public Letterhead letterhead(String subject) {
		String name = (this.settings.fromName() != null) ? this.settings.fromName() : this.office.name();
		String replies = (this.settings.replyTo() != null) ? this.settings.replyTo() : this.office.email();
		return new Letterhead(Header.mailbox("From", address(), name),
				Header.mailbox("Reply-To", EmailAddress.of(replies), null), Header.words("Subject", subject));
	}

	/** The headers that many letters share; safe to share between threads. */
	public final class Letterhead {

		private final Header from;

		private final Header replyTo;

		private final Header subject;

		private Letterhead(Header from, Header replyTo, Header subject) {
			this.from = from;
			this.replyTo = replyTo;
			this.subject = subject;
		}

		/** As {@link Sender#headers}, for one recipient. */
		public List<Header> headers(EmailAddress to, String messageId) {
			return List.of(this.from, this.replyTo, Header.mailbox("To", to, null), this.subject,
					Header.date("Date", Sender.this.clock.instant(), Sender.this.office.zone()),
					new Header("Message-ID", "<" + messageId + ">"), AUTO_SUBMITTED);
		}

	}

}
