package org.becas.mail;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection cannot be encrypted as it must be, and whom to ask for what. It stays
 * so until a person has changed something, and nothing is ever sent in clear instead.
 */
enum TlsProblem {

	NOT_OFFERED("no ofrece cifrado (STARTTLS), y sin él no se le entrega ninguna carta. Pida a sistemas activarlo, "
			+ "o use el puerto 465 con spring.mail.protocol: smtps."),

	OTHER_NAME("su certificado es de otro nombre; podría ser otro servidor. Ponga en spring.mail.host el nombre que "
			+ "está en el certificado, o pida a sistemas uno que lleve este."),

	EXPIRED("su certificado está vencido, o el reloj de esta máquina está mal. Pida a sistemas renovarlo."),

	NOT_TRUSTED("su certificado no lo firma nadie en quien confíe este programa. Pida a sistemas uno de una autoridad "
			+ "reconocida, o que añada el suyo al almacén de Java (keytool -importcert -cacerts)."),

	FAILED("el cifrado no se pudo acordar. Pida a sistemas revisar que ofrezca TLS 1.2 o 1.3.");

	private final String words;

	TlsProblem(String words) {
		this.words = words;
	}

	/** After "the server …:", for people. */
	String words() {
		return this.words;
	}

	/** Null if encryption is not what failed. */
	static @Nullable TlsProblem of(Throwable failure) {
		TlsProblem found = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (message.contains("STARTTLS is required")) {
				return NOT_OFFERED;
			}
			if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
				return EXPIRED;
			}
			if (message.contains("No subject alternative") || message.contains("No name matching")
					|| message.contains("verify identity")) {
				return OTHER_NAME;
			}
			if (message.contains("valid certification path")) {
				found = NOT_TRUSTED;
			}
			else if (found == null && cause instanceof SSLException) {
				found = FAILED;
			}
		}
		return found;
	}

}
