package org.becas.collect;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.becas.collect.HostMonths.HostMonth;
import org.becas.offer.DateWords;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What we asked of each host in a month: a page that can be shown to any webmaster. */
@Controller
@ConditionalOnWebApplication
class TrafficController {

	private final HostMonths hosts;

	private final Clock clock;

	private final ZoneId zone;

	TrafficController(HostMonths hosts, Clock clock, ZoneId officeZone) {
		this.hosts = hosts;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/fuentes/trafico")
	String month(@RequestParam(defaultValue = "") String mes, Model model, Locale locale) {
		YearMonth month = month(mes);
		List<HostMonth> hosts = this.hosts.of(month);
		model.addAttribute("words", new DateWords(locale, this.zone));
		model.addAttribute("month", month);
		model.addAttribute("months", this.hosts.months());
		model.addAttribute("hosts", hosts);
		model.addAttribute("requests", hosts.stream().mapToLong((host) -> host.count().requests()).sum());
		return "collect/traffic";
	}

	/** What is no month is this one. */
	private YearMonth month(String written) {
		try {
			return written.isEmpty() ? YearMonth.now(this.clock.withZone(this.zone)) : YearMonth.parse(written);
		}
		catch (DateTimeException ex) {
			return YearMonth.now(this.clock.withZone(this.zone));
		}
	}

}
