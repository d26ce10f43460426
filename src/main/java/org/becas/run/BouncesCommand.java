package org.becas.run;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.becas.bounce.BounceMailbox;
import org.becas.bounce.Notice;
import org.becas.bounce.Notice.Kind;
import org.becas.bounce.NoticeReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * {@code bounces}: reads the bounce mailbox once, or says what messages in files mean.
 */
@Command(name = "bounces", mixinStandardHelpOptions = true,
		description = "Lee una vez el buzón de devoluciones; con archivos, dice qué entiende de ellos y no guarda nada.")
final class BouncesCommand implements Callable<Integer> {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Parameters(paramLabel = "ARCHIVO", arity = "0..*", description = "mensajes guardados (.eml)")
	private List<Path> files = List.of();

	@Option(names = "--json",
			description = "por archivo: file, kind, status, text, letter, message_ids; sin archivos: los totales por tipo")
	private boolean json;

	BouncesCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws Exception {
		try (var app = this.starter.start(false)) {
			if (!this.files.isEmpty()) {
				NoticeReader reader = app.getBean(NoticeReader.class);
				for (Path file : this.files) {
					tell(file, reader.read(Files.readAllBytes(file)));
				}
				return Commands.DONE;
			}
			if (!app.getBean(BounceMailbox.class).present()) {
				throw new IllegalArgumentException(
						"No hay buzón de devoluciones: ponga becas.bounces.host, username y password");
			}
			return tell(app.getBean(Jobs.class)
				.run("bouncesJob", Map.of("run", app.getBean(Clock.class).instant().toString())));
		}
	}

	private void tell(Path file, Notice notice) {
		Map<String, @Nullable Object> line = new LinkedHashMap<>();
		line.put("file", file.toString());
		line.put("kind", notice.kind().name());
		line.put("status", notice.status());
		line.put("text", notice.text());
		line.put("letter", notice.letter());
		line.put("subscription", notice.subscription());
		line.put("message_ids", notice.messageIds());
		out().println(this.json ? JSON.writeValueAsString(line)
				: "%s: %s %s".formatted(file, words(notice.kind()), notice.text()).strip());
	}

	private int tell(Jobs.Outcome outcome) {
		if (outcome instanceof Jobs.Outcome.Ended ended && ended.good()) {
			ExecutionContext found = ended.execution().getExecutionContext();
			Map<String, Object> totals = new LinkedHashMap<>();
			for (Kind kind : Kind.values()) {
				totals.put(kind.name(), found.getInt("bounces." + kind, 0));
			}
			totals.put("LEFT", found.getInt("bounces.left", 0));
			if (this.json) {
				out().println(JSON.writeValueAsString(totals));
			}
			else {
				lines(found);
			}
			return Commands.DONE;
		}
		String why = (outcome instanceof Jobs.Outcome.Ended ended) ? ended.why()
				: "Otro proceso está leyendo el buzón; no se inició ninguno más";
		this.spec.commandLine().getErr().println(why);
		return Commands.NEEDS_A_PERSON;
	}

	private void lines(ExecutionContext found) {
		for (Kind kind : Kind.values()) {
			int n = found.getInt("bounces." + kind, 0);
			if (n > 0) {
				out().printf("%8d  %s%n", n, words(kind));
			}
		}
		out().printf("%8d  quedan en el buzón: no hablan de ninguna carta del boletín%n",
				found.getInt("bounces.left", 0));
	}

	private PrintWriter out() {
		return this.spec.commandLine().getOut();
	}

	private static String words(Kind kind) {
		return switch (kind) {
			case HARD -> "la dirección no existe o no recibe correo; no se le vuelve a escribir";
			case SOFT -> "no llegó esta vez";
			case FULL -> "el buzón estaba lleno";
			case POLICY -> "el servidor rechazó la carta por una regla; la persona no tiene la culpa";
			case COMPLAINT -> "la marcaron como correo no deseado; se dio de baja a quien lo hizo";
			case DELAYED -> "sigue en camino";
			case DELIVERED -> "confirmada su entrega";
			case AUTO_REPLY -> "respuesta automática; no cuenta";
			case OTHER -> "no es una devolución";
		};
	}

}
