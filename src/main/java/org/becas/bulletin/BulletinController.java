package org.becas.bulletin;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.becas.mail.LetterTemplates.TemplateMistake;
import org.becas.offer.DateWords;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The month's letter before it leaves: look at it, change it, approve it. */
@Controller
class BulletinController {

	/**
	 * The letter is shown in a frame without scripts, forms or a network; only its inline
	 * style counts.
	 */
	private static final String LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
			+ "frame-ancestors 'self'; sandbox allow-popups";

	private final Bulletins bulletins;

	private final BulletinDesk desk;

	private final BulletinSettings settings;

	private final MessageSource messages;

	private final ZoneId zone;

	private final Clock clock;

	BulletinController(Bulletins bulletins, BulletinDesk desk, BulletinSettings settings, MessageSource messages,
			ZoneId officeZone, Clock clock) {
		this.bulletins = bulletins;
		this.desk = desk;
		this.settings = settings;
		this.messages = messages;
		this.zone = officeZone;
		this.clock = clock;
	}

	@GetMapping("/oficina/boletin")
	String list(Model model, Locale locale) {
		model.addAttribute("bulletins", this.bulletins.list());
		model.addAttribute("next", next());
		model.addAttribute("dates", new DateWords(locale, this.zone));
		return "bulletin/list";
	}

	@PostMapping("/oficina/boletin")
	String prepare(@RequestParam String edicion, RedirectAttributes flash) {
		try {
			return "redirect:/oficina/boletin/" + this.desk.prepare(Edition.of(edicion)).edition();
		}
		catch (IllegalArgumentException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
			return "redirect:/oficina/boletin";
		}
	}

	@GetMapping("/oficina/boletin/{edition}")
	String show(@PathVariable String edition, @RequestParam(required = false) @Nullable List<String> nivel, Model model,
			Locale locale) {
		Proof proof = proof(edition);
		Set<Level> levels = levels(nivel);
		model.addAttribute("proof", proof);
		model.addAttribute("bulletin", proof.bulletin());
		model.addAttribute("edition", proof.bulletin().edition());
		model.addAttribute("chosen", levels);
		model.addAttribute("letter", proof.renderings().get(levels));
		model.addAttribute("sections", Section.of(proof.entries(), EnumSet.allOf(Level.class)));
		model.addAttribute("leftOut",
				proof.bulletin().isDraft() ? this.desk.leftOut(proof.bulletin().edition()) : List.of());
		model.addAttribute("levels", Level.values());
		model.addAttribute("query", levels.stream().map((level) -> "nivel=" + level.key()).toList());
		model.addAttribute("settings", this.settings);
		model.addAttribute("dates", new DateWords(locale, this.zone));
		return "bulletin/edition";
	}

	@GetMapping("/oficina/boletin/{edition}/carta")
	ResponseEntity<String> html(@PathVariable String edition,
			@RequestParam(required = false) @Nullable List<String> nivel) {
		return ResponseEntity.ok()
			.contentType(MediaType.valueOf("text/html;charset=UTF-8"))
			.header("Content-Security-Policy", LETTER_POLICY)
			.header("X-Frame-Options", "SAMEORIGIN")
			.body(letter(edition, nivel).html());
	}

	@GetMapping("/oficina/boletin/{edition}/texto")
	ResponseEntity<String> text(@PathVariable String edition,
			@RequestParam(required = false) @Nullable List<String> nivel) {
		return ResponseEntity.ok()
			.contentType(MediaType.valueOf("text/plain;charset=UTF-8"))
			.header("X-Frame-Options", "SAMEORIGIN")
			.body(letter(edition, nivel).text());
	}

	@PostMapping("/oficina/boletin/{edition}/intro")
	String introduce(@PathVariable String edition, @RequestParam String intro, RedirectAttributes flash,
			Locale locale) {
		return act(edition, flash, locale, "bulletin.intro-saved",
				() -> this.desk.introduce(Edition.of(edition), intro.replace("\r\n", "\n").strip()));
	}

	@PostMapping("/oficina/boletin/{edition}/quitar")
	String leaveOut(@PathVariable String edition, @RequestParam long oferta, Principal principal,
			RedirectAttributes flash, Locale locale) {
		return act(edition, flash, locale, "bulletin.left-out",
				() -> this.desk.leaveOut(Edition.of(edition), new OfferId(oferta), principal.getName()));
	}

	@PostMapping("/oficina/boletin/{edition}/poner")
	String takeBack(@PathVariable String edition, @RequestParam long oferta, RedirectAttributes flash, Locale locale) {
		return act(edition, flash, locale, "bulletin.taken-back",
				() -> this.desk.takeBack(Edition.of(edition), new OfferId(oferta)));
	}

	@PostMapping("/oficina/boletin/{edition}/aprobar")
	String approve(@PathVariable String edition, @RequestParam String huella, Principal principal,
			RedirectAttributes flash, Locale locale) {
		return act(edition, flash, locale, "bulletin.now-approved",
				() -> this.desk.approve(Edition.of(edition), huella, principal.getName()));
	}

	@PostMapping("/oficina/boletin/{edition}/reabrir")
	String reopen(@PathVariable String edition, RedirectAttributes flash, Locale locale) {
		return act(edition, flash, locale, "bulletin.now-draft", () -> this.desk.reopen(Edition.of(edition)));
	}

	/** A template that staff broke is theirs to mend: they are told where. */
	@ExceptionHandler(TemplateMistake.class)
	String mistake(TemplateMistake ex, Model model) {
		model.addAttribute("mistake", ex.getMessage());
		return "bulletin/mistake";
	}

	private String act(String edition, RedirectAttributes flash, Locale locale, String done, Runnable act) {
		try {
			act.run();
			flash.addFlashAttribute("notice", this.messages.getMessage(done, null, locale));
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/oficina/boletin/" + edition;
	}

	private RenderedBulletin letter(String edition, @Nullable List<String> nivel) {
		return this.desk.letter(existing(edition), levels(nivel))
			.map(RenderedBulletin::preview)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private Proof proof(String edition) {
		return this.desk.proof(existing(edition));
	}

	private Edition existing(String text) {
		try {
			Edition edition = Edition.of(text);
			this.bulletins.find(edition).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
			return edition;
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

	/** The month that a new bulletin is most likely for. */
	private Edition next() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.zone);
		Edition current = new Edition(YearMonth.from(today));
		boolean over = today.isAfter(this.settings.sendDay(current));
		return over ? new Edition(current.month().plusMonths(1)) : current;
	}

	private static Set<Level> levels(@Nullable List<String> keys) {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		if (keys != null) {
			keys.forEach((key) -> levels.addAll(Level.split(key)));
		}
		return levels.isEmpty() ? EnumSet.allOf(Level.class) : levels;
	}

}
