package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.Recording.Progress;
import org.becas.collect.SourceStates.SourceState;
import org.becas.collect.ThenAndNow.Pair;
import org.becas.offer.DateWords;
import org.becas.offer.UsualLevels;
import org.becas.office.Folders;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceOverlay;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page of one source: how it is doing, why it is quiet, what changed in its page, and
 * what can be done about it.
 */
@Controller
@ConditionalOnWebApplication
class SourceController {

	private static final int SHOWN = 20;

	/** A visit that was asked for has begun by then, or something is wrong. */
	private static final long PATIENCE_MILLIS = 120_000;

	private final Folders folders;

	private final Visits visits;

	private final SourceStates states;

	private final VisitMemory memory;

	private final Drift drift;

	private final Acceptance acceptance;

	private final Advice advice;

	private final ObjectProvider<NextVisit> nextVisit;

	private final UsualLevels usual;

	private final MessageSource messages;

	private final Clock clock;

	/** How long it is shown who lifted a pause, or took the source as it is. */
	private static final Duration SHOWN_FOR = Duration.ofDays(60);

	private final ZoneId zone;

	SourceController(Folders folders, Visits visits, SourceStates states, VisitMemory memory, Drift drift,
			Acceptance acceptance, Advice advice, ObjectProvider<NextVisit> nextVisit, UsualLevels usual,
			MessageSource messages, Clock clock, ZoneId officeZone) {
		this.folders = folders;
		this.visits = visits;
		this.states = states;
		this.memory = memory;
		this.drift = drift;
		this.acceptance = acceptance;
		this.advice = advice;
		this.nextVisit = nextVisit;
		this.usual = usual;
		this.messages = messages;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/fuentes/{id}")
	String source(@PathVariable String id, @RequestParam(required = false) @Nullable Long desde, Model model,
			Locale locale) {
		Source source = source(id);
		List<Visit> history = this.visits.history(id, SHOWN);
		SourceState state = this.states.all().get(id);
		Visit last = history.stream().findFirst().orElse(null);
		model.addAttribute("words", new DateWords(locale, this.zone));
		model.addAttribute("source", source);
		model.addAttribute("deadlineField", Field.DEADLINE);
		model.addAttribute("usual", this.usual.of(id).orElse(null));
		model.addAttribute("state", state);
		model.addAttribute("history", history);
		model.addAttribute("pause",
				this.visits.pause(id, source.reading())
					.filter((pause) -> pause.holds(this.clock.instant(), false))
					.orElse(null));
		model.addAttribute("lifted",
				this.visits.lifted(id)
					.filter((lifted) -> lifted.at().isAfter(this.clock.instant().minus(SHOWN_FOR)))
					.orElse(null));
		if (last != null && state != null) {
			model.addAttribute("advice", this.advice.of(source, state.health(), last.outcome(), locale));
		}
		model.addAttribute("acceptable", Acceptance.mayBe(state, last));
		model.addAttribute("accepted",
				this.visits.accepted(id)
					.filter((accepted) -> accepted.at().isAfter(this.clock.instant().minus(SHOWN_FOR)))
					.orElse(null));
		model.addAttribute("dead", this.visits.deadLinks(id));
		model.addAttribute("chart", VisitChart.of(history, SHOWN, this.visits.usual(id, null)));
		model.addAttribute("next",
				Optional.ofNullable(this.nextVisit.getIfAvailable()).flatMap(NextVisit::next).orElse(null));
		model.addAttribute("change", overlay().find(id).orElse(null));
		model.addAttribute("outdated", overlay().find(id).filter((change) -> change.outdated(written())).isPresent());
		boolean doubtful = state != null && state.health() != Health.GOOD;
		ThenAndNow comparison = doubtful ? this.drift.compare(source).orElse(null) : null;
		model.addAttribute("comparison", comparison);
		if (comparison != null) {
			model.addAttribute("print", print(comparison));
		}
		progress(id, desde, model);
		return "collect/source";
	}

	/** How far a visit is; once it has ended the page is loaded anew. */
	@GetMapping("/oficina/fuentes/{id}/progreso")
	String progress(@PathVariable String id, @RequestParam(required = false) @Nullable Long desde, Model model,
			HttpServletResponse response) {
		model.addAttribute("source", source(id));
		progress(id, desde, model);
		if (Boolean.FALSE.equals(model.getAttribute("underway"))) {
			response.setHeader("HX-Redirect", "/oficina/fuentes/" + id);
		}
		return "collect/source :: progress";
	}

	private void progress(String id, @Nullable Long since, Model model) {
		Optional<Progress> progress = this.memory.progress(id);
		boolean ended = since == null || this.clock.millis() - since > PATIENCE_MILLIS
				|| this.visits.history(id, 1).stream().anyMatch((visit) -> visit.finishedAt().toEpochMilli() >= since);
		model.addAttribute("progress", progress.orElse(null));
		model.addAttribute("underway", progress.isPresent() || !ended);
		model.addAttribute("since", (since != null) ? since : this.clock.millis());
	}

	/** The page as it came, then or now, within a frame that can do nothing. */
	@GetMapping("/oficina/fuentes/{id}/pagina")
	ResponseEntity<String> page(@PathVariable String id, @RequestParam(defaultValue = "ahora") String cual,
			@RequestParam(defaultValue = "lista") String parte, Locale locale) {
		ThenAndNow comparison = this.drift.compare(source(id))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		boolean then = cual.equals("antes");
		boolean detail = parte.equals("detalle");
		Pair pair = detail ? comparison.detail() : comparison.list();
		if (pair == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		Fetched page = then ? pair.then() : pair.now();
		Function<Field, String> names = (field) -> say("collect.field." + field.key(), locale);
		Layout layout = then ? pair.good().source().layout()
				: (comparison.repaired() != null) ? comparison.repaired() : comparison.layout();
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'self'")
			.body(detail ? Snapshot.detail(page, layout, names)
					: comparison.data() ? Snapshot.data(page, layout, names) : Snapshot.html(page, layout));
	}

	@PostMapping("/oficina/fuentes/{id}/arreglo")
	String repair(@PathVariable String id, @RequestParam String huella, Principal principal, RedirectAttributes flash,
			Locale locale) {
		Source source = source(id);
		ThenAndNow comparison = this.drift.compare(source).orElse(null);
		Layout repaired = (comparison != null) ? comparison.repaired() : null;
		if (comparison == null || repaired == null || !print(comparison).equals(huella)) {
			flash.addFlashAttribute("problem", say("collect.repair.stale", locale));
			return to(id);
		}
		Kind found = (repaired.json() != null) ? Kind.JSON : (repaired.list() != null) ? Kind.PAGE : null;
		overlay()
			.put(written(), source.as(source.url(), (source.kind() != null) ? source.kind() : found, repaired),
					principal.getName(), "La página cambió; se aceptó el arreglo propuesto", now())
			.write();
		boolean added = written().find(id).isEmpty();
		flash.addFlashAttribute("notice", say(added ? "collect.repair.done-added" : "collect.repair.done", locale));
		return to(id);
	}

	@PostMapping("/oficina/fuentes/{id}/asi-esta-bien")
	String accept(@PathVariable String id, Principal principal, RedirectAttributes flash, Locale locale) {
		source(id);
		boolean accepted = this.acceptance.accept(id, principal.getName(), this.clock.instant());
		flash.addFlashAttribute(accepted ? "notice" : "problem",
				say(accepted ? "collect.accept.done" : "collect.accept.stale", locale));
		return to(id);
	}

	@PostMapping("/oficina/fuentes/{id}/deshacer")
	String undo(@PathVariable String id, RedirectAttributes flash, Locale locale) {
		overlay().without(id).write();
		flash.addFlashAttribute("notice", say("collect.undo.done", locale));
		return written().find(id).isPresent() ? to(id) : "redirect:/oficina/fuentes";
	}

	private static String to(String id) {
		return "redirect:/oficina/fuentes/" + id;
	}

	/** Tells one proposal from another, so that nobody accepts what they did not see. */
	private static String print(ThenAndNow comparison) {
		return Integer.toHexString(String.valueOf(comparison.repaired()).hashCode());
	}

	private Source source(String id) {
		return SourceCatalog.legible(this.folders.sources(), this.folders.overlay())
			.catalog()
			.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private SourceCatalog written() {
		return SourceCatalog.legible(this.folders.sources()).catalog();
	}

	private SourceOverlay overlay() {
		return SourceOverlay.read(this.folders.overlay());
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private String say(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

}
