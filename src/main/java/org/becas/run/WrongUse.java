package org.becas.run;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Says in Spanish what is wrong with a command, instead of where in the code it was
 * found.
 */
final class WrongUse {

	private WrongUse() {
	}

	/** Tells of words that the command does not understand, and how it is used. */
	static int explain(ParameterException ex, String[] words) {
		CommandLine command = ex.getCommandLine();
		PrintWriter err = command.getErr();
		err.println(command.getColorScheme().errorText(text(ex)));
		command.usage(err, command.getColorScheme());
		return Commands.WRONG_USE;
	}

	/**
	 * Tells of what failed. Whatever was given or set wrongly, a file that cannot be
	 * opened included, is told as such; the rest is a failure that a person must look at.
	 */
	static int explain(Exception ex, CommandLine command) {
		Throwable told = (ex instanceof BeansException || ex instanceof BindException) ? cause(ex) : ex;
		String text = (told instanceof FileSystemException file) ? text(file)
				: (told instanceof SQLException database) ? text(database)
						: (told instanceof BindException setting) ? text(setting) : String.valueOf(told.getMessage());
		command.getErr().println(command.getColorScheme().errorText(text));
		return (told instanceof IllegalArgumentException || told instanceof FileSystemException
				|| told instanceof SQLException || told instanceof BindException) ? Commands.WRONG_USE
						: Commands.NEEDS_A_PERSON;
	}

	/**
	 * Why it does not start: what a database says, which setting is not of its kind, or
	 * else what lies deepest.
	 */
	private static Throwable cause(Throwable ex) {
		Throwable cause = ex;
		while (cause.getCause() != null && !isTold(cause)) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static boolean isTold(Throwable ex) {
		return (ex instanceof SQLException && !(ex.getCause() instanceof SQLException))
				|| (ex instanceof BindException bind && bind.getProperty() != null
						&& bind.getCause() instanceof ConversionFailedException);
	}

	private static String text(BindException ex) {
		ConfigurationProperty property = Objects.requireNonNull(ex.getProperty());
		return "«%s» no vale para %s".formatted(property.getValue(), property.getName());
	}

	private static String text(ParameterException ex) {
		if (ex instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
			return "Falta " + missing.getMissing().stream().map(WrongUse::name).collect(Collectors.joining(", "));
		}
		if (ex instanceof UnmatchedArgumentException unmatched) {
			return unmatched(unmatched);
		}
		ArgSpec argument = ex.getArgSpec();
		if (argument == null || ex.getValue() == null) {
			return String.valueOf(ex.getMessage());
		}
		return "«%s» no vale para %s%s".formatted(ex.getValue(), name(argument), possible(argument));
	}

	private static String unmatched(UnmatchedArgumentException ex) {
		List<String> similar = ex.getSuggestions();
		return "«%s» no se entiende aquí%s".formatted(String.join(" ", ex.getUnmatched()),
				similar.isEmpty() ? "" : "; ¿quiso decir " + String.join(" o ", similar) + "?");
	}

	private static String name(ArgSpec argument) {
		return (argument instanceof OptionSpec option) ? (option.longestName() + " " + option.paramLabel()).strip()
				: argument.paramLabel();
	}

	private static String possible(ArgSpec argument) {
		Object[] values = argument.type().getEnumConstants();
		return (values == null) ? ""
				: "; los valores posibles son " + Arrays.stream(values)
					.map((value) -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
					.collect(Collectors.joining(", "));
	}

	private static String text(SQLException ex) {
		return "No se pudo abrir la base de datos: %s%nQué revisar lo dice la orden doctor".formatted(ex.getMessage());
	}

	private static String text(FileSystemException ex) {
		String why = (ex instanceof NoSuchFileException) ? "no existe, o no existe su carpeta"
				: (ex instanceof AccessDeniedException) ? "este usuario no tiene permiso"
						: (ex instanceof FileAlreadyExistsException) ? "ya existe"
								: Objects.requireNonNullElse(ex.getReason(), "revise la ruta");
		return "No se puede usar el archivo %s: %s".formatted(ex.getFile(), why);
	}

}
