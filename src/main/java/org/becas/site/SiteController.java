package org.becas.site;

import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.becas.bulletin.Bulletin;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Card;
import org.becas.bulletin.Edition;
import org.becas.bulletin.Entry;
import org.becas.bulletin.Section;
import org.becas.office.Office;
import org.becas.offer.DateWords;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/** What everybody may read: the archive of bulletins, as pages and as a feed. */
@Controller
class SiteController {

	private static final int SUMMARY_WORDS = 120;

	private final Bulletins bulletins;

	private final ArchiveFeed feed;

	private final MessageSource messages;

	private final ZoneId zone;

	private final Clock clock;

	SiteController(Bulletins bulletins, Office office, MessageSource messages, Clock clock) {
		this.bulletins = bulletins;
		this.feed = new ArchiveFeed(office, messages);
		this.messages = messages;
		this.zone = office.zone();
		this.clock = clock;
	}

	@GetMapping("/")
	String home(Model model, Locale locale) {
		this.bulletins.published().stream().findFirst().ifPresent((latest) -> {
			model.addAttribute("latest", latest);
			model.addAttribute("sections", sections(latest, EnumSet.allOf(Level.class), locale));
		});
		model.addAttribute("dates", new DateWords(locale, this.zone));
		return "site/home";
	}

	@GetMapping("/boletines")
	String archive(@RequestParam(defaultValue = "") String nivel, Model model, Locale locale) {
		Set<Level> levels = levels(nivel);
		List<Bulletin> with = this.bulletins.published()
			.stream()
			.filter((bulletin) -> bulletin.entries().stream().anyMatch((entry) -> entry.isFor(levels)))
			.toList();
		model.addAttribute("bulletins", with);
		model.addAttribute("chosen", levels);
		model.addAttribute("nivel", nivel);
		model.addAttribute("levels", Level.values());
		model.addAttribute("dates", new DateWords(locale, this.zone));
		return "site/archive";
	}

	@GetMapping("/boletines/{edition}")
	String bulletin(@PathVariable String edition, @RequestParam(defaultValue = "") String nivel, Model model,
			Locale locale) {
		Bulletin bulletin = published(edition);
		Set<Level> levels = levels(nivel);
		model.addAttribute("bulletin", bulletin);
		model.addAttribute("sections", sections(bulletin, levels, locale));
		model.addAttribute("chosen", levels);
		model.addAttribute("nivel", nivel);
		model.addAttribute("levels", Level.values());
		model.addAttribute("dates", new DateWords(locale, this.zone));
		return "site/bulletin";
	}

	@GetMapping("/boletines.xml")
	@Nullable ResponseEntity<String> feed(WebRequest request) {
		String xml = this.feed.write(this.bulletins.published());
		String etag = "\"" + ArchiveFeed.hash(xml) + "\"";
		if (request.checkNotModified(etag)) {
			return null;
		}
		return ResponseEntity.ok()
			.eTag(etag)
			.cacheControl(CacheControl.noCache())
			.contentType(MediaType.valueOf("application/rss+xml;charset=UTF-8"))
			.body(xml);
	}

	@GetMapping("/accesibilidad")
	String accessibility() {
		return "site/accessibility";
	}

	private List<PublicSection> sections(Bulletin bulletin, Set<Level> levels, Locale locale) {
		Card.Words words = new Card.Words(this.messages, locale, this.zone);
		return bulletin.sections(levels)
			.stream()
			.map((section) -> new PublicSection(section.level(), cards(section, words)))
			.toList();
	}

	private List<Card> cards(Section section, Card.Words words) {
		return section.entries().stream().map((entry) -> words.card(entry, isOver(entry), SUMMARY_WORDS)).toList();
	}

	private boolean isOver(Entry entry) {
		return entry.facts().deadline().isOver(this.clock.instant(), this.zone);
	}

	private Bulletin published(String text) {
		try {
			Edition edition = Edition.of(text);
			return this.bulletins.find(edition)
				.filter(Bulletin::isPublic)
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

	private static Set<Level> levels(String key) {
		try {
			Set<Level> levels = Level.split(key);
			return levels.isEmpty() ? EnumSet.allOf(Level.class) : levels;
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

	/** A level and its offers, as everybody may read them. */
	record PublicSection(Level level, List<Card> cards) {
	}

}
