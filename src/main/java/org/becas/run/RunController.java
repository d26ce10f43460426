package org.becas.run;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import org.becas.bounce.BounceMailbox;
import org.becas.delivery.Mailing;
import org.becas.collect.VisitNow;
import org.becas.offer.DateWords;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where staff start jobs, and see what ran, when, and how it ended. */
@Controller
@ConditionalOnWebApplication
class RunController implements VisitNow {

	private static final int SHOWN = 50;

	private final JobRuns runs;

	private final Jobs jobs;

	private final BounceMailbox mailbox;

	private final Clock clock;

	private final ZoneId zone;

	RunController(JobRuns runs, Jobs jobs, BounceMailbox mailbox, Clock clock, ZoneId officeZone) {
		this.runs = runs;
		this.jobs = jobs;
		this.mailbox = mailbox;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/procesos")
	String runs(Model model, Locale locale) {
		model.addAttribute("mailbox", this.mailbox.present());
		model.addAttribute("runs", this.runs.latest(SHOWN));
		model.addAttribute("words", new DateWords(locale, this.zone));
		return "run/jobs";
	}

	@PostMapping("/oficina/procesos/recoger")
	String collect(RedirectAttributes redirect) {
		boolean begun = this.jobs.begin("collectJob", Map.of("run", this.clock.instant().toString()));
		return toRuns(begun, redirect);
	}

	@PostMapping("/oficina/procesos/devoluciones")
	String bounces(RedirectAttributes redirect) {
		boolean begun = this.jobs.begin("bouncesJob", Map.of("run", this.clock.instant().toString()));
		return toRuns(begun, redirect);
	}

	@PostMapping("/oficina/envios/{edition}/enviar")
	String deliver(@PathVariable String edition, RedirectAttributes redirect) {
		Mailing month = Mailing.of(edition);
		boolean begun = this.jobs.begin("deliverJob", Map.of("edition", month.toString()));
		redirect.addFlashAttribute(begun ? "startedJob" : "busyJob", true);
		return "redirect:/oficina/envios/" + month;
	}

	@Override
	public boolean visit(String sourceId) {
		return this.jobs.begin("collectJob", Map.of("run", this.clock.instant().toString(), "sources", sourceId));
	}

	private static String toRuns(boolean begun, RedirectAttributes redirect) {
		redirect.addFlashAttribute(begun ? "startedJob" : "busyJob", true);
		return "redirect:/oficina/procesos";
	}

}
