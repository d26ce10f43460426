package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class WrongUseTests {

	private final StringWriter err = new StringWriter();

	@Test
	void namesWhatIsMissing() {
		assertThat(execute("deliver")).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString()).startsWith("Falta --edition AÑO-MES").contains("Uso: becas deliver");
	}

	@Test
	void helpsInSpanish() {
		StringWriter out = new StringWriter();
		line("sources").setOut(new PrintWriter(out)).execute("sources", "--help");
		assertThat(out.toString()).contains("Uso: becas sources", "[COMANDO]", "muestra esta ayuda", "Comandos:")
			.doesNotContain("Usage", "Show this help", "COMMAND");
	}

	@Test
	void namesTheValueThatIsWrongAndItsOption() {
		assertThat(execute("correct", "--edition", "2026-12", "--offer", "tres", "--text", "x"))
			.isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString()).startsWith("«tres» no vale para --offer NÚMERO");
	}

	@Test
	void namesWhatItDoesNotKnowAndWhatIsLikeIt() {
		assertThat(execute("delivre")).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString()).startsWith("«delivre» no se entiende aquí; ¿quiso decir ").contains("deliver");
	}

	@Test
	void aMonthThatIsNoneIsShownAsWritten() {
		assertThat(execute("deliver", "--edition", "2026-13")).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString().strip())
			.isEqualTo("\"2026-13\" no es una edición; se escribe año-mes, como 2026-12");
	}

	@Test
	void resolveAsksWhatIsKnown() {
		assertThat(execute("resolve", "--edition", "2026-12")).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString()).contains("--log, --arrived o --again").contains("report --edition 2026-12");
	}

	@Test
	void aFileThatCannotBeUsedIsWrongUse() {
		assertThat(explain(new NoSuchFileException("/copias/c.csv"))).isEqualTo(Commands.WRONG_USE);
		assertThat(explain(new AccessDeniedException("/copias/d.csv"))).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString().lines()).containsExactly(
				"No se puede usar el archivo /copias/c.csv: no existe, o no existe su carpeta",
				"No se puede usar el archivo /copias/d.csv: este usuario no tiene permiso");
	}

	@Test
	void aWrongSettingIsToldInItsOwnWords() {
		Exception wrapped = new BeanCreationException("mailSettings", "Could not bind",
				new IllegalArgumentException("becas.mail.connections es 0; debe estar entre 1 y 100"));

		assertThat(explain(wrapped)).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString().strip()).isEqualTo("becas.mail.connections es 0; debe estar entre 1 y 100");
	}

	@Test
	void aDatabaseThatIsNotThereIsToldInItsOwnWords() {
		Exception wrapped = new BeanCreationException("flyway", "Unable to obtain connection", new SQLException(
				"Cannot create", new SQLException("Connection to db:5432 refused", new ConnectException("refused"))));

		assertThat(explain(wrapped)).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString().strip())
			.isEqualTo("No se pudo abrir la base de datos: Connection to db:5432 refused\n"
					+ "Qué revisar lo dice la orden doctor");
	}

	@Test
	void namesTheSettingWhoseValueIsNotOfItsKind() {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("spring.pool.max-wait", "mucho")));
		Exception wrapped = new BeanCreationException("pool", "Could not bind",
				catchThrowable(() -> binder.bind("spring.pool.max-wait", Duration.class)));

		assertThat(explain(wrapped)).isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString().strip()).isEqualTo("«mucho» no vale para spring.pool.max-wait");
	}

	@Test
	void whatElseFailsNeedsAPerson() {
		assertThat(explain(new IOException("el disco está lleno"))).isEqualTo(Commands.NEEDS_A_PERSON);
		assertThat(this.err.toString().strip()).isEqualTo("el disco está lleno");
	}

	private int execute(String... words) {
		return line(words[0]).execute(words);
	}

	private int explain(Exception ex) {
		return WrongUse.explain(ex, line("deliver"));
	}

	private CommandLine line(String first) {
		return Commands.line(first, (web, settings) -> {
			throw new AssertionError("nothing may be started");
		})
			.setErr(new PrintWriter(this.err, true))
			.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
	}

}
