package org.becas.delivery;

import java.security.Principal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.becas.bounce.Notice.Kind;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.mail.Mailer;
import org.becas.offer.DateWords;
import org.becas.office.Office;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What became of each edition, for staff: how far, who, and who not. */
@Controller
@RequestMapping("/oficina/envios")
class DeliveryController {

	private static final int PAGE = 100;

	private final Deliveries deliveries;

	private final Bounces bounces;

	private final Mailer mailer;

	private final Office office;

	private final Clock clock;

	DeliveryController(Deliveries deliveries, Bounces bounces, Mailer mailer, Office office, Clock clock) {
		this.deliveries = deliveries;
		this.bounces = bounces;
		this.mailer = mailer;
		this.office = office;
		this.clock = clock;
	}

	@ModelAttribute
	void describe(Model model, Locale locale) {
		model.addAttribute("words", new DateWords(locale, this.office.zone()));
		model.addAttribute("states", State.values());
		model.addAttribute("outbox", this.mailer.leaves() ? "" : this.mailer.destination());
	}

	@GetMapping
	String editions(Model model) {
		Map<Dispatch, Progress> editions = new LinkedHashMap<>();
		this.deliveries.dispatches()
			.forEach((dispatch) -> editions.put(dispatch, Progress.of(this.deliveries.totals(dispatch.mailing()))));
		model.addAttribute("editions", editions);
		return "delivery/editions";
	}

	@GetMapping("/{edition}")
	String edition(@PathVariable("edition") String edition,
			@RequestParam(name = "estado", required = false) @Nullable State state,
			@RequestParam(name = "pagina", defaultValue = "1") int page, Model model) {
		Mailing month = describe(edition, model);
		int current = Math.max(page, 1);
		var found = this.deliveries.list(month, state, (current - 1) * PAGE, PAGE + 1);
		model.addAttribute("state", state);
		model.addAttribute("page", current);
		model.addAttribute("more", found.size() > PAGE);
		var shown = found.subList(0, Math.min(found.size(), PAGE));
		model.addAttribute("found", shown);
		model.addAttribute("returned", this.bounces.latest(shown));
		model.addAttribute("bounces", this.bounces.list(month, PAGE));
		Map<Kind, Integer> totals = this.bounces.totals(month);
		model.addAttribute("bounceTotals", totals);
		model.addAttribute("refused", totals.containsKey(Kind.POLICY));
		return "delivery/edition";
	}

	/** The part of the page that changes while letters go out. */
	@GetMapping("/{edition}/progreso")
	String progress(@PathVariable("edition") String edition, Model model) {
		describe(edition, model);
		return "delivery/edition :: progress";
	}

	@PostMapping("/{edition}/pausa")
	String pause(@PathVariable("edition") String edition, RedirectAttributes redirect) {
		Mailing month = Mailing.of(edition);
		this.deliveries.become(month, EnumSet.of(Status.RUNNING), Status.PAUSED, null, this.clock.instant());
		return "redirect:/oficina/envios/" + month;
	}

	/** Ends a sending that is not running; who has had no letter gets none. */
	@PostMapping("/{edition}/cancelar")
	String cancel(@PathVariable("edition") String edition) {
		Mailing month = Mailing.of(edition);
		this.deliveries.become(month, EnumSet.of(Status.RUNNING, Status.PAUSED, Status.STOPPED, Status.READY),
				Status.CANCELLED, null, this.clock.instant());
		this.deliveries.skipTheRest(month, Delivery.Skip.CANCELLED, this.clock.instant());
		return "redirect:/oficina/envios/" + month;
	}

	/** A person says what became of a letter of which nobody knows. */
	@PostMapping("/{edition}/resolver")
	String resolve(@PathVariable("edition") String edition, @RequestParam("id") long id,
			@RequestParam("arrived") boolean arrived, Principal who) {
		this.deliveries.resolve(id, arrived ? State.ACCEPTED : State.PLANNED,
				(arrived ? "Confirmado por " : "Repetir, decidido por ") + who.getName(), this.clock.instant());
		return "redirect:/oficina/envios/" + Mailing.of(edition) + "?estado=UNKNOWN";
	}

	@GetMapping("/suscriptor/{id}")
	String subscriber(@PathVariable("id") long id, Model model) {
		model.addAttribute("found", this.deliveries.of(id));
		model.addAttribute("bounces", this.bounces.of(id));
		return "delivery/subscriber";
	}

	private Mailing describe(String edition, Model model) {
		Mailing month = Mailing.of(edition);
		model.addAttribute("edition", month);
		model.addAttribute("dispatch", this.deliveries.dispatch(month).orElse(null));
		model.addAttribute("progress", Progress.of(this.deliveries.totals(month)));
		model.addAttribute("deferred", this.deliveries.reasons(month, State.DEFERRED));
		return month;
	}

	/**
	 * How far a sending is.
	 *
	 * @param all how many are accounted for in the ledger
	 * @param settled of how many we know what became, or that we cannot know
	 */
	record Progress(Map<State, Integer> totals, int all, int settled) {

		static Progress of(Map<State, Integer> totals) {
			int all = totals.values().stream().mapToInt(Integer::intValue).sum();
			int settled = totals.entrySet()
				.stream()
				.filter((total) -> total.getKey().settled())
				.mapToInt(Map.Entry::getValue)
				.sum();
			return new Progress(totals, all, settled);
		}

		/** Whether anything may still be sent. */
		public boolean left() {
			return this.settled < this.all;
		}

		public int of(State state) {
			return this.totals.getOrDefault(state, 0);
		}

	}

}
