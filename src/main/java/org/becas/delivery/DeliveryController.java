package org.becas.delivery;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.becas.bounce.Notice.Kind;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.DeliveryDesk.Found;
import org.becas.delivery.TrialSending.Answer;
import org.becas.mail.EmailAddress;
import org.becas.mail.Mailer;
import org.becas.offer.DateWords;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.becas.office.Office;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What became of each mailing, for staff: how far, who, and who not. */
@Controller
@RequestMapping("/oficina/envios")
class DeliveryController {

	private static final int PAGE = 100;

	/** Over how long the present speed is measured. */
	private static final Duration LATELY = Duration.ofSeconds(60);

	private final Deliveries deliveries;

	private final Bounces bounces;

	private final DeliveryDesk desk;

	private final Bulletins bulletins;

	private final Corrections corrections;

	private final Certificates certificates;

	private final CertificatePdf pdf;

	private final EditionArchive archive;

	private final TrialSending trials;

	private final Trouble trouble;

	private final Mailer mailer;

	private final Office office;

	private final MessageSource messages;

	private final Clock clock;

	DeliveryController(Deliveries deliveries, DeliveryDesk desk, Bounces bounces, Bulletins bulletins,
			Corrections corrections, Certificates certificates, CertificatePdf pdf, EditionArchive archive,
			TrialSending trials, Trouble trouble, Mailer mailer, Office office, MessageSource messages, Clock clock) {
		this.deliveries = deliveries;
		this.desk = desk;
		this.bounces = bounces;
		this.bulletins = bulletins;
		this.corrections = corrections;
		this.certificates = certificates;
		this.pdf = pdf;
		this.archive = archive;
		this.trials = trials;
		this.trouble = trouble;
		this.mailer = mailer;
		this.office = office;
		this.messages = messages;
		this.clock = clock;
	}

	@ModelAttribute
	void describe(Model model, Locale locale) {
		model.addAttribute("words", new DateWords(locale, this.office.zone()));
		model.addAttribute("states", State.values());
		model.addAttribute("levels", Level.values());
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
		Mailing mailing = describe(edition, model);
		int current = Math.max(page, 1);
		var found = this.deliveries.list(mailing, state, (current - 1) * PAGE, PAGE + 1);
		model.addAttribute("state", state);
		model.addAttribute("page", current);
		model.addAttribute("more", found.size() > PAGE);
		var shown = found.subList(0, Math.min(found.size(), PAGE));
		model.addAttribute("found", shown);
		model.addAttribute("returned", this.bounces.latest(shown));
		model.addAttribute("bounces", this.bounces.list(mailing, PAGE));
		Map<Kind, Integer> totals = this.bounces.totals(mailing);
		model.addAttribute("bounceTotals", totals);
		model.addAttribute("refused", totals.containsKey(Kind.POLICY));
		model.addAttribute("corrections", this.corrections.of(mailing.edition()));
		return "delivery/edition";
	}

	/** The part of the page that changes while letters go out. */
	@GetMapping("/{edition}/progreso")
	String progress(@PathVariable("edition") String edition, Model model) {
		describe(edition, model);
		return "delivery/edition :: progress";
	}

	@PostMapping("/{edition}/pausa")
	String pause(@PathVariable("edition") String edition) {
		Mailing mailing = mailing(edition);
		this.desk.pause(mailing);
		return "redirect:/oficina/envios/" + mailing;
	}

	@PostMapping("/{edition}/cancelar")
	String cancel(@PathVariable("edition") String edition) {
		Mailing mailing = mailing(edition);
		this.desk.cancel(mailing);
		return "redirect:/oficina/envios/" + mailing;
	}

	/** A person says what became of a letter of which nobody knows. */
	@PostMapping("/{edition}/resolver")
	String resolve(@PathVariable("edition") String edition, @RequestParam("id") long id,
			@RequestParam("arrived") boolean arrived, Principal who) {
		this.desk.resolve(id, arrived, who.getName());
		return "redirect:/oficina/envios/" + mailing(edition) + "?estado=UNKNOWN";
	}

	/** The relay's log says it, pasted or as a file. */
	@PostMapping("/{edition}/registro")
	String log(@PathVariable("edition") String edition, @RequestParam(name = "log", defaultValue = "") String log,
			@RequestParam(name = "file", required = false) @Nullable MultipartFile file, Principal who,
			RedirectAttributes redirect, Locale locale) throws IOException {
		Mailing mailing = mailing(edition);
		try (Reader lines = (file != null && !file.isEmpty())
				? new InputStreamReader(file.getInputStream(), StandardCharsets.ISO_8859_1) : new StringReader(log)) {
			Found found = this.desk.lookUp(mailing, lines, who.getName());
			redirect.addFlashAttribute("notice", this.messages.getMessage("delivery.log.found",
					new Object[] { found.taken(), found.refused(), found.left() }, locale));
		}
		return "redirect:/oficina/envios/" + mailing + "?estado=UNKNOWN";
	}

	/** The letter to a short list, which is no delivery. */
	@PostMapping("/{edition}/prueba")
	String trial(@PathVariable("edition") String edition, @RequestParam("to") String to,
			@RequestParam(name = "levels", required = false) @Nullable Set<Level> levels, RedirectAttributes redirect,
			Locale locale) {
		Mailing mailing = mailing(edition);
		try {
			List<EmailAddress> addresses = Arrays.stream(to.split("[\\s,;]+"))
				.filter((address) -> !address.isEmpty())
				.map(EmailAddress::of)
				.toList();
			Map<EmailAddress, Answer> answers = this.trials.send(mailing.edition(),
					(levels != null && !levels.isEmpty()) ? EnumSet.copyOf(levels) : EnumSet.allOf(Level.class),
					addresses);
			redirect.addFlashAttribute("trials", answers);
		}
		catch (IllegalArgumentException ex) {
			redirect.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/oficina/envios/" + mailing;
	}

	@GetMapping("/{edition}/certificado.csv")
	void csv(@PathVariable("edition") String edition, HttpServletResponse response) throws IOException {
		Mailing mailing = certified(edition);
		download(response, "text/csv;charset=UTF-8", "certificado-" + mailing + ".csv");
		PrintWriter out = response.getWriter();
		this.certificates.write(mailing, (line) -> out.print(line + "\r\n"));
		out.flush();
	}

	@GetMapping("/{edition}/certificado.pdf")
	void pdf(@PathVariable("edition") String edition, HttpServletResponse response) throws IOException {
		Mailing mailing = certified(edition);
		download(response, "application/pdf", "certificado-" + mailing + ".pdf");
		this.pdf.write(mailing, response.getOutputStream());
	}

	@GetMapping("/{edition}/archivo.zip")
	void archive(@PathVariable("edition") String edition, HttpServletResponse response) throws IOException {
		Edition month = mailing(edition).edition();
		this.bulletins.find(month)
			.filter((bulletin) -> !bulletin.isDraft())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		download(response, "application/zip", "boletin-" + month + ".zip");
		this.archive.write(month, response.getOutputStream());
	}

	@GetMapping("/{edition}/correccion")
	String correction(@PathVariable("edition") String edition, Model model) {
		Edition month = mailing(edition).edition();
		model.addAttribute("edition", month);
		model.addAttribute("entries",
				this.bulletins.find(month)
					.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
					.entries());
		return "delivery/correction";
	}

	/** Shows a correction, or writes it down if its author has seen it. */
	@PostMapping("/{edition}/correccion")
	String correct(@PathVariable("edition") String edition, @RequestParam("offer") long offer,
			@RequestParam("text") String text, @RequestParam(name = "write", defaultValue = "false") boolean write,
			Principal who, Model model) {
		Edition month = mailing(edition).edition();
		try {
			if (write) {
				return "redirect:/oficina/envios/"
						+ this.corrections.write(month, new OfferId(offer), text, who.getName());
			}
			model.addAttribute("preview", this.corrections.preview(month, new OfferId(offer), text));
		}
		catch (IllegalArgumentException ex) {
			model.addAttribute("mistake", ex.getMessage());
		}
		model.addAttribute("offer", offer);
		model.addAttribute("text", text);
		return correction(edition, model);
	}

	@GetMapping("/suscriptor/{id}")
	String subscriber(@PathVariable("id") long id, Model model) {
		model.addAttribute("found", this.deliveries.of(id));
		model.addAttribute("bounces", this.bounces.of(id));
		return "delivery/subscriber";
	}

	private static void download(HttpServletResponse response, String type, String name) {
		response.setContentType(type);
		response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
	}

	/** A mailing that is over; told before the first byte of a download. */
	private Mailing certified(String edition) {
		Mailing mailing = mailing(edition);
		if (this.deliveries.dispatch(mailing).isEmpty() || Progress.of(this.deliveries.totals(mailing)).left()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return mailing;
	}

	private static Mailing mailing(String text) {
		try {
			return Mailing.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

	private Mailing describe(String edition, Model model) {
		Mailing mailing = mailing(edition);
		Map<State, Integer> totals = this.deliveries.totals(mailing);
		Instant now = this.clock.instant();
		model.addAttribute("edition", mailing);
		model.addAttribute("dispatch", this.deliveries.dispatch(mailing).orElse(null));
		model.addAttribute("trouble", this.trouble.of(mailing).orElse(""));
		model.addAttribute("progress", Progress.of(totals));
		model.addAttribute("deferred", this.deliveries.reasons(mailing, State.DEFERRED));
		model.addAttribute("skipped", this.deliveries.reasons(mailing, State.SKIPPED));
		model.addAttribute("perSecond",
				this.deliveries.accepted(mailing, now.minus(LATELY), LATELY)
					.values()
					.stream()
					.mapToInt(Integer::intValue)
					.sum() / LATELY.toSeconds());
		model.addAttribute("parts", Chart.outcome(totals));
		this.deliveries.taken(mailing).ifPresent((taken) -> {
			Duration stretch = Chart.stretch(taken.first(), taken.last());
			model.addAttribute("taken", taken);
			model.addAttribute("columns",
					Chart.pace(this.deliveries.accepted(mailing, Instant.EPOCH, stretch), stretch));
		});
		return mailing;
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

		public int accepted() {
			return of(State.ACCEPTED);
		}

		public int of(State state) {
			return this.totals.getOrDefault(state, 0);
		}

	}

}
