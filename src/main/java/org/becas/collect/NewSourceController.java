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
		model.addAttribute("url", url.strip());
		if (!url.isBlank()) {
			look(url.strip(), model, locale);
		}
		return form(Tier.INSTITUTIONAL, "", model);
	}

	private static String form(Tier tier, String language, Model model) {
		model.addAttribute("tiers", Tier.values());
		model.addAttribute("tier", tier);
		model.addAttribute("language", language);
		return "collect/new";
	}

	private void look(String url, Model model, Locale locale) {
		URI address = Addresses.parse(url.matches("(?i)[a-z][a-z+]*:(?!\\d).*") ? url : "https://" + url);
		if (address == null || address.getRawUserInfo() != null || !named(address.getHost())) {
			model.addAttribute("mistake",
					this.messages.getMessage("collect.new.mistake", new Object[] { url }, locale));
			return;
		}
		try {
			Source source = parse(id(address), "Fuente nueva", Tier.INSTITUTIONAL.key(), "", "never", address(address));
			model.addAttribute("words", new DateWords(locale, this.zone));
			model.addAttribute("already", already(address).orElse(null));
			show(source, model);
		}
		catch (SourceProblems ex) {
			model.addAttribute("mistake", ex.problems().get(0).text());
		}
	}

	/** What would be read from it, and the form with which it is kept if that is good. */
	private void show(Source source, Model model) {
		Look look = this.inspection.look(source, OPENED);
		this.memory.count(this.client.asked(), this.clock.instant());
		List<Preview> readings = look.first().stream().map(this::read).toList();
		boolean seen = look.outcome().good() && look.found() > 0;
		boolean empty = look.outcome() == Outcome.EMPTY || look.outcome() == Outcome.NOTHING_OPEN;
		model.addAttribute("look", look);
		model.addAttribute("readings", readings);
		model.addAttribute("doubtful", !readings.isEmpty() && readings.stream().noneMatch(Preview::call));
		model.addAttribute("name", host(source.url()));
		model.addAttribute("url", seen ? look.source().url() : source.url());
		model.addAttribute("seen", seen);
		model.addAttribute("empty", empty);
		// What is empty today may be built in another way once it is not
		model.addAttribute("entry", seen ? entry(look.source()) : empty ? address(source.url()) : null);
	}

	/** A name that stands in the internet has a dot in it, an address of digits too. */
	private static boolean named(String host) {
		return host.indexOf('.', 1) > 0 || host.startsWith("[") || host.equals("localhost");
	}

	private static String address(URI url) {
		return "    url: '%s'\n".formatted(url.toString().replace("'", "%27"));
	}

	private Optional<Source> already(URI url) {
		return SourceCatalog.read(this.folders.sources(), this.folders.overlay())
			.sources()
			.stream()
			.filter((source) -> Addresses.key(source.url()).equals(Addresses.key(url)))
			.findFirst();
	}

	/**
	 * Keeps a source.
	 * @param vista whether it was seen working a moment ago
	 */
	@PostMapping("/oficina/fuentes/nueva")
	String add(@RequestParam URI url, @RequestParam String nombre, @RequestParam Tier tipo,
			@RequestParam(defaultValue = "") String idioma, @RequestParam String entrada,
			@RequestParam(defaultValue = "false") boolean vista, Principal principal, Model model,
			RedirectAttributes flash, Locale locale) {
		try {
			String verified = vista ? LocalDate.now(this.clock.withZone(this.zone)).toString() : "never";
			Source source = parse(id(url), nombre, tipo.key(), idioma, verified, entrada);
			overlay()
				.put(written(), source, principal.getName(), "Agregada desde su dirección",
						this.clock.instant().truncatedTo(ChronoUnit.SECONDS))
				.write();
			flash.addFlashAttribute("notice",
					this.messages.getMessage("collect.new.done", new Object[] { source.name() }, locale));
			return "redirect:/oficina/fuentes/" + source.id();
		}
		catch (SourceProblems ex) {
			model.addAttribute("entryMistake", ex.problems().get(0).text());
			model.addAttribute("url", url);
			model.addAttribute("name", nombre);
			model.addAttribute("entry", entrada);
			model.addAttribute("seen", vista);
			return form(tipo, idioma, model);
		}
	}

	/** How a source is read, without what people say of it. */
	private static String entry(Source source) {
		return source.yaml()
			.lines()
			.filter((line) -> !line.matches(" {2}- id:.*| {4}(?:name|tier|language|verified):.*"))
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private static Source parse(String id, String name, String tier, String language, String verified, String entry) {
		String quoted = "'" + name.strip().replace("'", "''").replaceAll("\\R", " ") + "'";
		return SourceCatalog.parse("la fuente nueva",
				"sources:\n  - id: %s\n    name: %s\n    tier: %s\n    verified: %s\n%s%s".formatted(id, quoted, tier,
						verified, language.isBlank() ? "" : "    language: " + language.strip() + "\n", entry))
			.sources()
			.get(0);
	}

	/** A free id made of the host's name. */
	private String id(URI url) {
		String base = Folding.fold(host(url)).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
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
		return String.valueOf(url.getHost()).replaceFirst("^www\\.", "");
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

		private boolean call() {
			return this.reading.facts().call();
		}

	}

}
