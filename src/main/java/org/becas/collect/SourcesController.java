package org.becas.collect;

import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.becas.collect.SourceStates.SourceState;
import org.becas.offer.DateWords;
import org.becas.office.Folders;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceOverlay;
import org.becas.source.SourceOverlay.Change;
import org.becas.source.SourceProblems.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which staff see how each source is doing. */
@Controller
@ConditionalOnWebApplication
class SourcesController {

	private static final int CHARTED = 12;

	private final Folders folders;

	private final Visits visits;

	private final SourceStates states;

	private final ObjectProvider<VisitNow> visitNow;

	private final ObjectProvider<NextVisit> nextVisit;

	private final MessageSource messages;

	private final Advice advice;

	private final Clock clock;

	private final ZoneId zone;

	SourcesController(Folders folders, Visits visits, SourceStates states, ObjectProvider<VisitNow> visitNow,
			ObjectProvider<NextVisit> nextVisit, MessageSource messages, Advice advice, Clock clock,
			ZoneId officeZone) {
		this.folders = folders;
		this.visits = visits;
		this.states = states;
		this.visitNow = visitNow;
		this.nextVisit = nextVisit;
		this.messages = messages;
		this.advice = advice;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/fuentes")
	String sources(Model model, Locale locale) {
		model.addAttribute("words", new DateWords(locale, this.zone));
		model.addAttribute("next",
				Optional.ofNullable(this.nextVisit.getIfAvailable()).flatMap(NextVisit::next).orElse(null));
		SourceCatalog.Legible list = SourceCatalog.legible(this.folders.sources());
		SourceOverlay.Legible changes = SourceOverlay.legible(this.folders.overlay());
		SourceCatalog written = list.catalog();
		SourceOverlay overlay = changes.overlay();
		SourceCatalog catalog = overlay.over(written);
		Map<String, Visit> latest = this.visits.latest();
		Map<String, SourceState> states = this.states.all();
		Map<String, Pause> pauses = this.visits.pauses(catalog.sources(), this.clock.instant());
		List<State> all = catalog.sources()
			.stream()
			.map((source) -> new State(source, latest.get(source.id()), states.get(source.id()),
					advice(source, latest.get(source.id()), states.get(source.id()), locale), pauses.get(source.id()),
					VisitChart.of(this.visits.history(source.id(), CHARTED), CHARTED,
							this.visits.usual(source.id(), null)),
					overlay.find(source.id()).filter((change) -> !change.outdated(written)).orElse(null)))
			.toList();
		List<Problem> problems = Stream.concat(list.problems().stream(), changes.problems().stream()).toList();
		model.addAttribute("file", catalog.origin());
		model.addAttribute("states", all);
		model.addAttribute("troubled", all.stream().filter(State::needsAPerson).toList());
		model.addAttribute("problems", problems.isEmpty() ? null : problems);
		return "collect/sources";
	}

	private @Nullable String advice(Source source, @Nullable Visit last, @Nullable SourceState state, Locale locale) {
		return (last == null) ? null
				: this.advice.of(source, (state != null) ? state.health() : Health.GOOD, last.outcome(), locale);
	}

	/**
	 * Visits a source now. A pause because of failures does not hold back who asks for
	 * the source by name; one that the portal asked for does, until it is lifted.
	 * @param levantar whether the pause is lifted first
	 */
	@PostMapping("/oficina/fuentes/{id}/visitar")
	String visit(@PathVariable String id, @RequestParam(defaultValue = "false") boolean levantar, Principal principal,
			RedirectAttributes redirect, Locale locale) {
		boolean known = SourceCatalog.legible(this.folders.sources(), this.folders.overlay())
			.catalog()
			.find(id)
			.isPresent();
		if (known && levantar) {
			this.visits.liftPause(id, principal.getName(), this.clock.instant());
		}
		VisitNow starter = this.visitNow.getIfAvailable();
		long now = this.clock.millis();
		if (known && starter != null && starter.visit(id)) {
			return "redirect:/oficina/fuentes/" + id + "?desde=" + now;
		}
		redirect.addFlashAttribute("problem",
				this.messages.getMessage(known ? "collect.busy" : "collect.unknown", new Object[] { id }, locale));
		return "redirect:/oficina/fuentes" + (known ? "/" + id : "");
	}

	/**
	 * A source and how it is doing.
	 *
	 * @param last visit
	 * @param health null until it was visited
	 * @param advice what to do; null until it was visited
	 * @param pause for which it is left alone; null for none
	 * @param change by which staff changed or added it on these pages; null for none
	 */
	record State(Source source, @Nullable Visit last, @Nullable SourceState health, @Nullable String advice,
			@Nullable Pause pause, VisitChart chart, @Nullable Change change) {

		/** {@code good}, {@code bad}, {@code warn}, {@code off} or {@code new}. */
		public String mood() {
			if (!this.source.enabled()) {
				return "off";
			}
			if (this.last == null) {
				return "new";
			}
			boolean wavers = this.health != null && this.health.health() == Health.WAVERING;
			return needsAPerson() ? "bad" : wavers ? "warn" : this.last.outcome().fine() ? "good" : "bad";
		}

		/** Whether somebody has to look at it. */
		public boolean needsAPerson() {
			return this.source.enabled() && this.last != null && this.health != null
					&& this.health.health().needsAPerson();
		}

	}

}
