package org.becas.curation;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.becas.offer.DateWords;
import org.becas.offer.OfferEvents;
import org.becas.offer.Offers;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What sources changed about offers that staff have decided on: another deadline, another
 * text, gone, or back. It is shown until somebody says that they have seen it.
 */
@Controller
class ChangesController {

	private static final int PAGE = 20;

	private final OfferEvents events;

	private final Offers offers;

	private final ReviewTabs tabs;

	private final MessageSource messages;

	private final Clock clock;

	private final ZoneId zone;

	ChangesController(OfferEvents events, Offers offers, ReviewTabs tabs, MessageSource messages, Clock clock,
			ZoneId officeZone) {
		this.events = events;
		this.offers = offers;
		this.tabs = tabs;
		this.messages = messages;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/revisar/cambios")
	String changes(@RequestParam(defaultValue = "1") int pagina, Model model, Locale locale) {
		LocalDate today = LocalDate.now(this.clock.withZone(this.zone));
		int page = Math.max(1, pagina);
		DateWords words = new DateWords(locale, this.zone);
		model.addAttribute("page", new Page(page, PAGE, this.events.countUnseen(today)));
		model.addAttribute("dates", words);
		List<Change> changes = this.events.unseen(today, (page - 1) * PAGE, PAGE)
			.stream()
			.map((event) -> Change.of(event, this.offers.get(event.offer()), words))
			.toList();
		model.addAttribute("changes", changes);
		model.addAttribute("waiting", this.tabs.count());
		return "curation/changes";
	}

	@PostMapping("/oficina/revisar/cambios/{id}/visto")
	String seen(@PathVariable long id, Principal principal, RedirectAttributes flash, Locale locale) {
		this.events.seen(id, principal.getName(), this.clock.instant());
		flash.addFlashAttribute("notice", this.messages.getMessage("changes.seen", null, locale));
		return "redirect:/oficina/revisar/cambios";
	}

}
