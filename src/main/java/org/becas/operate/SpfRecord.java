package org.becas.operate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import javax.naming.NamingException;

import org.becas.operate.DnsCheck.Names;

/**
 * Whether a domain's SPF record (RFC 7208) lets a server send in its name, as far as that
 * can be told without a letter: macros, {@code exists} and {@code ptr} cannot.
 */
final class SpfRecord {

	/** RFC 7208, 4.6.4. */
	private static final int MOST_LOOKUPS = 10;

	private final Names names;

	private final InetAddress server;

	private int lookups;

	SpfRecord(Names names, InetAddress server) {
		this.names = names;
		this.server = server;
	}

	/** Whether the record of the domain passes the server. */
	boolean passes(String domain) throws NamingException {
		String record = text(domain);
		for (String term : record.toLowerCase(Locale.ROOT).split(" +")) {
			if (term.startsWith("redirect=")) {
				return counted() && passes(term.substring("redirect=".length()));
			}
			boolean fails = term.startsWith("-") || term.startsWith("~") || term.startsWith("?");
			if (matches(term.replaceFirst("^[-+~?]", ""), domain)) {
				return !fails;
			}
		}
		return false;
	}

	private boolean matches(String mechanism, String domain) throws NamingException {
		String name = mechanism.replaceFirst("[:/].*", "");
		String target = mechanism.contains(":") ? mechanism.replaceFirst("^[^:]*:", "").replaceFirst("/.*", "")
				: domain;
		int bits = mechanism.matches(".*/\\d{1,3}") ? Integer.parseInt(mechanism.replaceFirst(".*/", "")) : -1;
		return switch (name) {
			case "all" -> true;
			case "ip4" -> within(target, bits);
			case "ip6" -> within(mechanism.substring(4).replaceFirst("/.*", ""), bits);
			case "a" -> counted() && addresses(target, bits);
			case "mx" -> counted() && exchangers(target, bits);
			case "include" -> counted() && passes(target);
			default -> false;
		};
	}

	private boolean counted() {
		return ++this.lookups <= MOST_LOOKUPS;
	}

	private boolean exchangers(String domain, int bits) throws NamingException {
		for (String exchanger : this.names.ask(domain, "MX")) {
			if (addresses(exchanger.replaceFirst("^\\d+ ", "").replaceFirst("\\.$", ""), bits)) {
				return true;
			}
		}
		return false;
	}

	private boolean addresses(String host, int bits) throws NamingException {
		for (String address : this.names.ask(host, (this.server.getAddress().length == 4) ? "A" : "AAAA")) {
			if (within(address, bits)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @param bits how many of the first must be the same; -1 for all
	 */
	private boolean within(String network, int bits) {
		if (!network.matches("[0-9a-f:.]+")) {
			return false;
		}
		try {
			byte[] one = InetAddress.getByName(network).getAddress();
			byte[] other = this.server.getAddress();
			int same = (bits < 0) ? one.length * 8 : bits;
			if (one.length != other.length || same > one.length * 8) {
				return false;
			}
			for (int bit = 0; bit < same; bit++) {
				if (((one[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
					return false;
				}
			}
			return true;
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private String text(String domain) throws NamingException {
		List<String> found = this.names.ask(domain, "TXT")
			.stream()
			.map((text) -> text.replace("\" \"", "").replace("\"", ""))
			.filter((text) -> text.toLowerCase(Locale.ROOT).startsWith("v=spf1"))
			.toList();
		return (found.size() == 1) ? found.get(0) : "";
	}

}
