package org.becas.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.becas.mail.TrialLetter;
import org.becas.operate.Doctor;
import org.becas.operate.Finding;
import org.becas.operate.Finding.Verdict;
import org.becas.operate.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor}: what is wrong with this installation, and what to do about it. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
		description = "Dice qué está mal en esta instalación y qué hacer; no cambia nada ni envía correo.")
final class DoctorCommand implements Callable<Integer> {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--json", description = "Una línea JSON por revisión: check, state, text, advice.")
	private boolean json;

	DoctorCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		List<Finding> findings = examine();
		PrintWriter out = this.spec.commandLine().getOut();
		findings.forEach((finding) -> out.println(this.json ? json(finding) : line(finding)));
		return switch (Doctor.worst(findings)) {
			case GOOD, UNKNOWN -> Commands.DONE;
			case BAD -> Commands.NEEDS_A_PERSON;
			case FATAL -> Commands.WRONG_USE;
		};
	}

	private List<Finding> examine() {
		try {
			Doctor doctor = new Doctor(Installation.read(Path.of("")), Clock.systemUTC());
			List<Finding> findings = new ArrayList<>(doctor.examine());
			if (doctor.leavesDatabaseAlone() && Doctor.worst(findings) != Verdict.FATAL) {
				findings.addAll(letters());
			}
			return findings;
		}
		catch (RuntimeException ex) {
			return List
				.of(cannotStart("Configuración", ex, "Corrija application.yml; los espacios del comienzo cuentan"));
		}
	}

	private List<Finding> letters() {
		try (var app = this.starter.start(false)) {
			return Doctor.letters(app.getBeanProvider(TrialLetter.class));
		}
		catch (RuntimeException ex) {
			return List.of(cannotStart("Arranque", ex, "Corrija lo que dice, o pida ayuda con este texto"));
		}
	}

	private static Finding cannotStart(String subject, RuntimeException ex, String advice) {
		Throwable deepest = ex;
		while (deepest.getCause() != null && deepest.getCause() != deepest) {
			deepest = deepest.getCause();
		}
		return new Finding(subject, Verdict.FATAL, String.valueOf(deepest.getMessage()), advice);
	}

	private static String line(Finding finding) {
		String line = "%s · %s: %s".formatted(finding.verdict().words(), finding.subject(), finding.text());
		return finding.advice().isEmpty() ? line : line + System.lineSeparator() + "    → " + finding.advice();
	}

	private static String json(Finding finding) {
		Map<String, String> json = new LinkedHashMap<>();
		json.put("check", finding.subject());
		json.put("state", finding.verdict().name().toLowerCase(java.util.Locale.ROOT));
		json.put("text", finding.text());
		json.put("advice", finding.advice());
		return JSON.writeValueAsString(json);
	}

}
