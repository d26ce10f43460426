package org.becas.run;

import java.time.Clock;
import java.time.Duration;
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
import org.becas.operate.ScheduleSettings;
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

	/** What was cut off is not begun again sooner: it may fail at once every time. */
	private static final Duration BREATH = Duration.ofMinutes(10);

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

	/**
	 * Does what is due. Each job has a thread of its own, since it may take hours and the
	 * next one does not wait for it. What goes wrong is tried again with the next tick.
	 */
	void tick() {
		attempt("olvidar a quienes no confirmaron", this::forgetOnceADay);
		attempt("continuar los envíos", this::deliver);
		attempt("recoger", this::collect);
		attempt("leer las devoluciones", this::readBounces);
		attempt("preparar el boletín", this::prepare);
	}

	/**
	 * A task that throws is never run again by its executor: whatever it is, it ends
	 * here, and costs neither the other tasks nor the clock.
	 */
	private static void attempt(String what, Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			log.error("El reloj no pudo {}; lo intenta de nuevo en un minuto", what, ex);
		}
	}

	private void deliver() {
		this.deliveries.due(now())
			.forEach((mailing) -> this.jobs.begin("deliverJob", Map.of("edition", mailing.toString())));
	}

	/**
	 * A collection that was cut off goes on where it stopped, until the next one is due:
	 * that one visits every source anyway.
	 */
	private void collect() {
		if (!nextCollect().toInstant().isAfter(now())) {
			this.jobs.begin("collectJob", Map.of("run", now().toString()));
			return;
		}
		this.runs.lastCollection()
			.filter((last) -> !last.done() && !last.at().plus(BREATH).isAfter(now()))
			.ifPresent((last) -> this.jobs.begin("collectJob", last.parameters()));
	}

	private void readBounces() {
		if (this.mailbox.present() && !nextBounces().toInstant().isAfter(now())) {
			this.jobs.begin("bouncesJob", Map.of("run", now().toString()));
		}
	}

	private void prepare() {
		if (prepareIsDue()) {
			this.jobs.begin("prepareJob", Map.of("edition", edition().toString(), "run", now().toString()));
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
	 * The first collect time after the last collection began, or after the start of the
	 * program if there was none.
	 */
	private ZonedDateTime nextCollect() {
		return next(this.runs.lastCollection().map(JobRuns.Started::at), this.settings.collectTimes(),
				this.settings.collect());
	}

	private ZonedDateTime nextBounces() {
		return next(this.runs.lastStart("bouncesJob"), this.settings.bouncesTimes(), this.settings.bounces());
	}

	private ZonedDateTime next(Optional<Instant> last, CronExpression times, String said) {
		ZonedDateTime next = times.next(last.orElse(this.begun).atZone(this.zone));
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
		return LocalDate.ofInstant(now(), this.zone);
	}

	private Instant now() {
		return this.clock.instant();
	}

	@Override
	public void destroy() {
		this.ticks.shutdown();
	}

}
