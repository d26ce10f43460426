package org.becas.collect;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.offer.DateWords;
import org.becas.office.Folders;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which staff see how each source is doing. */
@Controller
@ConditionalOnWebApplication
class SourcesController {

	private final Folders folders;

	private final Visits visits;

	private final ObjectProvider<VisitNow> visitNow;

	private final MessageSource messages;

	private final ZoneId zone;

	SourcesController(Folders folders, Visits visits, ObjectProvider<VisitNow> visitNow, MessageSource messages,
			ZoneId officeZone) {
		this.folders = folders;
		this.visits = visits;
		this.visitNow = visitNow;
		this.messages = messages;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/fuentes")
	String sources(Model model, Locale locale) {
		model.addAttribute("words", new DateWords(locale, this.zone));
		try {
			SourceCatalog catalog = SourceCatalog.read(this.folders.sources());
			Map<String, Visit> latest = this.visits.latest();
			model.addAttribute("file", catalog.origin());
			model.addAttribute("states",
					catalog.sources().stream().map((source) -> new State(source, latest.get(source.id()))).toList());
		}
		catch (SourceProblems ex) {
			model.addAttribute("states", List.of());
			model.addAttribute("problems", ex.problems());
		}
		return "collect/sources";
	}

	@PostMapping("/oficina/fuentes/{id}/visitar")
	String visit(@PathVariable String id, RedirectAttributes redirect, Locale locale) {
		boolean known = SourceCatalog.read(this.folders.sources()).find(id).isPresent();
		VisitNow starter = this.visitNow.getIfAvailable();
		if (known && starter != null && starter.visit(id)) {
			redirect.addFlashAttribute("notice",
					this.messages.getMessage("collect.started", new Object[] { id }, locale));
		}
		else {
			redirect.addFlashAttribute("problem",
					this.messages.getMessage(known ? "collect.busy" : "collect.unknown", new Object[] { id }, locale));
		}
		return "redirect:/oficina/fuentes";
	}

	/** A source and its last visit. */
	record State(Source source, @Nullable Visit last) {

		/** {@code good}, {@code bad}, {@code off} or {@code new}. */
		public String mood() {
			if (!this.source.enabled()) {
				return "off";
			}
			return (this.last == null) ? "new" : this.last.outcome().good() ? "good" : "bad";
		}
	}

}
