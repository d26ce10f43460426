package org.becas.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

import org.becas.delivery.RelayLog.Fate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RelayLogTests {

	private static final List<String> OURS = List.of("aaa@example.org", "bbb@example.org", "ccc@example.org",
			"ddd@example.org");

	@Test
	void whatWasSentOrReturnedIsToldWithTheLogsWords() throws IOException {
		Map<String, Fate> fates = read(
				"""
						Dec  1 09:00:01 mail postfix/smtpd[11]: 4XyZ1A2b3C: client=becas[10.0.0.2]
						Dec  1 09:00:01 mail postfix/cleanup[12]: 4XyZ1A2b3C: message-id=<aaa@example.org>
						Dec  1 09:00:01 mail postfix/qmgr[13]: 4XyZ1A2b3C: from=<a@example.org>, size=57000, nrcpt=1 (queue active)
						Dec  1 09:00:03 mail postfix/smtp[14]: 4XyZ1A2b3C: to=<x@example.net>, relay=mx[192.0.2.1]:25, delay=2, dsn=2.0.0, status=sent (250 2.0.0 OK)
						2026-12-01T09:00:02-05:00 mail postfix/cleanup[12]: 5BCDEF01: message-id=<bbb@example.org>
						2026-12-01T09:00:04-05:00 mail postfix/smtp[14]: 5BCDEF01: to=<y@example.net>, relay=none, dsn=5.1.1, status=bounced (host said: 550 5.1.1 unknown)
						""");

		assertThat(fates).containsOnlyKeys("aaa@example.org", "bbb@example.org");
		assertThat(fates.get("aaa@example.org").taken()).isTrue();
		assertThat(fates.get("aaa@example.org").line()).contains("4XyZ1A2b3C").contains("status=sent");
		assertThat(fates.get("bbb@example.org").taken()).isFalse();
	}

	@Test
	void aMessageIdAloneSaysNothing() throws IOException {
		assertThat(read("""
				Dec  1 09:00:01 mail postfix/cleanup[12]: 4XyZ1A2b3C: message-id=<ccc@example.org>
				Dec  1 09:00:01 mail postfix/smtpd[11]: lost connection after DATA from becas[10.0.0.2]
				""")).isEmpty();
	}

	@Test
	void whatWaitsInTheQueueWasTaken() throws IOException {
		Map<String, Fate> fates = read(
				"""
						Dec  1 09:00:01 mail postfix/submission/cleanup[12]: 4XyZ1A2b3C: message-id=<ddd@example.org>
						Dec  1 09:00:01 mail postfix/qmgr[13]: 4XyZ1A2b3C: from=<a@example.org>, size=57000, nrcpt=1 (queue active)
						Dec  1 09:00:03 mail postfix/smtp[14]: 4XyZ1A2b3C: to=<x@example.net>, dsn=4.7.0, status=deferred (try later)
						""");

		assertThat(fates.get("ddd@example.org").taken()).isTrue();
	}

	@Test
	void othersLettersAreNobodysBusiness() throws IOException {
		assertThat(read("""
				Dec  1 09:00:01 mail postfix/cleanup[12]: 4XyZ1A2b3C: message-id=<zzz@example.org>
				Dec  1 09:00:03 mail postfix/smtp[14]: 4XyZ1A2b3C: to=<x@example.net>, status=sent (250 OK)
				nothing to see here: <aaa@example.org> status=sent (
				""")).isEmpty();
	}

	private static Map<String, Fate> read(String log) throws IOException {
		return RelayLog.read(new BufferedReader(new StringReader(log)), OURS);
	}

}
