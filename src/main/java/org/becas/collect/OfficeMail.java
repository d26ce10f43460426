package org.becas.collect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.becas.mail.EmailAddress;
import org.becas.mail.Header;
import org.becas.mail.Letter;
import org.becas.mail.LetterForm;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.mail.LetterTemplates.TemplateMistake;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Sender;
import org.becas.office.Office;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Letters to the office's own address, about the sources. */
@Component
class OfficeMail {

	private static final Logger LOG = LoggerFactory.getLogger(OfficeMail.class);

	private final Mailer mailer;

	private final Sender sender;

	private final Office office;

	OfficeMail(Mailer mailer, Sender sender, Office office) {
		this.mailer = mailer;
		this.sender = sender;
		this.office = office;
	}

	/**
	 * Sends a letter now.
	 * @param body may fail with a {@link TemplateMistake}
	 * @return whether it left; if not, the log says why
	 */
	boolean send(String subject, Supplier<Rendered> body) {
		try {
			Rendered text = body.get();
			EmailAddress to = EmailAddress.of(this.office.email());
			List<Header> headers = this.sender.headers(to, subject,
					UUID.randomUUID() + "@" + this.sender.address().domain());
			org.becas.mail.Outcome outcome = this.mailer.send(new Letter(this.sender.returnPath(), to, headers,
					LetterForm.of(text.html(), text.text(), Set.of()), Map.of()));
			if (outcome instanceof Accepted) {
				return true;
			}
			LOG.warn("No salió la carta «{}»: {}", subject, outcome.text());
		}
		catch (NoConnection | TemplateMistake | IllegalArgumentException ex) {
			LOG.warn("No salió la carta «{}»: {}", subject, ex.getMessage());
		}
		return false;
	}

}
