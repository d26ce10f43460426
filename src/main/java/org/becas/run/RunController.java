package org.becas.run;

import java.time.ZoneId;
import java.util.Locale;

import org.becas.offer.DateWords;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which staff see what ran, when, and how it ended. */
@Controller
class RunController {

	private static final int SHOWN = 50;

	private final JobRuns runs;

	private final ZoneId zone;

	RunController(JobRuns runs, ZoneId officeZone) {
		this.runs = runs;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/procesos")
	String runs(Model model, Locale locale) {
		model.addAttribute("runs", this.runs.latest(SHOWN));
		model.addAttribute("words", new DateWords(locale, this.zone));
		return "run/jobs";
	}

}
