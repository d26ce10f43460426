package org.becas.curation;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.becas.offer.DateWords;
import org.becas.offer.Field;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Programme;
import org.becas.offer.Programme.Expectation;
import org.becas.offer.Programmes;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Calls of different years that belong together, and which of them are awaited. */
@Controller
class ProgrammesController {

	private static final int PAGE = 30;

	private final Programmes programmes;

	private final Offers offers;

	private final MessageSource messages;

	private final Clock clock;

	private final ZoneId zone;

	ProgrammesController(Programmes programmes, Offers offers, MessageSource messages, Clock clock, ZoneId officeZone) {
		this.programmes = programmes;
		this.offers = offers;
		this.messages = messages;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/programas")
	String list(@RequestParam(defaultValue = "") String texto, @RequestParam(defaultValue = "1") int pagina,
			Model model, Locale locale) {
		int page = Math.max(1, pagina);
		model.addAttribute("texto", texto);
		model.addAttribute("overdue",
				(page == 1 && texto.isBlank())
						? this.programmes.overdue(today(), this.zone).stream().map((one) -> row(one, locale)).toList()
						: List.of());
		model.addAttribute("page", new Page(page, PAGE, this.programmes.countRecurring(texto)));
		model.addAttribute("rows",
				this.programmes.recurring(texto, (page - 1) * PAGE, PAGE, this.zone)
					.stream()
					.map((programme) -> row(programme, locale))
					.toList());
		model.addAttribute("here",
				UriComponentsBuilder.fromPath("/oficina/programas")
					.queryParam("texto", "{texto}")
					.encode()
					.build(texto)
					.toString());
		return "curation/programmes";
	}

	@GetMapping("/oficina/programas/{id}")
	String show(@PathVariable long id, Model model, Locale locale) {
		Programme programme = this.programmes.programme(id, this.zone)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		DateWords dates = new DateWords(locale, this.zone);
		model.addAttribute("row", row(programme, locale));
		model.addAttribute("calls",
				programme.calls()
					.stream()
					.map((call) -> new CallRow(call, dates.day(call.opened()), dates.deadline(call.facts().deadline()),
							programme.changed(call).stream().map(Field::key).toList()))
					.toList());
		return "curation/programme";
	}

	@PostMapping("/oficina/ofertas/{id}/programa")
	String answer(@PathVariable long id, @RequestParam(defaultValue = "") String programa,
			@RequestParam(required = false) @Nullable String motivo, Principal principal, RedirectAttributes flash,
			Locale locale) {
		OfferId offer = new OfferId(id);
		String number = programa.strip();
		if (number.equals("-")) {
			this.programmes.takeBack(this.offers.get(offer), principal.getName(), this.clock.instant());
			flash.addFlashAttribute("notice", say("programmes.taken-back", locale));
		}
		else if (!number.matches("\\d{1,12}")) {
			flash.addFlashAttribute("problem", say("programmes.not-a-number", locale));
		}
		else {
			try {
				long to = this.programmes.answer(this.offers.get(offer), Long.parseLong(number), principal.getName(),
						this.clock.instant(), motivo);
				flash.addFlashAttribute("notice", say("programmes.answered", locale));
				return "redirect:/oficina/programas/" + to;
			}
			catch (IllegalArgumentException ex) {
				flash.addFlashAttribute("problem", ex.getMessage());
			}
		}
		return "redirect:/oficina/ofertas/" + id;
	}

	private Row row(Programme programme, Locale locale) {
		DateWords dates = new DateWords(locale, this.zone);
		Expectation expected = programme.expected(today()).orElse(null);
		return new Row(programme, (expected != null) ? dates.month(expected.month()) : "",
				(expected != null) ? expected.evidence().stream().map(dates::day).toList() : List.of(),
				expected != null && expected.isSure(), expected != null && expected.isDue(today()),
				programme.isOpen(today()));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock.withZone(this.zone));
	}

	private String say(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

	/**
	 * A programme as a page shows it.
	 *
	 * @param month in which its next call should close, in words; empty where none is
	 * expected
	 * @param evidence the days on which earlier ones closed, in words
	 * @param sure whether more than one year speaks for it
	 * @param due whether it should have been seen by now
	 * @param open whether people may apply to one of its calls today
	 */
	record Row(Programme programme, String month, List<String> evidence, boolean sure, boolean due, boolean open) {
	}

	/** A call of a programme, with its days in words and the fields that changed. */
	record CallRow(Programme.Call call, String opened, String closes, List<String> changed) {
	}

}
