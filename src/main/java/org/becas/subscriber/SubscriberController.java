package org.becas.subscriber;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Consent.Trace;
import org.becas.subscriber.Subscriber.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Subscribers, for staff. */
@Controller
@RequestMapping("/oficina/suscriptores")
class SubscriberController {

	private static final int PAGE = 50;

	private final Subscribers subscribers;

	private final SubscriberFiles files;

	SubscriberController(Subscribers subscribers, SubscriberFiles files) {
		this.subscribers = subscribers;
		this.files = files;
	}

	@GetMapping
	String list(@RequestParam(name = "q", defaultValue = "") String words,
			@RequestParam(name = "estado", required = false) @Nullable Status status,
			@RequestParam(name = "pagina", defaultValue = "1") int page, Model model) {
		int current = Math.max(page, 1);
		model.addAttribute("words", words);
		model.addAttribute("status", status);
		model.addAttribute("statuses", Status.values());
		model.addAttribute("totals", this.subscribers.totals());
		model.addAttribute("page", current);
		var found = this.subscribers.list(words, status, (current - 1) * PAGE, PAGE + 1);
		model.addAttribute("more", found.size() > PAGE);
		model.addAttribute("found", found.subList(0, Math.min(found.size(), PAGE)));
		return "subscriber/list";
	}

	@GetMapping("/{id}")
	String one(@PathVariable("id") long id, Model model) {
		model.addAttribute("subscriber", this.subscribers.get(id));
		model.addAttribute("consents", this.subscribers.consents(id));
		return "subscriber/one";
	}

	@PostMapping("/{id}/baja")
	String leave(@PathVariable("id") long id, RedirectAttributes redirect) {
		this.subscribers.leave(id, Channel.OFFICE);
		redirect.addFlashAttribute("done", "subscriber.staff.left");
		return "redirect:/oficina/suscriptores/" + id;
	}

	@PostMapping("/{id}/borrar")
	String erase(@PathVariable("id") long id, RedirectAttributes redirect) {
		this.subscribers.erase(id, Trace.OFFICE);
		redirect.addFlashAttribute("done", "subscriber.staff.erased");
		return "redirect:/oficina/suscriptores";
	}

	@PostMapping("/importar")
	String read(@RequestParam("file") MultipartFile file, RedirectAttributes redirect) throws IOException {
		try (Reader csv = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
			redirect.addFlashAttribute("imported", this.files.read(csv));
		}
		catch (IllegalArgumentException ex) {
			redirect.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/oficina/suscriptores";
	}

	@GetMapping("/exportar")
	void write(HttpServletResponse response) throws IOException {
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader("Content-Disposition", "attachment; filename=\"suscriptores.csv\"");
		PrintWriter out = response.getWriter();
		this.files.write((line) -> out.print(line + "\r\n"));
		out.flush();
	}

}
