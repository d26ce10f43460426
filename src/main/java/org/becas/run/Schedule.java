package org.becas.run;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.becas.bounce.BounceMailbox;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.collect.NextVisit;
import org.becas.delivery.Deliveries;
import org.becas.offer.DateWords;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * The program's own clock: every minute it asks what is due. What fell due while the
 * machine was off is made up for.
 */
@Component
class Schedule implements DisposableBean, NextVisit {

	private static final Logger log = LoggerFactory.getLogger(Schedule.class);

	private final ScheduleSettings settings;

	private final Jobs jobs;

	private final JobRuns runs;

	private final Bulletins bulletins;

	private final BounceMailbox mailbox;

	private final Deliveries deliveries;

	private final Subscribers subscribers;

	private final Clock clock;

	private final ZoneId zone;

	private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

	private final Instant begun;

	private @Nullable LocalDate forgotten;

	Schedule(ScheduleSettings settings, Jobs jobs, JobRuns runs, Bulletins bulletins, BounceMailbox mailbox,
			Deliveries deliveries, Subscribers subscribers, Clock clock, ZoneId officeZone) {
		this.settings = settings;
		this.jobs = jobs;
		this.runs = runs;
		this.bulletins = bulletins;
		this.mailbox = mailbox;
		this.deliveries = deliveries;
		this.subscribers = subscribers;
		this.clock = clock;
		this.zone = officeZone;
		this.begun = clock.instant();
	}

	/**
	 * Begins to work.
	 * @return what it will do, for the console
	 */
	String begin() {
		if (!this.settings.enabled()) {
			return "El reloj está apagado (becas.schedule.enabled): recoja y prepare con los comandos.";
		}
		this.ticks.scheduleWithFixedDelay(this::tick, 60, 60, TimeUnit.SECONDS);
		DateWords words = new DateWords(Locale.forLanguageTag("es"), this.zone);
		return "Próxima recolección: %s (%s). El boletín se prepara a partir del día %d de cada mes."
			.formatted(words.moment(nextCollect().toInstant()), words.clock(this.zone), this.settings.prepareDay());
	}

	/** Does what is due. One failure never ends the clock. */
	void tick() {
		try {
			forgetOnceADay();
			// Each in a thread of its own, since it may take hours
			this.deliveries.due(this.clock.instant())
				.forEach((mailing) -> this.jobs.begin("deliverJob", Map.of("edition", mailing.toString())));
			if (!nextCollect().toInstant().isAfter(this.clock.instant())) {
				this.jobs.run("collectJob", Map.of("run", this.clock.instant().toString()));
			}
			if (this.mailbox.present() && !nextBounces().toInstant().isAfter(this.clock.instant())) {
				this.jobs.run("bouncesJob", Map.of("run", this.clock.instant().toString()));
			}
			if (prepareIsDue()) {
				this.jobs.run("prepareJob",
						Map.of("edition", edition().toString(), "run", this.clock.instant().toString()));
			}
		}
		catch (RuntimeException ex) {
			log.error("El reloj no pudo hacer lo que tocaba; lo intenta de nuevo en un minuto", ex);
		}
	}

	@Override
	public Optional<Instant> next() {
		return this.settings.enabled() ? Optional.of(nextCollect().toInstant()) : Optional.empty();
	}

	/** Who asked and never confirmed is forgotten also in a month without a sending. */
	private void forgetOnceADay() {
		LocalDate today = today();
		if (!today.equals(this.forgotten)) {
			int forgotten = this.subscribers.forgetUnconfirmed();
			this.forgotten = today;
			if (forgotten > 0) {
				log.info("Suscripciones que nadie confirmó en siete días, borradas: {}", forgotten);
			}
		}
	}

	/**
	 * The first collect time after the last run, or after the start if there was none.
	 */
	private ZonedDateTime nextCollect() {
		return next("collectJob", this.settings.collectTimes(), this.settings.collect());
	}

	private ZonedDateTime nextBounces() {
		return next("bouncesJob", this.settings.bouncesTimes(), this.settings.bounces());
	}

	private ZonedDateTime next(String job, CronExpression times, String said) {
		Instant last = this.runs.lastStart(job).orElse(this.begun);
		ZonedDateTime next = times.next(last.atZone(this.zone));
		if (next == null) {
			throw new IllegalStateException("becas.schedule: \"%s\" no vuelve a ocurrir nunca".formatted(said));
		}
		return next;
	}

	private boolean prepareIsDue() {
		return today().getDayOfMonth() >= this.settings.prepareDay() && this.bulletins.find(edition()).isEmpty();
	}

	/** The edition that is prepared this month. */
	private Edition edition() {
		YearMonth month = YearMonth.from(today());
		return new Edition((this.settings.prepareDay() <= 15) ? month : month.plusMonths(1));
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.zone);
	}

	@Override
	public void destroy() {
		this.ticks.shutdown();
	}

}
