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
import org.becas.mail.ScriptedRelay.Act;
import org.becas.mail.ScriptedRelay.Taken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the real program, not a model of it, again and again in the middle of a delivery
 * and while it starts, against a relay that also misbehaves, and compares what the relay
 * took with what the ledger says. Each start recovers from the kill before it. By hand,
 * since it takes long:
 * {@code ./mvnw test -Dtest=KilledDeliveryTests -DexcludedGroups= -Dbecas.kills=100}.
 */
@Tag("slow")
class KilledDeliveryTests {

	private static final int KILLS = Integer.getInteger("becas.kills", 3);

	private static final int RECIPIENTS = Integer.getInteger("becas.recipients", 5000);

	private static final int CONNECTIONS = 10;

	/** Letters that the relay takes without saying so, in each edition. */
	private static final int DROPPED = 3;

	/** Letters that the relay refuses for good, in each edition. */
	private static final int REFUSED = 5;

	/** Letters that the relay puts off at first, in each edition. */
	private static final int PUT_OFF = 20;

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
		int kills = 0;
		int unknown = 0;
		for (int number = 0; kills < KILLS; number++) {
			Edition edition = new Edition(number);
			kills += edition.killUntilDone(KILLS - kills);
			unknown += edition.check();
		}
		System.out.printf("%s: %d kills over %d recipients, %d unknown in all, 0 doubles, 0 unaccounted%n", database,
				kills, RECIPIENTS, unknown);
		this.relay.close();
	}

	/** One edition, its delivery killed until nobody is left. */
	private final class Edition {

		private final String name;

		private final Set<String> refused = some(REFUSED);

		private final Set<String> dropped = some(DROPPED);

		private final Set<String> putOff = some(PUT_OFF);

		private int handed;

		Edition(int number) {
			this.name = YearMonth.of(2027, 1).plusMonths(number).toString();
			approve(this.name);
			jdbc().sql("DELETE FROM suppression").update();
			jdbc().sql("UPDATE subscriber SET status = 'ACTIVE', reason = NULL").update();
			ScriptedRelay relay = KilledDeliveryTests.this.relay;
			relay.reset();
			if (KilledDeliveryTests.this.random.nextInt(3) == 0) {
				relay.withoutPipelining();
			}
			this.refused.forEach((to) -> relay.answer("RCPT " + to, "550 5.1.1 no such user"));
			this.putOff.forEach((to) -> relay.answer("RCPT " + to, "450 4.2.1 come back later"));
		}

		int killUntilDone(int atMost) throws Exception {
			int kills = 0;
			while (kills < atMost && kill()) {
				kills++;
			}
			ScriptedRelay relay = KilledDeliveryTests.this.relay;
			relay.script((to) -> Act.ACCEPT);
			this.putOff.forEach((to) -> relay.answer("RCPT " + to, null));
			assertThat(run("deliver", "--edition", this.name).waitFor(180, TimeUnit.SECONDS)).isTrue();
			return Math.max(kills, 1);
		}

		/** Returns false if there was nobody left to kill. */
		private boolean kill() throws Exception {
			Random random = KilledDeliveryTests.this.random;
			ScriptedRelay relay = KilledDeliveryTests.this.relay;
			boolean starting = random.nextInt(8) == 0;
			boolean stalling = random.nextInt(4) == 0;
			int goal = relay.count() + random.nextInt(RECIPIENTS / 3);
			// A relay that says nothing more would be waited for ten minutes; the kill
			// comes
			// first
			relay.script((to) -> (stalling && relay.count() >= goal) ? Act.STALL
					: this.dropped.contains(to) ? Act.TAKE_AND_DROP : Act.ACCEPT);
			if (relay.count() > RECIPIENTS / 2) {
				this.putOff.forEach((to) -> relay.answer("RCPT " + to, null));
			}
			Process victim = run("deliver", "--edition", this.name);
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(starting ? random.nextInt(6000) : 30_000);
			waitUntil(() -> (!starting && relay.count() >= goal) || !victim.isAlive() || System.nanoTime() > end);
			Thread.sleep(random.nextInt(20));
			boolean killed = victim.isAlive();
			victim.destroyForcibly().waitFor();
			int handed = ledger(this.name).getOrDefault(State.HANDED, Set.of()).size();
			assertThat(handed).isLessThanOrEqualTo(CONNECTIONS);
			this.handed += handed;
			System.out.printf("  %s killed at %d%s, %d on their way%n", this.name, relay.count(),
					starting ? " while starting" : stalling ? " while the relay stalls" : "", handed);
			return killed;
		}

		/** Compares the two sides; returns how many nobody knows of. */
		int check() {
			Map<String, Long> letters = KilledDeliveryTests.this.relay.taken()
				.stream()
				.collect(Collectors.groupingBy(Taken::recipient, Collectors.counting()));
			Map<State, Set<String>> ledger = ledger(this.name);
			Set<String> accepted = ledger.getOrDefault(State.ACCEPTED, Set.of());
			Set<String> unknown = ledger.getOrDefault(State.UNKNOWN, Set.of());
			Set<String> rejected = ledger.getOrDefault(State.REJECTED, Set.of());
			assertThat(letters.values()).allSatisfy((n) -> assertThat(n).isOne());
			assertThat(letters.keySet()).containsAll(accepted).doesNotContainAnyElementsOf(rejected);
			assertThat(accepted.size() + unknown.size() + rejected.size()).isEqualTo(RECIPIENTS);
			Set<String> known = new HashSet<>(accepted);
			known.addAll(unknown);
			assertThat(known).containsAll(letters.keySet());
			assertThat(rejected).isSubsetOf(this.refused);
			assertThat(unknown).hasSizeLessThanOrEqualTo(this.handed + DROPPED);
			System.out.printf("%s: %d accepted, %d rejected, %d unknown of which %d were taken%n", this.name,
					accepted.size(), rejected.size(), unknown.size(),
					unknown.stream().filter(letters::containsKey).count());
			return unknown.size();
		}

		private static Set<String> some(int count, Random random) {
			return random.ints(0, RECIPIENTS)
				.distinct()
				.limit(count)
				.mapToObj((i) -> "p" + i + "@example.org")
				.collect(Collectors.toSet());
		}

		private Set<String> some(int count) {
			return some(count, KilledDeliveryTests.this.random);
		}

	}

	private Process run(String... command) throws IOException {
		List<String> java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				"org.becas.Becas"));
		java.addAll(List.of(command));
		ProcessBuilder process = new ProcessBuilder(java).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.folder.resolve("log").toFile()));
		process.environment()
			.putAll(Map.of("SPRING_DATASOURCE_URL", this.url, "BECAS_DATA", this.folder.resolve("data").toString(),
					"SPRING_MAIL_HOST", "localhost", "SPRING_MAIL_PORT", Integer.toString(this.relay.port()),
					"BECAS_MAIL_CONNECTIONS", Integer.toString(CONNECTIONS), "BECAS_DELIVERY_RETRY_AFTER", "1s",
					"BECAS_DELIVERY_RETRY_AT_MOST", "2s", "SPRING_MAIN_LAZY_INITIALIZATION", "true"));
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
