package org.becas.subscriber;

import java.util.Locale;

import org.becas.office.Office;
import org.becas.office.Sha256;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The notice that stands beside every form that takes personal data (Ley 1581 de 2012,
 * art. 12; Decreto 1377 de 2013, arts. 14 and 15). Whoever changes its words gives it a
 * new version in {@code messages/subscriber_*.properties}.
 */
@Component
class PrivacyNotice {

	private final MessageSource messages;

	private final Office office;

	PrivacyNotice(MessageSource messages, Office office) {
		this.messages = messages;
		this.office = office;
	}

	Text in(Locale locale) {
		Object[] values = { this.office.entity(), this.office.taxId(), this.office.name(), this.office.address(),
				this.office.phone(), this.office.email(), this.office.policyUrl(), this.office.bulletinName() };
		return new Text(this.messages.getMessage("subscriber.notice.version", null, locale),
				this.messages.getMessage("subscriber.notice.text", values, locale));
	}

	/**
	 * A notice as it was shown.
	 *
	 * @param version such as {@code aviso-1-es}
	 */
	record Text(String version, String text) {

		String sha256() {
			return Sha256.of(this.text);
		}

	}

}
