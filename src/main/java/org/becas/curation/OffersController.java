package org.becas.curation;

import java.security.Principal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.curation.Curation.Blocked;
import org.becas.curation.Curation.Outdated;
import org.becas.offer.ConditionWords;
import org.becas.offer.Country;
import org.becas.offer.Cover;
import org.becas.offer.DateWords;
import org.becas.offer.Eligibility;
import org.becas.offer.Field;
import org.becas.offer.Funding;
import org.becas.offer.Level;
import org.becas.offer.Mode;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferFilter;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Pairs;
import org.becas.offer.Programme;
import org.becas.offer.Programmes;
import org.becas.offer.RuleWords;
import org.becas.offer.Sighting;
import org.becas.offer.StudyArea;
import org.becas.offer.UsualLevels;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Every offer that we hold, and each one in full. */
@Controller
class OffersController {

	private static final int PAGE = 50;

	private final Offers offers;

	private final Sightings sightings;

	private final Pairs pairs;

	private final Programmes programmes;

	private final OfferEvents events;

	private final Curation curation;

	private final UsualLevels usual;

	private final MessageSource messages;

	private final ZoneId zone;

	OffersController(Offers offers, Sightings sightings, Pairs pairs, Programmes programmes, OfferEvents events,
			Curation curation, UsualLevels usual, MessageSource messages, ZoneId officeZone) {
		this.offers = offers;
		this.sightings = sightings;
		this.pairs = pairs;
		this.programmes = programmes;
		this.events = events;
		this.curation = curation;
		this.usual = usual;
		this.messages = messages;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/ofertas")
	String list(@RequestParam(defaultValue = "") String estado, @RequestParam(defaultValue = "") String nivel,
			@RequestParam(defaultValue = "") String texto, @RequestParam(defaultValue = "") String fuente,
			@RequestParam(defaultValue = "") String tipo, @RequestParam(defaultValue = "1") int pagina, Model model,
			Locale locale) {
		OfferFilter filter = new OfferFilter(one(Status.class, estado), one(Level.class, nivel),
				tipo.isEmpty() ? null : !tipo.equals("ruido"), texto.isBlank() ? null : texto,
				fuente.isBlank() ? null : fuente);
		int page = Math.max(1, pagina);
		model.addAttribute("page", new Page(page, PAGE, this.offers.count(filter)));
		model.addAttribute("reviews",
				this.offers.list(filter, (page - 1) * PAGE, PAGE)
					.stream()
					.map((offer) -> review(offer, locale))
					.toList());
		model.addAttribute("statuses", Status.values());
		model.addAttribute("levels", Level.values());
		model.addAttribute("filter",
				Map.of("estado", estado, "nivel", nivel, "texto", texto, "fuente", fuente, "tipo", tipo));
		model.addAttribute("here",
				UriComponentsBuilder.fromPath("/oficina/ofertas")
					.queryParam("estado", estado)
					.queryParam("nivel", nivel)
					.queryParam("texto", "{texto}")
					.queryParam("fuente", "{fuente}")
					.queryParam("tipo", tipo)
					.encode()
					.build(texto, fuente)
					.toString());
		return "curation/offers";
	}

	@GetMapping("/oficina/ofertas/{id}")
	String show(@PathVariable long id, Model model, Locale locale) {
		Offer offer = this.offers.find(new OfferId(id))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		if (!model.containsAttribute("form")) {
			model.addAttribute("form", OfferForm.of(offer.facts()));
			model.addAttribute("version", Curation.version(offer));
		}
		model.addAttribute("review", review(offer, locale));
		model.addAttribute("passages", Passage.of(offer));
		model.addAttribute("read", Answer.of(offer, this.offers.corrections(offer.id()),
				new ConditionWords(locale, this.zone).of(offer.facts().conditions())));
		model.addAttribute("rules", new RuleWords(locale));
		model.addAttribute("usual", this.usual.of(this.sightings.of(offer.id())));
		model.addAttribute("covers", Cover.values());
		model.addAttribute("areas", StudyArea.values());
		model.addAttribute("modes", Mode.values());
		model.addAttribute("sightings", sightings(offer));
		model.addAttribute("programme",
				this.programmes.of(offer.id())
					.flatMap((number) -> this.programmes.programme(number, this.zone))
					.orElse(null));
		model.addAttribute("settled", this.programmes.standing(offer.id()).isPresent());
		model.addAttribute("series", series(offer));
		model.addAttribute("answers", this.pairs.history(offer.id()));
		model.addAttribute("history",
				History.of(this.offers.corrections(offer.id()), this.offers.decisions(offer.id())));
		DateWords words = new DateWords(locale, this.zone);
		model.addAttribute("dates", words);
		model.addAttribute("changes",
				this.events.of(offer.id()).stream().map((event) -> Change.of(event, offer, words)).toList());
		model.addAttribute("reasons", Reason.values());
		model.addAttribute("levels", Level.values());
		model.addAttribute("fundings", Funding.values());
		model.addAttribute("eligibilities", Eligibility.values());
		model.addAttribute("countries", Country.all());
		return "curation/offer";
	}

	@PostMapping("/oficina/ofertas/{id}")
	String correct(@PathVariable long id, @RequestParam Map<String, String> sent,
			@RequestParam MultiValueMap<String, String> all, Principal principal, Model model, RedirectAttributes flash,
			Locale locale) {
		OfferForm form = OfferForm.of(sent, all.get("levels"), all.get("covers"), all.get("areas"));
		Offer offer = this.offers.get(new OfferId(id));
		Map<Field, String> values = form.values(offer.facts());
		if (form.errors().isEmpty()) {
			try {
				int changed = this.curation
					.correct(offer.id(), form.get("version"), values, principal.getName(), form.get("reason"))
					.size();
				flash.addFlashAttribute("notice",
						this.messages.getMessage("curation.saved", new Object[] { changed }, locale));
				return "redirect:/oficina/ofertas/" + id;
			}
			catch (Outdated ex) {
				model.addAttribute("problem", say("curation.outdated", locale));
			}
		}
		else {
			model.addAttribute("problem", say("curation.not-saved", locale));
		}
		model.addAttribute("form", form);
		model.addAttribute("version", Curation.version(offer));
		return show(id, model, locale);
	}

	@PostMapping("/oficina/ofertas/{id}/decidir")
	String decide(@PathVariable long id, @RequestParam Status estado,
			@RequestParam(required = false) @Nullable Reason causa, @RequestParam(defaultValue = "") String motivo,
			Principal principal, RedirectAttributes flash, Locale locale) {
		OfferId offer = new OfferId(id);
		try {
			switch (estado) {
				case APPROVED -> this.curation.approve(offer, principal.getName(), motivo);
				case REJECTED -> this.curation.reject(offer, principal.getName(),
						Reason.words(causa, motivo, (key) -> say(key, locale)));
				case PENDING -> this.curation.returnToQueue(offer, principal.getName());
			}
			flash.addFlashAttribute("notice", say("curation.now." + estado.key(), locale));
		}
		catch (Blocked ex) {
			flash.addFlashAttribute("problem", this.messages
				.getMessage("curation.blocked", new Object[] { String.join("; ",
						ex.blockers().stream().map((blocker) -> say("attention." + blocker.key(), locale)).toList()) },
						locale));
		}
		catch (IllegalArgumentException ex) {
			flash.addFlashAttribute("problem", say("curation.reason-missing", locale));
		}
		return "redirect:/oficina/ofertas/" + id;
	}

	/** Its own, and those of what people said is the same. */
	private List<Sighting> sightings(Offer offer) {
		List<Sighting> sightings = new ArrayList<>(this.sightings.of(offer.id()));
		this.pairs.together(offer.id())
			.stream()
			.filter((other) -> !other.equals(offer.id()))
			.forEach((other) -> sightings.addAll(this.sightings.of(other)));
		return sightings;
	}

	/** The programme's calls of other years. */
	private List<Programme.Call> series(Offer offer) {
		return this.programmes.of(offer.id())
			.flatMap((id) -> this.programmes.programme(id, this.zone))
			.map(Programme::calls)
			.orElse(List.of())
			.stream()
			.filter((call) -> !call.offer().equals(offer.id()) && call.year() != null
					&& !call.year().equals(offer.facts().year()))
			.toList();
	}

	private Review review(Offer offer, Locale locale) {
		return Review.of(offer, this.offers.corrections(offer.id()), this.curation.blockers(offer),
				new DateWords(locale, this.zone), locale);
	}

	private String say(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

	/** A filter's value; what is none of them filters nothing. */
	private static <E extends Enum<E>> @Nullable E one(Class<E> type, String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(name)) {
				return constant;
			}
		}
		return null;
	}

}
