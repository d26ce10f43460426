package org.becas.subscriber;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.becas.offer.Level;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Consent.Trace;
import org.becas.subscriber.SignedLinks.Purpose;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The public pages of a subscription. Opening a link changes nothing, since mail scanners
 * open every link; what changes something is a button.
 */
@Controller
class SubscriptionController {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final Subscribers subscribers;

	private final SubscriptionLetters letters;

	private final SignedLinks links;

	private final PrivacyNotice notice;

	private final Throttle throttle;

	SubscriptionController(Subscribers subscribers, SubscriptionLetters letters, SignedLinks links,
			PrivacyNotice notice, Throttle throttle) {
		this.subscribers = subscribers;
		this.letters = letters;
		this.links = links;
		this.notice = notice;
		this.throttle = throttle;
	}

	@ModelAttribute
	void describe(Model model, Locale locale) {
		model.addAttribute("privacy", this.notice.in(locale));
		model.addAttribute("allLevels", Level.values());
	}

	@GetMapping("/suscripcion")
	ModelAndView form() {
		return new ModelAndView("subscriber/subscribe", "form", SubscriptionForm.EMPTY);
	}

	@PostMapping("/suscripcion")
	ModelAndView ask(@Valid @ModelAttribute("form") SubscriptionForm form, BindingResult errors, Locale locale,
			HttpServletRequest request, RedirectAttributes redirect) {
		if (errors.hasErrors()) {
			return new ModelAndView("subscriber/subscribe", HttpStatus.UNPROCESSABLE_CONTENT);
		}
		if (!this.throttle.allows(request.getRemoteAddr())) {
			errors.reject("subscriber.tooMany");
			return new ModelAndView("subscriber/subscribe", HttpStatus.TOO_MANY_REQUESTS);
		}
		Subscriber subscriber = this.subscribers.ask(form.address(), form.person(), form.chosen(), locale,
				this.notice.in(locale), trace(Channel.FORM, request));
		if (this.subscribers.mayMail(subscriber.id()) && !this.letters.send(subscriber)) {
			this.subscribers.mailFailed(subscriber.id());
			errors.reject("subscriber.letter.failed");
			return new ModelAndView("subscriber/subscribe", HttpStatus.SERVICE_UNAVAILABLE);
		}
		// The same words whether or not the address was known: who subscribes is nobody
		// else's business
		redirect.addFlashAttribute("email", form.address().toString());
		return new ModelAndView("redirect:/suscripcion/enviada");
	}

	@GetMapping("/suscripcion/enviada")
	String asked() {
		return "subscriber/asked";
	}

	@GetMapping("/suscripcion/confirmar")
	ModelAndView confirmation(@RequestParam(name = "t", defaultValue = "") String token) {
		return page("subscriber/confirm", token, Purpose.CONFIRM);
	}

	@PostMapping("/suscripcion/confirmar")
	ModelAndView confirm(@RequestParam(name = "t", defaultValue = "") String token, Locale locale,
			HttpServletRequest request) {
		Optional<Subscriber> subscriber = holder(token, Purpose.CONFIRM);
		subscriber.ifPresent((person) -> this.subscribers.confirm(person.id(), this.notice.in(locale),
				trace(Channel.LETTER, request)));
		return page("subscriber/confirmed", token, Purpose.CONFIRM);
	}

	@GetMapping("/suscripcion/preferencias")
	ModelAndView preferences(@RequestParam(name = "t", defaultValue = "") String token) {
		return page("subscriber/preferences", token, Purpose.PREFERENCES);
	}

	@PostMapping("/suscripcion/preferencias")
	ModelAndView change(@RequestParam(name = "t", defaultValue = "") String token,
			@RequestParam("action") Action action, @RequestParam(name = "name", required = false) @Nullable String name,
			@RequestParam(name = "levels", required = false) @Nullable List<Level> levels, HttpServletRequest request,
			RedirectAttributes redirect) {
		Optional<Subscriber> subscriber = holder(token, Purpose.PREFERENCES);
		if (subscriber.isEmpty()) {
			return gone();
		}
		Trace trace = trace(Channel.LETTER, request);
		long id = subscriber.get().id();
		switch (action) {
			case CHANGE -> this.subscribers.change(id, SubscriptionForm.person(clipped(name)),
					SubscriptionForm.chosen(levels), trace);
			case PAUSE -> this.subscribers.pause(id, trace);
			case RESUME -> this.subscribers.resume(id, trace);
			case LEAVE -> this.subscribers.leave(id, trace);
			case ERASE -> {
				this.subscribers.erase(id, trace);
				return new ModelAndView("subscriber/erased");
			}
		}
		redirect.addAttribute("t", token);
		redirect.addFlashAttribute("done", action);
		return new ModelAndView("redirect:/suscripcion/preferencias");
	}

	/** Everything we hold about a person, for themselves (Ley 1581 de 2012, art. 8 a). */
	@GetMapping("/suscripcion/datos")
	ResponseEntity<byte[]> data(@RequestParam(name = "t", defaultValue = "") String token) {
		return holder(token, Purpose.PREFERENCES).map((subscriber) -> {
			Map<String, Object> data = new LinkedHashMap<>();
			data.put("subscriber", described(subscriber));
			data.put("consents", this.subscribers.consents(subscriber.id()));
			HttpHeaders headers = new HttpHeaders();
			headers.setContentType(MediaType.APPLICATION_JSON);
			headers.setContentDisposition(ContentDisposition.attachment().filename("mis-datos.json").build());
			return new ResponseEntity<>(JSON.writeValueAsBytes(data), headers, HttpStatus.OK);
		}).orElseGet(() -> ResponseEntity.notFound().build());
	}

	@GetMapping("/baja")
	ModelAndView leaving(@RequestParam(name = "t", defaultValue = "") String token) {
		return page("subscriber/leave", token, Purpose.UNSUBSCRIBE);
	}

	/**
	 * One click (RFC 8058): a mail program says so, without cookies, and shows nobody the
	 * answer. It is the same however often it is asked, and never a redirect.
	 */
	@PostMapping(path = "/baja", params = "List-Unsubscribe=One-Click")
	ResponseEntity<String> oneClick(@RequestParam(name = "t", defaultValue = "") String token,
			HttpServletRequest request) {
		return leaves(token, request)
				? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("Baja hecha. Unsubscribed.\n")
				: ResponseEntity.status(HttpStatus.NOT_FOUND).contentType(MediaType.TEXT_PLAIN).body("404\n");
	}

	/** The button on the page. */
	@PostMapping("/baja")
	ModelAndView leave(@RequestParam(name = "t", defaultValue = "") String token, HttpServletRequest request) {
		leaves(token, request);
		return page("subscriber/left", token, Purpose.UNSUBSCRIBE);
	}

	private boolean leaves(String token, HttpServletRequest request) {
		Optional<Subscriber> subscriber = holder(token, Purpose.UNSUBSCRIBE);
		subscriber.ifPresent((person) -> this.subscribers.leave(person.id(), trace(Channel.LETTER, request)));
		return subscriber.isPresent();
	}

	private static Map<String, Object> described(Subscriber subscriber) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("email", subscriber.email().toString());
		described.put("name", (subscriber.name() != null) ? subscriber.name() : "");
		described.put("levels", subscriber.levels().stream().map(Level::key).toList());
		described.put("language", subscriber.language().toLanguageTag());
		described.put("status", subscriber.status());
		described.put("since", subscriber.since());
		return described;
	}

	private ModelAndView page(String view, String token, Purpose purpose) {
		return holder(token, purpose)
			.map((subscriber) -> new ModelAndView(view).addObject("subscriber", subscriber).addObject("token", token))
			.orElseGet(SubscriptionController::gone);
	}

	/** A link that was cut by a mail program, or whose owner has erased their data. */
	private static ModelAndView gone() {
		return new ModelAndView("subscriber/void", HttpStatus.NOT_FOUND);
	}

	private Optional<Subscriber> holder(String token, Purpose purpose) {
		return this.links.claimed(token)
			.flatMap(this.subscribers::find)
			.filter((subscriber) -> this.links.holds(token, purpose, subscriber));
	}

	private static Trace trace(Channel channel, HttpServletRequest request) {
		return new Trace(channel, request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
	}

	private static @Nullable String clipped(@Nullable String name) {
		return (name != null && name.length() > 80) ? name.substring(0, 80) : name;
	}

	/** What a person does with their own subscription. */
	enum Action {

		CHANGE, PAUSE, RESUME, LEAVE, ERASE

	}

}
