package org.becas.operate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;

import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

import org.becas.mail.DkimKey;
import org.becas.mail.DkimSettings;
import org.becas.mail.EmailAddress;
import org.becas.mail.MailSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the name servers say of the sender's domain: SPF (RFC 7208), DMARC (RFC 7489),
 * DKIM (RFC 6376), the relay's reverse name and where bounces go. Mailbox providers
 * refuse letters without them; what is missing is said as the line that IT has to
 * publish.
 */
final class DnsCheck {

	private final Installation installation;

	private final Names names;

	DnsCheck(Installation installation) {
		this(installation, DnsCheck::ask);
	}

	DnsCheck(Installation installation, Names names) {
		this.installation = installation;
		this.names = names;
	}

	List<Finding> examine() {
		MailSettings mail = this.installation.mail();
		String sender = this.installation.sender().domain();
		String back = (mail.bounceAddress() != null) ? mail.bounceAddress() : mail.returnPath();
		String bounces = (back != null) ? domain(back) : sender;
		List<Finding> findings = new ArrayList<>();
		try {
			known(sender);
			known(bounces);
			findings.add(spf(bounces));
			findings.add(dmarc(sender));
			findings.add(dkim(sender));
			findings.add(mx(bounces));
			findings.addAll(relay(bounces));
		}
		catch (NameNotFoundException ex) {
			findings.add(Finding.unknown("DNS de " + sender, "el DNS de esta máquina no conoce " + ex.getMessage()));
		}
		catch (NamingException ex) {
			findings.add(Finding.unknown("DNS de " + sender, "no responde ningún servidor de nombres"));
		}
		return findings;
	}

	/**
	 * @throws NameNotFoundException with the name, if the domain is not there: on a
	 * closed network that says nothing about it
	 */
	private void known(String domain) throws NamingException {
		for (String type : List.of("NS", "MX", "A", "TXT")) {
			if (!this.names.ask(domain, type).isEmpty()) {
				return;
			}
		}
		throw new NameNotFoundException(domain);
	}

	private Finding spf(String domain) throws NamingException {
		List<String> found = starting("v=spf1", domain);
		String host = this.installation.settings().getProperty("spring.mail.host", "su-servidor-de-correo");
		String line = "%s. IN TXT \"v=spf1 mx a:%s ~all\"".formatted(domain, host);
		if (found.size() > 1) {
			return Finding.bad("SPF", domain + " tiene %d registros, y solo vale uno".formatted(found.size()),
					"Pida a sistemas unirlos en uno solo: " + String.join(" | ", found));
		}
		return found.isEmpty() ? Finding.bad("SPF", domain + " no tiene registro", "Pida a sistemas publicar: " + line)
				: Finding.good("SPF", domain + ": " + found.get(0));
	}

	private Finding dmarc(String domain) throws NamingException {
		List<String> found = starting("v=DMARC1", "_dmarc." + domain);
		return found.isEmpty()
				? Finding.bad("DMARC", domain + " no tiene registro",
						"Pida a sistemas publicar: _dmarc.%s. IN TXT \"v=DMARC1; p=none; rua=mailto:%s\""
							.formatted(domain, this.installation.office().email()))
				: Finding.good("DMARC", domain + ": " + found.get(0));
	}

	/** Without a selector nobody can find a DKIM key. */
	private Finding dkim(String sender) throws NamingException {
		DkimSettings settings = this.installation.dkim();
		if (!settings.enabled()) {
			return new Finding("DKIM", Finding.Verdict.UNKNOWN,
					"este programa no firma, y no se sabe si firma el servidor de correo",
					"Pida a sistemas que el servidor de correo firme con DKIM por %s, o haga que firme este programa: becas.mail.dkim.selector"
						.formatted(sender));
		}
		String domain = settings.domain(this.installation.sender());
		if (!domain.equals(sender) && !sender.endsWith("." + domain)) {
			return Finding.bad("DKIM",
					"firma por %s, que no es el dominio del remitente (%s)".formatted(domain, sender),
					"Quite becas.mail.dkim.domain, o ponga en él " + sender);
		}
		try {
			return published(settings.name(this.installation.sender()),
					DkimKey.read(settings.file(this.installation.folders())));
		}
		catch (IllegalArgumentException ex) {
			return Finding.bad("DKIM", String.valueOf(ex.getMessage()), "Sin la clave no sale ninguna carta");
		}
	}

	/** Whether the key that receivers find is the one that signs. */
	private Finding published(String name, DkimKey key) throws NamingException {
		List<String> found = starting("", name).stream().filter((text) -> text.contains("p=")).toList();
		if (found.isEmpty()) {
			return Finding.bad("DKIM", name + " no existe", "Pida a sistemas publicar: " + key.line(name));
		}
		return found.stream().anyMatch((text) -> publicKey(text).equals(publicKey(key.record())))
				? Finding.good("DKIM", name + " está publicada, y es la de este programa")
				: Finding.bad("DKIM", name + " está publicada con otra clave; las cartas parecerían falsas",
						"Pida a sistemas publicar: " + key.line(name));
	}

	private static String publicKey(String record) {
		return record.replaceAll("\\s", "").replaceFirst(".*?(?:^|;)p=([^;]*).*", "$1");
	}

	private Finding mx(String domain) throws NamingException {
		List<String> found = this.names.ask(domain, "MX");
		return found.isEmpty()
				? Finding.bad("Devoluciones", domain + " no recibe correo (no tiene MX)",
						"Ponga en becas.mail.bounce-address una dirección de un dominio que reciba correo")
				: Finding.good("Devoluciones", "%s las recibe en %s".formatted(domain, String.join(", ", found)));
	}

	/** What receivers ask of the server that a letter comes from. */
	private List<Finding> relay(String domain) throws NamingException {
		String host = this.installation.settings().getProperty("spring.mail.host", "");
		List<Finding> findings = new ArrayList<>();
		for (String address : host.isBlank() ? List.<String>of()
				: host.matches("[\\d.]+") ? List.of(host) : this.names.ask(host, "A")) {
			InetAddress server = address(address);
			if (server == null || server.isLoopbackAddress() || server.isSiteLocalAddress()) {
				findings.add(Finding.unknown("Nombre inverso (PTR)",
						"%s es una dirección interna; cuenta la del servidor que sale al mundo".formatted(address)));
				continue;
			}
			findings.add(reverse(host, address));
			if (!starting("v=spf1", domain).isEmpty() && !new SpfRecord(this.names, server).passes(domain)) {
				findings.add(new Finding("SPF", Finding.Verdict.UNKNOWN,
						"el registro de %s no nombra a %s (%s)".formatted(domain, address, host),
						"Si ese servidor entrega las cartas al mundo, pida a sistemas añadir ip4:%s antes de «all»"
							.formatted(address)));
			}
		}
		return findings;
	}

	/** The address has a name, and the name has that address (FCrDNS). */
	private Finding reverse(String host, String address) throws NamingException {
		String[] octets = address.split("\\.");
		String name = "%s.%s.%s.%s.in-addr.arpa".formatted(octets[3], octets[2], octets[1], octets[0]);
		for (String found : this.names.ask(name, "PTR")) {
			String back = found.replaceFirst("\\.$", "");
			if (this.names.ask(back, "A").contains(address)) {
				return Finding.good("Nombre inverso (PTR)", "%s es %s".formatted(address, back));
			}
		}
		return Finding.bad("Nombre inverso (PTR)", address + " no tiene uno que vuelva a la misma dirección",
				"Pida a sistemas, o a quien les da la conexión: %s. IN PTR %s.".formatted(name, host));
	}

	private static @Nullable InetAddress address(String text) {
		try {
			return text.matches("\\d{1,3}(?:\\.\\d{1,3}){3}") ? InetAddress.getByName(text) : null;
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	private List<String> starting(String start, String name) throws NamingException {
		return this.names.ask(name, "TXT")
			.stream()
			// A long text comes in pieces, each in quotes (RFC 7208, 3.3)
			.map((text) -> text.replace("\" \"", "").replace("\"", ""))
			.filter((text) -> text.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT)))
			.toList();
	}

	private static String domain(String address) {
		return EmailAddress.of(address).domain();
	}

	private static List<String> ask(String name, String type) throws NamingException {
		Hashtable<String, String> settings = new Hashtable<>();
		settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
		settings.put("com.sun.jndi.dns.timeout.initial", "2000");
		settings.put("com.sun.jndi.dns.timeout.retries", "1");
		DirContext dns = new InitialDirContext(settings);
		try {
			Attribute found = dns.getAttributes("dns:/" + name, new String[] { type }).get(type);
			return (found != null) ? texts(found.getAll()) : List.of();
		}
		catch (NameNotFoundException ex) {
			return List.of();
		}
		finally {
			dns.close();
		}
	}

	private static List<String> texts(NamingEnumeration<?> values) throws NamingException {
		List<String> texts = new ArrayList<>();
		while (values.hasMore()) {
			texts.add(String.valueOf(values.next()));
		}
		return texts;
	}

	/** Who knows what is published under a name. */
	@FunctionalInterface
	interface Names {

		/**
		 * @param type of record, such as {@code TXT}
		 * @return nothing if there is no such record
		 * @throws NamingException if nobody could be asked
		 */
		List<String> ask(String name, String type) throws NamingException;

	}

}
