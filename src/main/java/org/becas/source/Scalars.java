package org.becas.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The single values of a {@code sources.yml}, each from its text. What cannot be one is
 * an {@link IllegalArgumentException} whose message goes on behind the wrong text: "no es
 * un idioma; …".
 */
final class Scalars {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) ?(ms|s|m|min)");

	private Scalars() {
	}

	static String id(String text) {
		if (!text.matches("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")) {
			throw new IllegalArgumentException(
					"no es un identificador; use minúsculas sin tilde, cifras y guiones, como daad o beca-uis");
		}
		return text;
	}

	static String text(String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException("está vacío");
		}
		return text.strip();
	}

	static URI url(String text) {
		try {
			URI url = new URI(text.strip());
			String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
			if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null
					&& url.getRawUserInfo() == null) {
				return url;
			}
		}
		catch (URISyntaxException ex) {
			String wrong = (ex.getIndex() < text.strip().length())
					? "hay algo que sobra en la posición " + (ex.getIndex() + 1)
					: "le falta lo que sigue, como el nombre del servidor";
			throw new IllegalArgumentException("no es una dirección válida: " + wrong, ex);
		}
		throw new IllegalArgumentException(
				"no es una dirección; empieza por https:// o http:// y no lleva contraseñas");
	}

	static String language(String text) {
		if (!text.matches("[a-z]{2}")) {
			throw new IllegalArgumentException("no es un idioma; use dos letras, como es, en, fr, pt o de");
		}
		return text;
	}

	static @Nullable LocalDate verified(String text) {
		try {
			return text.equals("never") ? null : LocalDate.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("no es never ni una fecha como 2026-11-23", ex);
		}
	}

	static Boolean yesOrNo(String text) {
		return switch (text) {
			case "true", "yes", "on" -> true;
			case "false", "no", "off" -> false;
			default -> throw new IllegalArgumentException("no es true ni false");
		};
	}

	static Integer number(String text, int least, int most, String what) {
		if (!text.matches("\\d{1,10}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
			throw new IllegalArgumentException("no es un número de %s entre %d y %d".formatted(what, least, most));
		}
		return Integer.valueOf(text);
	}

	static String parameter(String text) {
		if (!text.matches("[\\w.\\[\\]-]{1,60}")) {
			throw new IllegalArgumentException("no es el nombre de un parámetro, como page u offset");
		}
		return text;
	}

	static Duration duration(String text) {
		Matcher matcher = DURATION.matcher(text.strip());
		if (!matcher.matches()) {
			if (text.strip().equals("0")) {
				return Duration.ZERO;
			}
			throw new IllegalArgumentException("no es una espera; use un número y su unidad, como 500ms, 2s o 1m");
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			default -> Duration.ofMinutes(amount);
		};
	}

	static com.google.re2j.Pattern pattern(String text) {
		try {
			return com.google.re2j.Pattern.compile(text);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException("no es una expresión regular: " + ex.getDescription(), ex);
		}
	}

	static Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("no es un instante como 2026-11-23T10:00:00Z", ex);
		}
	}

	static String page(String text) {
		if (text.startsWith("/") || text.contains("..") || text.contains("\\")) {
			throw new IllegalArgumentException("no es un archivo dentro de la carpeta de sources.yml");
		}
		return text(text);
	}

	static Integer count(String text) {
		if (!text.matches("\\d{1,5}")) {
			throw new IllegalArgumentException("no es un número de convocatorias");
		}
		return Integer.valueOf(text);
	}

	static <E extends Enum<E>> E oneOf(Class<E> type, String text, Function<E, String> key) {
		List<String> possible = Arrays.stream(type.getEnumConstants()).map(key).toList();
		int index = possible.indexOf(text);
		if (index < 0) {
			throw new IllegalArgumentException("no se conoce%s; los valores posibles son %s"
				.formatted(YamlFile.meant(text, possible), String.join(", ", possible)));
		}
		return type.getEnumConstants()[index];
	}

}
