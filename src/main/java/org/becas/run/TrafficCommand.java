package org.becas.run;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.becas.collect.HostCount;
import org.becas.collect.HostMonths;
import org.becas.collect.HostMonths.HostMonth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

/** {@code sources report}: what was asked of each host in a month. */
@Command(name = "report", mixinStandardHelpOptions = true,
		description = "Cuenta, servidor por servidor, lo que se le pidió en un mes y qué dijo su robots.txt.")
final class TrafficCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--month", paramLabel = "AAAA-MM", description = "El mes, como 2026-12; sin él, el que corre.")
	private @Nullable String month;

	@Option(names = "--json", description = "Una línea JSON por servidor en la salida.")
	private boolean json;

	TrafficCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		try (ConfigurableApplicationContext app = this.starter.start(false)) {
			YearMonth wanted = month(app.getBean(Clock.class).withZone(app.getBean(ZoneId.class)));
			tell(wanted, app.getBean(HostMonths.class).of(wanted));
			return Commands.DONE;
		}
	}

	private YearMonth month(Clock clock) {
		try {
			return (this.month != null) ? YearMonth.parse(this.month) : YearMonth.now(clock);
		}
		catch (DateTimeException ex) {
			throw new ParameterException(Objects.requireNonNull(this.spec).commandLine(),
					"\"%s\" no es un mes; se escribe como 2026-12".formatted(this.month), ex);
		}
	}

	private void tell(YearMonth wanted, List<HostMonth> hosts) {
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		if (this.json) {
			hosts.forEach((host) -> out.println(JsonMapper.shared().writeValueAsString(values(wanted, host))));
		}
		else if (hosts.isEmpty()) {
			out.printf("En %s no se pidió nada a nadie.%n", wanted);
		}
		else {
			table(wanted, hosts, out);
		}
		out.flush();
	}

	private static void table(YearMonth wanted, List<HostMonth> hosts, PrintWriter out) {
		int width = hosts.stream().mapToInt((host) -> host.host().length()).max().orElse(8);
		String form = "%-" + Math.max(width, 8) + "s %10s %8s %10s %14s %12s %10s %10s %12s %8s  %s%n";
		out.printf("Lo que se pidió en %s: cada petición que salió, y los KB como llegaron por la red%n%n", wanted);
		out.printf(form, "servidor", "peticiones", "páginas", "robots.txt", "redirecciones", "repetidas", "navegador",
				"KB", "sin cambios", "fallas", "qué dijo robots.txt");
		for (HostMonth host : hosts) {
			HostCount count = host.count();
			out.printf(form, host.host(), count.requests(), count.pages(), count.robotsTxt(), count.redirected(),
					count.repeated(), count.shown(), (count.bytes() + 1023) / 1024, count.unchangedPercent() + " %",
					count.failed(), (count.refused() == 0) ? "permitió todo"
							: "%d no se pidieron: %s".formatted(count.refused(), count.robots()));
		}
	}

	private static Map<String, @Nullable Object> values(YearMonth wanted, HostMonth host) {
		HostCount count = host.count();
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("month", wanted.toString());
		values.put("host", host.host());
		values.put("requests", count.requests());
		values.put("pages", count.pages());
		values.put("robots_txt", count.robotsTxt());
		values.put("redirected", count.redirected());
		values.put("repeated", count.repeated());
		values.put("shown", count.shown());
		values.put("bytes", count.bytes());
		values.put("unchanged", count.unchanged());
		values.put("failed", count.failed());
		values.put("refused", count.refused());
		values.put("robots", count.robots());
		return values;
	}

}
