package org.becas.curation;

import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.becas.curation.Duplicates.Forbidden;
import org.becas.offer.DateWords;
import org.becas.offer.Offer;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Pairs;
import org.becas.offer.Pairs.Answer;
import org.becas.offer.Pairs.Question;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Offers that may be one call, side by side. */
@Controller
class DuplicatesController {

	private static final int PAGE = 10;

	private final Duplicates duplicates;

	private final Offers offers;

	private final Pairs pairs;

	private final Reweighing reweighing;

	private final Curation curation;

	private final ReviewTabs tabs;

	private final MessageSource messages;

	private final ZoneId zone;

	DuplicatesController(Duplicates duplicates, Offers offers, Pairs pairs, Reweighing reweighing, Curation curation,
			ReviewTabs tabs, MessageSource messages, ZoneId officeZone) {
		this.duplicates = duplicates;
		this.offers = offers;
		this.pairs = pairs;
		this.reweighing = reweighing;
		this.curation = curation;
		this.tabs = tabs;
		this.messages = messages;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/duplicados")
	String queue(@RequestParam(defaultValue = "1") int pagina, Model model, Locale locale) {
		int page = Math.max(1, pagina);
		model.addAttribute("page", new Page(page, PAGE, this.pairs.countOpen()));
		model.addAttribute("twins",
				this.pairs.open((page - 1) * PAGE, PAGE).stream().map((question) -> twins(question, locale)).toList());
		model.addAttribute("waiting", this.tabs.count());
		return "curation/duplicates";
	}

	@PostMapping("/oficina/duplicados/{one}/{other}")
	String answer(@PathVariable long one, @PathVariable long other, @RequestParam Answer respuesta,
			@RequestParam(required = false) @Nullable String motivo, Principal principal, RedirectAttributes flash,
			Locale locale) {
		OfferId first = new OfferId(one);
		OfferId second = new OfferId(other);
		String by = principal.getName();
		try {
			switch (respuesta) {
				case SAME -> this.duplicates.same(first, second, by, motivo);
				case DIFFERENT -> this.duplicates.different(first, second, by, motivo);
				case UNSURE -> this.duplicates.unsure(first, second, by, motivo);
			}
			flash.addFlashAttribute("notice",
					say("duplicates.done." + respuesta.name().toLowerCase(Locale.ROOT), locale));
			flash.addFlashAttribute("undo", List.of(one, other));
		}
		catch (Forbidden ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/oficina/duplicados";
	}

	@PostMapping("/oficina/duplicados/{one}/{other}/deshacer")
	String undo(@PathVariable long one, @PathVariable long other, Principal principal, RedirectAttributes flash,
			Locale locale) {
		this.duplicates.undo(new OfferId(one), new OfferId(other), principal.getName());
		flash.addFlashAttribute("notice", say("duplicates.undone", locale));
		return "redirect:/oficina/duplicados";
	}

	@PostMapping("/oficina/ofertas/{id}/separar")
	String split(@PathVariable long id, @RequestParam String fuente, @RequestParam String clave,
			@RequestParam(required = false) @Nullable String motivo, Principal principal, RedirectAttributes flash,
			Locale locale) {
		try {
			OfferId alone = this.duplicates.split(new OfferId(id), fuente, clave, principal.getName(), motivo);
			flash.addFlashAttribute("notice", say("duplicates.split-off", locale));
			return "redirect:/oficina/ofertas/" + alone;
		}
		catch (IllegalArgumentException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
			return "redirect:/oficina/ofertas/" + id;
		}
	}

	@GetMapping("/oficina/duplicados/pesos")
	String weights(Model model, Locale locale) {
		model.addAttribute("proposal", this.reweighing.proposal());
		model.addAttribute("history", this.reweighing.history());
		model.addAttribute("undoable", this.reweighing.undoable());
		model.addAttribute("dates", new DateWords(locale, this.zone));
		return "curation/weights";
	}

	@PostMapping("/oficina/duplicados/pesos")
	String weigh(@RequestParam(defaultValue = "") String deshacer, @RequestParam(defaultValue = "") String version,
			Principal principal, RedirectAttributes flash, Locale locale) {
		try {
			if (deshacer.isEmpty()) {
				this.reweighing.accept(version, principal.getName());
				flash.addFlashAttribute("notice", say("weights.accepted", locale));
			}
			else {
				this.reweighing.undo(principal.getName());
				flash.addFlashAttribute("notice", say("weights.undone", locale));
			}
		}
		catch (IllegalStateException ex) {
			flash.addFlashAttribute("problem",
					say(deshacer.isEmpty() ? "weights.nothing" : "weights.nothing-undone", locale));
		}
		return "redirect:/oficina/duplicados/pesos";
	}

	private Twins twins(Question question, Locale locale) {
		List<Offer> two = this.duplicates.keptFirst(question.first(), question.second());
		return new Twins(side(two.get(0), two.get(1), locale), side(two.get(1), two.get(0), locale),
				question.reasons());
	}

	private Side side(Offer offer, Offer other, Locale locale) {
		Review review = Review.of(offer, this.offers.corrections(offer.id()), this.curation.blockers(offer),
				new DateWords(locale, this.zone), locale);
		return new Side(review, Wording.of(offer.facts().title(), other.facts().title()),
				Wording.of(offer.text(), other.text()));
	}

	private String say(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

	/** Two offers side by side; the one that would be kept is the first. */
	record Twins(Side kept, Side copy, List<String> reasons) {
	}

	/** One of them, with the words marked that the other one lacks. */
	record Side(Review review, List<Wording> title, List<Wording> text) {
	}

}
