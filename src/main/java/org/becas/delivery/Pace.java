package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.becas.offer.DateWords;
import org.becas.office.Office;

import org.springframework.stereotype.Component;

/** How fast, and at which hours, letters may leave. */
@Component
class Pace {

	/** Few enough that who leaves the list in this moment still gets nothing. */
	private static final int CLAIMED_AT_ONCE = 20;

	/** The scope of a limit for all letters to the relay. */
	private static final String RELAY = "relay";

	private static final String CONNECTION = "connection:";

	private final MailSettings mail;

	private final DeliverySettings settings;

	private final SendHours hours;

	private final KeptRates rates;

	private final Mailer mailer;

	private final Office office;

	private final Clock clock;

	Pace(MailSettings mail, DeliverySettings settings, SendHours hours, KeptRates rates, Mailer mailer, Office office,
			Clock clock) {
		this.mail = mail;
		this.settings = settings;
		this.hours = hours;
		this.rates = rates;
		this.mailer = mailer;
		this.office = office;
		this.clock = clock;
	}

	/** The limits of all scopes, with the turns that earlier processes took. */
	RateLimits limits() {
		Map<String, Integer> limits = new HashMap<>(this.settings.perDomain());
		limits.put(RELAY, this.mail.perMinute());
		for (int i = 0; i < this.mail.connections(); i++) {
			limits.put(CONNECTION + i, this.settings.perConnection());
		}
		return new RateLimits(limits, this.rates.all(), this.clock.instant(),
				Duration.ofMinutes(this.mail.connections()));
	}

	/** The domains to which the rate is limited. */
	Set<String> domains() {
		return this.settings.perDomain().keySet();
	}

	/** The scopes in which a letter takes a turn. */
	static List<String> scopes(int connection, String domain) {
		return List.of(RELAY, CONNECTION + connection, domain);
	}

	/**
	 * How many letters one connection claims at once. Letters that wait for their turn
	 * are claimed late, so that who leaves the list meanwhile gets nothing.
	 */
	int atOnce() {
		if (this.mail.perMinute() == 0 && this.settings.perConnection() == 0) {
			return CLAIMED_AT_ONCE;
		}
		int perMinute = Math.min(most(this.mail.perMinute()) / this.mail.connections(),
				most(this.settings.perConnection()));
		return Math.max(1, Math.min(CLAIMED_AT_ONCE, perMinute / 60));
	}

	private static int most(int perMinute) {
		return (perMinute > 0) ? perMinute : Integer.MAX_VALUE;
	}

	/**
	 * @throws Stop if letters must not leave at this hour; says until when
	 */
	void mustBeOpen() {
		if (!this.hours.limited() || !this.mailer.leaves()) {
			return;
		}
		Instant now = this.clock.instant();
		Optional<Instant> opens = this.hours.in(this.office.zone()).open(now);
		if (opens.isEmpty()) {
			throw new Stop("Con las horas de becas.delivery.hours ninguna carta podría salir en un año; corríjalas");
		}
		if (opens.get().isAfter(now)) {
			String when = new DateWords(Locale.forLanguageTag("es"), this.office.zone()).moment(opens.get());
			throw Stop.until(opens.get(), "Fuera del horario de envío. Sigue por su cuenta el %s".formatted(when));
		}
	}

}
