package org.becas.operate;

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

import org.becas.mail.EmailAddress;
import org.becas.mail.MailSettings;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * What the name servers say of the sender's domain: SPF (RFC 7208), DMARC (RFC 7489),
 * DKIM (RFC 6376) and where bounces go. Mailbox providers refuse letters without them;
 * what is missing is said as the line that IT has to publish.
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
		MailSettings mail = Binder.get(this.installation.settings()).bindOrCreate("becas.mail", MailSettings.class);
		String office = this.installation.office().email();
		String sender = domain((mail.from() != null) ? mail.from() : office);
		String bounces = (mail.returnPath() != null) ? domain(mail.returnPath()) : sender;
		List<Finding> findings = new ArrayList<>();
		try {
			known(sender);
			known(bounces);
			findings.add(spf(bounces));
			findings.add(dmarc(sender));
			findings.add(dkim(sender));
			findings.add(mx(bounces));
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
	private Finding dkim(String domain) throws NamingException {
		String selector = this.installation.settings().getProperty("becas.mail.dkim.selector", "");
		if (selector.isBlank()) {
			return new Finding("DKIM", Finding.Verdict.UNKNOWN,
					"este programa no firma, y no se sabe si firma el servidor de correo",
					"Pida a sistemas que el servidor de correo firme con DKIM por " + domain);
		}
		String name = selector + "._domainkey." + domain;
		return starting("", name).stream()
			.filter((text) -> text.contains("p="))
			.findFirst()
			.map((text) -> Finding.good("DKIM", name + " está publicada"))
			.orElseGet(() -> Finding.bad("DKIM", name + " no existe",
					"Pida a sistemas publicar: %s. IN TXT \"v=DKIM1; k=rsa; p=…\" con la clave pública"
						.formatted(name)));
	}

	private Finding mx(String domain) throws NamingException {
		List<String> found = this.names.ask(domain, "MX");
		return found.isEmpty()
				? Finding.bad("Devoluciones", domain + " no recibe correo (no tiene MX)",
						"Ponga en becas.mail.return-path una dirección de un dominio que reciba correo")
				: Finding.good("Devoluciones", "%s las recibe en %s".formatted(domain, String.join(", ", found)));
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
