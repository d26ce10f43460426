package org.becas.curation;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.becas.curation.Curation.Blocked;
import org.becas.offer.DateWords;
import org.becas.offer.Offer;
import org.becas.offer.OfferFilter;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Programmes;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The queue of offers that wait for a person. Every button is a plain form; with htmx the
 * decided offer is replaced in its place instead of the whole page.
 */
@Controller
class ReviewController {

	private static final int PAGE = 20;

	private static final String NOISE = "ruido";

	private final Offers offers;

	private final Programmes programmes;

	private final ReviewTabs tabs;

	private final Curation curation;

	private final MessageSource messages;

	private final Clock clock;

	private final ZoneId zone;

	ReviewController(Offers offers, Programmes programmes, ReviewTabs tabs, Curation curation, MessageSource messages,
			Clock clock, ZoneId officeZone) {
		this.offers = offers;
		this.programmes = programmes;
		this.tabs = tabs;
		this.clock = clock;
		this.curation = curation;
		this.messages = messages;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/revisar")
	String queue(@RequestParam(defaultValue = "") String grupo, @RequestParam(defaultValue = "1") int pagina,
			Model model, Locale locale) {
		boolean noise = grupo.equals(NOISE);
		OfferFilter filter = OfferFilter.waiting(!noise);
		int page = Math.max(1, pagina);
		model.addAttribute("noise", noise);
		model.addAttribute("waiting", this.tabs.count());
		model.addAttribute("overdue",
				this.programmes.overdue(LocalDate.now(this.clock.withZone(this.zone)), this.zone).size());
		model.addAttribute("page", new Page(page, PAGE, this.offers.count(filter)));
		model.addAttribute("reviews",
				this.offers.list(filter, (page - 1) * PAGE, PAGE)
					.stream()
					.map((offer) -> review(offer, locale))
					.toList());
		model.addAttribute("reasons", Reason.values());
		return "curation/review";
	}

	@PostMapping("/oficina/revisar/{id}/aprobar")
	String approve(@PathVariable long id, @RequestParam(required = false) @Nullable String motivo,
			@RequestParam(defaultValue = "") String grupo,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Principal principal,
			Model model, RedirectAttributes flash, Locale locale) {
		try {
			this.curation.approve(new OfferId(id), principal.getName(), motivo);
			return decided(id, "curation.approved", grupo, htmx != null, model, flash, locale);
		}
		catch (Blocked ex) {
			return problem(id, blocked(ex, locale), grupo, htmx != null, model, flash, locale);
		}
	}

	@PostMapping("/oficina/revisar/{id}/rechazar")
	String reject(@PathVariable long id, @RequestParam(required = false) @Nullable Reason causa,
			@RequestParam(defaultValue = "") String motivo, @RequestParam(defaultValue = "") String grupo,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Principal principal,
			Model model, RedirectAttributes flash, Locale locale) {
		String reason = Reason.words(causa, motivo, (key) -> say(key, locale));
		if (reason.isBlank()) {
			return problem(id, say("curation.reason-missing", locale), grupo, htmx != null, model, flash, locale);
		}
		this.curation.reject(new OfferId(id), principal.getName(), reason);
		return decided(id, "curation.rejected", grupo, htmx != null, model, flash, locale);
	}

	@PostMapping("/oficina/revisar/{id}/devolver")
	String back(@PathVariable long id, @RequestParam(defaultValue = "") String grupo,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Principal principal,
			Model model, RedirectAttributes flash, Locale locale) {
		this.curation.returnToQueue(new OfferId(id), principal.getName());
		if (htmx != null) {
			return card(id, grupo, model, locale);
		}
		flash.addFlashAttribute("notice", say("curation.returned", locale));
		return "redirect:/oficina/revisar" + (grupo.isEmpty() ? "" : "?grupo=" + NOISE);
	}

	private String decided(long id, String key, String grupo, boolean htmx, Model model, RedirectAttributes flash,
			Locale locale) {
		Offer offer = this.offers.get(new OfferId(id));
		String words = this.messages.getMessage(key, new Object[] { offer.facts().title() }, locale);
		if (htmx) {
			model.addAttribute("offer", offer);
			model.addAttribute("words", words);
			model.addAttribute("grupo", grupo);
			return "curation/review :: decided";
		}
		flash.addFlashAttribute("notice", words);
		return "redirect:/oficina/revisar" + (grupo.isEmpty() ? "" : "?grupo=" + NOISE);
	}

	private String problem(long id, String words, String grupo, boolean htmx, Model model, RedirectAttributes flash,
			Locale locale) {
		if (htmx) {
			model.addAttribute("cardProblem", words);
			return card(id, grupo, model, locale);
		}
		flash.addFlashAttribute("problem", words);
		return "redirect:/oficina/ofertas/" + id;
	}

	private String card(long id, String grupo, Model model, Locale locale) {
		model.addAttribute("review", review(this.offers.get(new OfferId(id)), locale));
		model.addAttribute("noise", grupo.equals(NOISE));
		model.addAttribute("reasons", Reason.values());
		return "curation/review :: card";
	}

	private String blocked(Blocked ex, Locale locale) {
		List<String> why = ex.blockers().stream().map((blocker) -> say("attention." + blocker.key(), locale)).toList();
		return this.messages.getMessage("curation.blocked", new Object[] { String.join("; ", why) }, locale);
	}

	private Review review(Offer offer, Locale locale) {
		return Review.of(offer, this.offers.corrections(offer.id()), this.curation.blockers(offer),
				new DateWords(locale, this.zone), locale);
	}

	private String say(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

}
