package org.becas.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.becas.mail.TrialLetter;
import org.becas.office.Folders;
import org.becas.office.Office;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page on which staff read how the installation is set, and where each thing is
 * changed. It changes nothing: settings belong to whoever administers the server.
 */
@Controller
class SettingsController {

	private final Installation installation;

	private final Office office;

	private final Folders folders;

	private final Mailer mailer;

	private final MailSettings mail;

	private final ScheduleSettings schedule;

	private final ObjectProvider<TrialLetter> letters;

	private final Clock clock;

	SettingsController(Environment environment, Office office, Folders folders, Mailer mailer, MailSettings mail,
			ScheduleSettings schedule, ObjectProvider<TrialLetter> letters, Clock clock) {
		this.installation = new Installation(environment, Path.of(""));
		this.office = office;
		this.folders = folders;
		this.mailer = mailer;
		this.mail = mail;
		this.schedule = schedule;
		this.letters = letters;
		this.clock = clock;
	}

	@GetMapping("/oficina/ajustes")
	String settings(Model model) {
		model.addAttribute("groups", List.of(new Group("office", office()), new Group("folders", folders()),
				new Group("mail", mail()), new Group("schedule", schedule()), new Group("program", program())));
		model.addAttribute("leaves", this.mailer.leaves());
		return "operate/settings";
	}

	/** Looks at everything, and shows it once. */
	@PostMapping("/oficina/ajustes")
	String examine(RedirectAttributes next) {
		List<Finding> findings = new ArrayList<>(new Doctor(this.installation, this.clock).examine());
		findings.addAll(Doctor.letters(this.letters));
		next.addFlashAttribute("findings", findings);
		next.addFlashAttribute("worst", Doctor.worst(findings).name());
		return "redirect:/oficina/ajustes#revision";
	}

	private List<Setting> office() {
		return List.of(set("office.name", this.office.name()), set("office.short-name", this.office.shortName()),
				set("office.entity", this.office.entity()), set("office.tax-id", this.office.taxId()),
				set("office.address", this.office.address()), set("office.phone", this.office.phone()),
				set("office.email", this.office.email()), set("office.zone", this.office.zone()),
				set("office.public-url", this.office.publicUrl()), set("office.policy-url", this.office.policyUrl()),
				set("office.bulletin-name", this.office.bulletinName()), set("office.colour", this.office.colour()));
	}

	private List<Setting> folders() {
		return List.of(set("data", this.folders.data().toAbsolutePath()),
				set("outbox", this.folders.outbox().toAbsolutePath()),
				set("templates", this.folders.templates().toAbsolutePath()),
				set("sources", this.folders.sources().toAbsolutePath()),
				new Setting("spring.datasource.url", this.installation.databaseAddress()));
	}

	private List<Setting> mail() {
		return List.of(new Setting("spring.mail.host", this.mailer.leaves() ? this.mailer.destination() : ""),
				set("mail.from", (this.mail.from() != null) ? this.mail.from() : this.office.email()),
				set("mail.bounce-address", (this.mail.bounceAddress() != null) ? this.mail.bounceAddress() : ""),
				set("mail.return-path", (this.mail.returnPath() != null) ? this.mail.returnPath() : ""),
				set("mail.connections", this.mail.connections()));
	}

	private List<Setting> schedule() {
		return List.of(set("schedule.enabled", this.schedule.enabled()),
				set("schedule.collect", this.schedule.collect()), set("schedule.bounces", this.schedule.bounces()),
				set("schedule.prepare-day", this.schedule.prepareDay()));
	}

	private List<Setting> program() {
		Program program = Program.running();
		return List.of(new Setting("version", program.version()),
				new Setting("schema", String.valueOf(program.schema())),
				new Setting("java", System.getProperty("java.version")));
	}

	private static Setting set(String key, Object value) {
		return new Setting("becas." + key, String.valueOf(value));
	}

	/**
	 * Settings that belong together.
	 *
	 * @param name the key of its heading
	 */
	record Group(String name, List<Setting> settings) {
	}

	/**
	 * One setting as it stands.
	 *
	 * @param key in {@code application.yml}; without a dot, what cannot be set
	 * @param value empty if there is none
	 */
	record Setting(String key, String value) {

		/** Whether it can be set. */
		public boolean settable() {
			return this.key.indexOf('.') >= 0;
		}

		/** The environment variable that sets it too. */
		public String variable() {
			return this.key.replace('.', '_').replace("-", "").toUpperCase(java.util.Locale.ROOT);
		}

	}

}
