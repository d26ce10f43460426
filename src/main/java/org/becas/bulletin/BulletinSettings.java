package org.becas.bulletin;

import java.time.LocalDate;
import java.time.YearMonth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a month's letter is made ({@code becas.bulletin.*}).
 *
 * @param sendDay day of the month on which it is meant to leave, 1–31; the last one where
 * the month is shorter
 * @param leadDays fewer days than these between letter and deadline are pointed out to
 * staff
 * @param maxBytes of a letter's HTML in UTF-8; Gmail hides what comes after some 102 KB,
 * the unsubscribe link with it
 */
@ConfigurationProperties("becas.bulletin")
public record BulletinSettings(@DefaultValue("1") int sendDay, @DefaultValue("7") int leadDays,
		@DefaultValue("80000") int maxBytes) {

	public BulletinSettings {
		if (sendDay < 1 || sendDay > 31) {
			throw new IllegalArgumentException(
					"becas.bulletin.send-day es %d; se espera un día del mes, de 1 a 31".formatted(sendDay));
		}
	}

	/** The day on which an edition is meant to leave. */
	public LocalDate sendDay(Edition edition) {
		YearMonth month = edition.month();
		return month.atDay(Math.min(this.sendDay, month.lengthOfMonth()));
	}

	/** The day on which the edition after this one is meant to leave. */
	public LocalDate nextSendDay(Edition edition) {
		return sendDay(new Edition(edition.month().plusMonths(1)));
	}

}
