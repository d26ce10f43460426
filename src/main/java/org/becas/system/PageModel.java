package org.becas.system;

import java.security.Principal;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.becas.office.Office;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What the layout of every page needs to know: whose page it is, who reads it, in which
 * section they are, and where the same page stands in the other language.
 */
@ControllerAdvice
class PageModel {

	/** Sections of the office that are tabs of another. */
	private static final Map<String, String> TABS = Map.of("duplicados", "revisar", "programas", "ofertas", "procesos",
			"ajustes");

	private final Office office;

	PageModel(Office office) {
		this.office = office;
	}

	@ModelAttribute
	void describe(Model model, HttpServletRequest request) {
		String asked = asked(request);
		String[] path = asked.substring(request.getContextPath().length()).split("/");
		boolean staff = path.length > 1 && path[1].equals("oficina");
		Principal principal = request.getUserPrincipal();
		model.addAttribute("office", this.office);
		model.addAttribute("staff", staff && principal != null);
		String section = (path.length > (staff ? 2 : 1)) ? path[staff ? 2 : 1] : "";
		model.addAttribute("section", TABS.getOrDefault(section, section));
		model.addAttribute("who", (principal != null) ? principal.getName() : "");
		model.addAttribute("inSpanish", here(request, asked, "es"));
		model.addAttribute("inEnglish", here(request, asked, "en"));
	}

	/** The page that was asked for, even where an error is shown instead. */
	private static String asked(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original) ? original
				: request.getRequestURI();
	}

	private static String here(HttpServletRequest request, String path, String language) {
		return ServletUriComponentsBuilder.fromRequest(request)
			.scheme(null)
			.host(null)
			.port(null)
			.replacePath(path)
			.replaceQueryParam("lang", language)
			.build()
			.toUriString();
	}

}
