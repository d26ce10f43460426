package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.becas.collect.Feed;
import org.becas.collect.Feed.NotAFeed;
import org.becas.collect.FeedParser;
import org.becas.collect.Inspection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code feed}: what is read from feeds, one JSON line for each. */
@Command(name = "feed", mixinStandardHelpOptions = true,
		description = "Muestra lo que se lee de canales RSS, Atom o JSON: una línea JSON por archivo.")
final class FeedCommand implements Callable<Integer> {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(paramLabel = "ARCHIVO|URL|-", arity = "1..*",
			description = "Archivos, direcciones http(s), o - para la entrada estándar.")
	private List<String> inputs = List.of();

	@Option(names = "--content-type", paramLabel = "TIPO",
			description = "Encabezado Content-Type con el que llegó, por ejemplo \"application/xml; charset=latin1\".")
	private @Nullable String contentType;

	@Override
	public Integer call() {
		boolean missing = false;
		PrintWriter out = new PrintWriter(Objects.requireNonNull(this.spec).commandLine().getOut());
		for (String input : this.inputs) {
			Map<String, @Nullable Object> line = new LinkedHashMap<>();
			line.put("file", input);
			try {
				describe(read(input), line);
			}
			catch (NotAFeed ex) {
				line.put("error", ex.getMessage());
			}
			catch (IOException ex) {
				missing = true;
				line.put("error", (ex instanceof NoSuchFileException) ? "el archivo no existe" : ex.getMessage());
			}
			out.println(JSON.writeValueAsString(line));
		}
		out.flush();
		return missing ? Commands.WRONG_USE : Commands.DONE;
	}

	private Feed read(String input) throws IOException, NotAFeed {
		if (input.equals("-")) {
			return FeedParser.parse(System.in.readAllBytes(), this.contentType, null);
		}
		if (input.startsWith("http://") || input.startsWith("https://")) {
			try (Inspection inspection = Inspection.open()) {
				return inspection.feed(URI.create(input), this.contentType);
			}
		}
		return FeedParser.parse(Files.readAllBytes(Path.of(input)), this.contentType, null);
	}

	private static void describe(Feed feed, Map<String, @Nullable Object> line) {
		line.put("type", feed.type());
		line.put("title", feed.title());
		line.put("link", feed.link());
		List<Map<String, @Nullable Object>> items = new ArrayList<>();
		for (Feed.Item item : feed.items()) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put("id", item.id());
			values.put("title", item.title());
			values.put("link", item.link());
			values.put("published", (item.published() != null) ? item.published().toString() : null);
			values.put("updated", (item.updated() != null) ? item.updated().toString() : null);
			values.put("summary", item.summary());
			values.put("content", item.content());
			values.put("author", item.author());
			items.add(values);
		}
		line.put("items", items);
	}

}
