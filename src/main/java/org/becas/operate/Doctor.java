package org.becas.operate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.becas.mail.LetterTemplates.TemplateMistake;
import org.becas.mail.TrialLetter;
import org.becas.operate.Finding.Verdict;

/**
 * Says what is wrong with an installation and what to do about it. Nothing is changed and
 * no mail is sent. Nothing needs to be running, and what cannot be asked, such as a name
 * server without a network, is said to be unknown.
 */
public final class Doctor {

	private final Installation installation;

	private final Clock clock;

	public Doctor(Installation installation, Clock clock) {
		this.installation = installation;
		this.clock = clock;
	}

	/**
	 * Looks at everything, from the machine to the world. What stands on a layer that
	 * prevents a start is not looked at.
	 */
	public List<Finding> examine() {
		List<Finding> findings = new ArrayList<>();
		List<Supplier<List<Finding>>> layers = List.of(new MachineCheck(this.installation)::examine,
				new DatabaseCheck(this.installation, this.clock)::examine, new OfficeCheck(this.installation)::examine,
				new ClockCheck(this.installation, this.clock)::examine, new MailCheck(this.installation)::examine,
				new BounceCheck(this.installation)::examine, new DnsCheck(this.installation)::examine);
		for (Supplier<List<Finding>> layer : layers) {
			findings.addAll(layer.get());
			if (worst(findings) == Verdict.FATAL) {
				break;
			}
		}
		return findings;
	}

	/**
	 * Whether starting the program would leave the database as it is: it is there, and of
	 * this program's own version.
	 */
	public boolean leavesDatabaseAlone() {
		return new DatabaseCheck(this.installation, this.clock).current();
	}

	/** Writes each letter on trial, to see whether its templates still work. */
	public static List<Finding> letters(Iterable<TrialLetter> letters) {
		List<Finding> findings = new ArrayList<>();
		for (TrialLetter letter : letters) {
			findings.add(letter(letter));
		}
		return findings;
	}

	private static Finding letter(TrialLetter letter) {
		String subject = "Plantilla " + letter.template();
		try {
			letter.write();
			return Finding.good(subject, "se puede escribir");
		}
		catch (TemplateMistake ex) {
			return Finding.bad(subject, String.valueOf(ex.getMessage()),
					"Corrija ese archivo; si lo aparta, vuelve a valer el del programa");
		}
	}

	/** The worst verdict; good if nothing was found. */
	public static Verdict worst(List<Finding> findings) {
		return findings.stream().map(Finding::verdict).max(Verdict::compareTo).orElse(Verdict.GOOD);
	}

}
