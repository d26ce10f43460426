package org.becas.collect;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.becas.mail.LetterTemplates;
import org.becas.mail.LetterTemplates.Rendered;
import org.becas.mail.TrialLetter;
import org.becas.office.Office;
import org.becas.source.SourceProblems.Problem;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The letter to the office that says what is wrong with the list of sources. It is sent
 * once while that stays the same: a mistake that only moves to another line is no news.
 */
@Component
class MistakesLetter implements TrialLetter {

	private static final Locale SPANISH = Locale.forLanguageTag("es");

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final LetterTemplates templates;

	private final OfficeMail mail;

	private final Office office;

	private final Clock clock;

	MistakesLetter(JdbcClient jdbc, PlatformTransactionManager transactionManager, LetterTemplates templates,
			OfficeMail mail, Office office, Clock clock) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactionManager);
		this.templates = templates;
		this.mail = mail;
		this.office = office;
		this.clock = clock;
	}

	@Override
	public String template() {
		return "mail/mistakes";
	}

	@Override
	public void write() {
		render(List.of(new Problem("sources.yml", 12, "la clave \"nam\" no existe en una fuente")));
	}

	/**
	 * Tells staff what they do not know yet.
	 * @param problems all that is wrong now
	 */
	void tell(List<Problem> problems) {
		Set<String> told = told();
		Set<String> now = new HashSet<>(problems.stream().map(MistakesLetter::mark).toList());
		if (told.equals(now)) {
			return;
		}
		if (told.containsAll(now) || this.mail.send(subject(problems.size()), () -> render(problems))) {
			put(now);
		}
	}

	/** What a mistake is known by: without its line. */
	private static String mark(Problem problem) {
		return problem.file() + ": " + problem.text();
	}

	private Rendered render(List<Problem> problems) {
		return this.templates.render(template(),
				Map.of("office", this.office, "problems", problems, "link", this.office.url("/oficina/fuentes")),
				SPANISH);
	}

	private static String subject(int problems) {
		return (problems == 1) ? "La lista de fuentes tiene un error"
				: "La lista de fuentes tiene %d errores".formatted(problems);
	}

	private Set<String> told() {
		return new HashSet<>(this.jdbc.sql("SELECT mistake FROM told_mistake").query(String.class).list());
	}

	private void put(Set<String> mistakes) {
		this.transactions.executeWithoutResult((status) -> {
			this.jdbc.sql("DELETE FROM told_mistake").update();
			mistakes.forEach(
					(mistake) -> this.jdbc.sql("INSERT INTO told_mistake (mistake, told_at) VALUES (:mistake, :at)")
						.param("mistake", mistake)
						.param("at", this.clock.millis())
						.update());
		});
	}

}
