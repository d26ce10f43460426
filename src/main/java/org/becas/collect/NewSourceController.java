package org.becas.collect;

import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.becas.collect.Inspection.Look;
import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.DateWords;
import org.becas.offer.Folding;
import org.becas.office.Folders;
import org.becas.offer.Tier;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceOverlay;
import org.becas.source.SourceProblems;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Adds a source by its address: shows what would be read from it, and keeps it with one
 * click.
 */
@Controller
@ConditionalOnWebApplication
class NewSourceController {

	private static final int OPENED = 5;

	/** Words of our own addresses cannot name a source. */
	private static final List<String> TAKEN = List.of("nueva", "trafico");

	private final Folders folders;

	private final Inspection inspection;

	private final PortalClient client;

	private final VisitMemory memory;

	private final AnnouncementReader reader;

	private final MessageSource messages;

	private final Clock clock;

	private final ZoneId zone;

	NewSourceController(Folders folders, PortalClient client, Browser browser, List<PostingReader> readers,
			PageReader pages, VisitMemory memory, AnnouncementReader reader, MessageSource messages, Clock clock,
			ZoneId officeZone) {
		this.folders = folders;
		this.inspection = new Inspection(client, browser, readers, pages);
		this.client = client;
		this.memory = memory;
		this.reader = reader;
		this.messages = messages;
		this.clock = clock;
		this.zone = officeZone;
	}

	@GetMapping("/oficina/fuentes/nueva")
	String form(@RequestParam(defaultValue = "") String url, Model model, Locale locale) {
		model.addAttribute("words", new DateWords(locale, this.zone));
		model.addAttribute("url", url.strip());
		model.addAttribute("tiers", Tier.values());
		if (!url.isBlank()) {
			look(url.strip(), model);
		}
		return "collect/new";
	}

	private void look(String url, Model model) {
		try {
			String address = url.matches("(?i)https?://.*") ? url : "https://" + url;
			Source source = parse(id(address), "Fuente nueva", Tier.INSTITUTIONAL.key(), "",
					"    url: '%s'\n".formatted(address.replace("'", "%27")));
			Look look = this.inspection.look(source, OPENED);
			this.memory.count(this.client.asked(), this.clock.instant());
			model.addAttribute("look", look);
			model.addAttribute("name", host(source.url()));
			model.addAttribute("entry", entry(look.source()));
			model.addAttribute("readings", look.first().stream().map(this::read).toList());
		}
		catch (SourceProblems ex) {
			model.addAttribute("mistake", ex.problems().get(0).text());
		}
	}

	@PostMapping("/oficina/fuentes/nueva")
	String add(@RequestParam String url, @RequestParam String nombre, @RequestParam Tier tipo,
			@RequestParam(defaultValue = "") String idioma, @RequestParam String entrada, Principal principal,
			Model model, RedirectAttributes flash, Locale locale) {
		try {
			Source source = parse(id(url), nombre, tipo.key(), idioma, entrada);
			overlay()
				.put(written(), source, principal.getName(), "Agregada desde su dirección",
						this.clock.instant().truncatedTo(ChronoUnit.SECONDS))
				.write();
			flash.addFlashAttribute("notice",
					this.messages.getMessage("collect.new.done", new Object[] { source.name() }, locale));
			return "redirect:/oficina/fuentes/" + source.id();
		}
		catch (SourceProblems ex) {
			model.addAttribute("mistake", ex.problems().get(0).text());
			model.addAttribute("url", url);
			model.addAttribute("tiers", Tier.values());
			return "collect/new";
		}
	}

	/** How a source is read, without what people say of it. */
	private static String entry(Source source) {
		return source.yaml()
			.lines()
			.filter((line) -> !line.matches(" {2}- id:.*| {4}(?:name|tier|language|verified):.*"))
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private static Source parse(String id, String name, String tier, String language, String entry) {
		String quoted = "'" + name.strip().replace("'", "''").replaceAll("\\R", " ") + "'";
		return SourceCatalog
			.parse("la fuente nueva",
					"sources:\n  - id: %s\n    name: %s\n    tier: %s\n    verified: never\n%s%s".formatted(id, quoted,
							tier, language.isBlank() ? "" : "    language: " + language.strip() + "\n", entry))
			.sources()
			.get(0);
	}

	/** A free id made of the host's name. */
	private String id(String url) {
		String host = Optional.ofNullable(Addresses.parse(url)).map(NewSourceController::host).orElse("fuente");
		String base = Folding.fold(host).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
		String first = (base.isEmpty() || TAKEN.contains(base)) ? "fuente"
				: base.substring(0, Math.min(50, base.length()));
		SourceCatalog catalog = SourceCatalog.read(this.folders.sources(), this.folders.overlay());
		String id = first;
		for (int n = 2; catalog.find(id).isPresent(); n++) {
			id = first + "-" + n;
		}
		return id;
	}

	private static String host(URI url) {
		return url.getHost().replaceFirst("^www\\.", "");
	}

	private Preview read(Announcement announcement) {
		Reading reading = this.reader.read(announcement, LocalDate.now(this.clock.withZone(this.zone)));
		return new Preview(announcement, reading);
	}

	private SourceCatalog written() {
		return SourceCatalog.read(this.folders.sources());
	}

	private SourceOverlay overlay() {
		return SourceOverlay.read(this.folders.overlay());
	}

	/** An announcement and what would be read from it. */
	record Preview(Announcement announcement, Reading reading) {
	}

}
