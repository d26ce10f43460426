package org.becas.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.becas.Database;
import org.becas.delivery.Delivery.State;
import org.becas.mail.ScriptedRelay;
import org.becas.mail.ScriptedRelay.Taken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the real program, not a model of it, in the middle of a delivery, and compares
 * what the relay took with what the ledger says after the next start. By hand, since it
 * takes long:
 * {@code ./mvnw test -Dtest=KilledDeliveryTests -DexcludedGroups= -Dbecas.kills=100}.
 */
@Tag("slow")
class KilledDeliveryTests {

	private static final int KILLS = Integer.getInteger("becas.kills", 3);

	private static final int RECIPIENTS = Integer.getInteger("becas.recipients", 5000);

	private static final int CONNECTIONS = 10;

	private final Random random = new Random(Long.getLong("becas.seed", 20261201));

	private Path folder;

	private String url;

	private ScriptedRelay relay;

	@ParameterizedTest
	@EnumSource(Database.class)
	void nobodyGetsTwoLettersAndNobodyIsForgotten(Database database) throws Exception {
		this.folder = Files.createTempDirectory("becas-killed");
		this.url = database.url();
		this.relay = new ScriptedRelay();
		run("subscribers", "import", list().toString()).waitFor();
		int unknown = 0;
		for (int kill = 0; kill < KILLS; kill++) {
			unknown += killOnce(YearMonth.of(2027, 1).plusMonths(kill).toString(), kill);
		}
		System.out.printf("%s: %d kills over %d recipients, %d unknown in all, 0 doubles, 0 lost%n", database, KILLS,
				RECIPIENTS, unknown);
		this.relay.close();
	}

	private int killOnce(String edition, int number) throws Exception {
		approve(edition);
		this.relay.reset();
		int after = this.random.nextInt(RECIPIENTS);
		Process victim = run("deliver", "--edition", edition);
		waitUntil(() -> this.relay.count() >= after || !victim.isAlive());
		Thread.sleep(this.random.nextInt(20));
		victim.destroyForcibly().waitFor();
		int taken = this.relay.count();
		assertThat(run("deliver", "--edition", edition).waitFor(120, TimeUnit.SECONDS)).isTrue();

		Map<String, Long> letters = this.relay.taken()
			.stream()
			.collect(Collectors.groupingBy(Taken::recipient, Collectors.counting()));
		Map<State, Set<String>> ledger = ledger(edition);
		Set<String> accepted = ledger.getOrDefault(State.ACCEPTED, Set.of());
		Set<String> unknown = ledger.getOrDefault(State.UNKNOWN, Set.of());
		assertThat(letters.values()).allSatisfy((n) -> assertThat(n).isOne());
		assertThat(letters.keySet()).containsAll(accepted);
		assertThat(accepted.size() + unknown.size()).isEqualTo(RECIPIENTS);
		assertThat(ledger.keySet()).isSubsetOf(State.ACCEPTED, State.UNKNOWN);
		assertThat(unknown).hasSizeLessThanOrEqualTo(CONNECTIONS);
		System.out.printf("%3d killed at %d, then %d accepted, %d unknown of which %d were taken%n", number, taken,
				accepted.size(), unknown.size(), unknown.stream().filter(letters::containsKey).count());
		return unknown.size();
	}

	private Process run(String... command) throws IOException {
		List<String> java = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "org.becas.Becas"));
		java.addAll(List.of(command));
		ProcessBuilder process = new ProcessBuilder(java).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.folder.resolve("log").toFile()));
		process.environment()
			.putAll(Map.of("SPRING_DATASOURCE_URL", this.url, "BECAS_DATA", this.folder.resolve("data").toString(),
					"SPRING_MAIL_HOST", "localhost", "SPRING_MAIL_PORT", Integer.toString(this.relay.port()),
					"BECAS_MAIL_CONNECTIONS", Integer.toString(CONNECTIONS)));
		return process.start();
	}

	private Path list() throws IOException {
		StringBuilder csv = new StringBuilder("email,name,levels,consent_at,consent_source\n");
		for (int i = 0; i < RECIPIENTS; i++) {
			csv.append("p%d@example.org,Persona %d,maestria,2026-01-31,formato%n".formatted(i, i));
		}
		return Files.writeString(this.folder.resolve("list.csv"), csv);
	}

	private void approve(String edition) {
		jdbc().sql("""
				INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)
				VALUES (:edition, 'APPROVED', '', 0, 'hash', 'Ana', 0)
				""").param("edition", edition).update();
		jdbc().sql("""
				INSERT INTO bulletin_rendering (edition, levels, subject, html, body)
				VALUES (:edition, 'maestria', 'Becas', '<p>%%NOMBRE%% %%BAJA%%</p>', '%%NOMBRE%% %%BAJA%%')
				""").param("edition", edition).update();
	}

	private Map<State, Set<String>> ledger(String edition) {
		Map<State, Set<String>> ledger = new EnumMap<>(State.class);
		Map<String, State> states = new HashMap<>();
		jdbc().sql("SELECT email, state FROM delivery WHERE edition = :edition")
			.param("edition", edition)
			.query((row) -> {
				states.put(row.getString("email"), State.valueOf(row.getString("state")));
			});
		states.forEach((email, state) -> ledger.computeIfAbsent(state, (key) -> new HashSet<>()).add(email));
		return ledger;
	}

	private JdbcClient jdbc() {
		return JdbcClient.create(new DriverManagerDataSource(this.url));
	}

	private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
		while (!condition.getAsBoolean()) {
			Thread.sleep(1);
		}
	}

}
