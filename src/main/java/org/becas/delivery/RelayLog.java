package org.becas.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a relay's log says of letters. Postfix writes the Message-ID once, with a queue id
 * of its own, and then everything that happens under that queue id. The Message-ID alone
 * does not say that the letter was taken: the connection may have broken while it was
 * being read. That it was queued does.
 */
final class RelayLog {

	/** Longer lines are cut; what counts stands at the beginning. */
	private static final int LONGEST = 2000;

	private static final Pattern LINE = Pattern
		.compile("postfix[^\\s\\[]{0,60}/([a-z]{1,20})\\[\\d++\\]: ([0-9A-Za-z]{6,20}+): (.*+)");

	private static final Pattern MESSAGE_ID = Pattern.compile("(?:resent-)?message-id=<([^<>\\s]{1,300}+)>");

	private static final Pattern STATUS = Pattern.compile(", status=([a-z]++) ");

	private RelayLog() {
	}

	/**
	 * What became of the letters asked for; those of which the log says nothing certain
	 * are not in it.
	 * @param messageIds without angle brackets
	 */
	static Map<String, Fate> read(BufferedReader log, Collection<String> messageIds) throws IOException {
		Set<String> wanted = Set.copyOf(messageIds);
		Map<String, String> queued = new HashMap<>();
		Map<String, Fate> fates = new LinkedHashMap<>();
		for (String line = log.readLine(); line != null; line = log.readLine()) {
			Matcher matcher = LINE.matcher((line.length() > LONGEST) ? line.substring(0, LONGEST) : line);
			if (matcher.find()) {
				read(matcher, wanted, queued, fates);
			}
		}
		return fates;
	}

	private static void read(Matcher line, Set<String> wanted, Map<String, String> queued, Map<String, Fate> fates) {
		String queueId = line.group(2);
		String rest = line.group(3);
		Matcher id = MESSAGE_ID.matcher(rest);
		if (id.lookingAt() && wanted.contains(id.group(1))) {
			queued.put(queueId, id.group(1));
			return;
		}
		String messageId = queued.get(queueId);
		if (messageId == null) {
			return;
		}
		Matcher status = STATUS.matcher(rest);
		boolean taken = line.group(1).equals("qmgr") && rest.contains("queue active");
		if (status.find()) {
			boolean refused = status.group(1).equals("bounced") || status.group(1).equals("expired");
			fates.put(messageId, new Fate(!refused, queueId + " " + rest));
		}
		else if (taken) {
			fates.putIfAbsent(messageId, new Fate(true, queueId + " " + rest));
		}
	}

	/**
	 * What became of a letter.
	 *
	 * @param taken false if it came back
	 * @param line the words of the log
	 */
	record Fate(boolean taken, String line) {
	}

}
