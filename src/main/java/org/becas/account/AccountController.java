package org.becas.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in, and making an account with a one-time link. */
@Controller
class AccountController {

	private final Accounts accounts;

	AccountController(Accounts accounts) {
		this.accounts = accounts;
	}

	@GetMapping("/entrar")
	String signIn() {
		return "account/sign-in";
	}

	@GetMapping("/cuenta")
	ModelAndView form(@RequestParam(name = "enlace", defaultValue = "") String link) {
		if (!this.accounts.usable(link)) {
			return usedUp();
		}
		return new ModelAndView("account/new", "form", new NewAccount(link, "", ""));
	}

	@PostMapping("/cuenta")
	ModelAndView make(@Valid @ModelAttribute("form") NewAccount form, BindingResult errors, Model model) {
		if (errors.hasErrors()) {
			return new ModelAndView("account/new", HttpStatus.UNPROCESSABLE_CONTENT);
		}
		if (!this.accounts.setPassword(form.link(), form.name(), form.password())) {
			return usedUp();
		}
		return new ModelAndView("redirect:/entrar?creada");
	}

	private static ModelAndView usedUp() {
		return new ModelAndView("account/used-up", HttpStatus.GONE);
	}

	/**
	 * What a person fills in.
	 *
	 * @param link the one-time link's token
	 * @param name shown beside what they approve, correct and reject
	 * @param password in clear, never logged
	 */
	record NewAccount(String link, @NotBlank(message = "{account.name.missing}") @Size(max = 60) String name,
			@Size(min = Accounts.SHORTEST_PASSWORD, max = 200, message = "{account.password.short}") String password) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
