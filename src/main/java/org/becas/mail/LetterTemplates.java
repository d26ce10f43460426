package org.becas.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.office.Folders;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

import org.springframework.stereotype.Component;

/**
 * The letters' wording: each is an HTML template with a text twin in {@code templates/},
 * which staff edit without a build. A file that is not there is taken from the jar.
 */
@Component
public class LetterTemplates {

	private final Path folder;

	private final TemplateEngine engine;

	public LetterTemplates(Folders folders) {
		this.folder = folders.templates();
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setEnableSpringELCompiler(false);
		int order = 0;
		for (TemplateMode mode : new TemplateMode[] { TemplateMode.HTML, TemplateMode.TEXT }) {
			engine.addTemplateResolver(
					resolver(new FileTemplateResolver(), this.folder.toAbsolutePath() + "/", mode, order++));
			engine
				.addTemplateResolver(resolver(new ClassLoaderTemplateResolver(), "packaged/templates/", mode, order++));
		}
		this.engine = engine;
	}

	/**
	 * Fills a letter's two forms.
	 * @param name such as {@code bulletin/bulletin}, without an ending
	 * @throws TemplateMistake if a template cannot be read or filled
	 */
	public Rendered render(String name, Map<String, Object> model, Locale locale) {
		Context context = new Context(locale, model);
		return new Rendered(fill(name + ".html", context), fill(name + ".txt", context));
	}

	/**
	 * The two files of a letter as they are, by their names, to be kept with what was
	 * made from them.
	 */
	public Map<String, String> source(String name) {
		Map<String, String> source = new LinkedHashMap<>();
		for (String file : List.of(name + ".html", name + ".txt")) {
			source.put(file, read(file));
		}
		return source;
	}

	private String read(String file) {
		Path own = this.folder.resolve(file);
		try (InputStream packaged = getClass().getResourceAsStream("/packaged/templates/" + file)) {
			return Files.exists(own) || packaged == null ? Files.readString(own)
					: new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No se puede leer la plantilla " + file, ex);
		}
	}

	private String fill(String template, Context context) {
		try {
			return this.engine.process(template, context);
		}
		catch (TemplateProcessingException ex) {
			throw new TemplateMistake(where(template), ex);
		}
	}

	private String where(String template) {
		Path file = this.folder.resolve(template);
		return Files.exists(file) ? file.toString() : template + " (del programa)";
	}

	private static AbstractConfigurableTemplateResolver resolver(AbstractConfigurableTemplateResolver resolver,
			String prefix, TemplateMode mode, int order) {
		String ending = (mode == TemplateMode.HTML) ? ".html" : ".txt";
		resolver.setOrder(order);
		resolver.setPrefix(prefix);
		resolver.getResolvablePatternSpec().addPattern("*" + ending);
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding("UTF-8");
		resolver.setCheckExistence(true);
		// Thymeleaf caches by name alone and would not see that staff edited or added a
		// file
		resolver.setCacheable(false);
		return resolver;
	}

	/** A letter's body in its two forms. */
	public record Rendered(String html, String text) {
	}

	/** A template that cannot be read or filled, said for the person who edits it. */
	public static class TemplateMistake extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TemplateMistake(String file, TemplateProcessingException ex) {
			super("%s%s: %s".formatted(file, position(ex), deepest(ex)), ex);
		}

		/**
		 * The innermost place that is known: that of the expression, not of its template.
		 */
		private static String position(TemplateProcessingException ex) {
			String position = "";
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof TemplateProcessingException in && in.getLine() != null) {
					position = ", línea " + in.getLine() + ((in.getCol() != null) ? ", columna " + in.getCol() : "");
				}
			}
			return position;
		}

		private static @Nullable String deepest(Throwable ex) {
			Throwable deepest = ex;
			while (deepest.getCause() != null && deepest.getCause() != deepest) {
				deepest = deepest.getCause();
			}
			return deepest.getMessage();
		}

	}

}
