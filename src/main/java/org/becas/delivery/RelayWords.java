package org.becas.delivery;

import org.becas.mail.Reply;

/** What a relay's refusal means, and whom to ask for what. */
final class RelayWords {

	private static final String BY_ITSELF = "Nadie perdió su turno, y el programa lo intenta de nuevo por su cuenta.";

	private RelayWords() {
	}

	/** The relay does not let us send at all. */
	static String refused(Reply reply) {
		return "El servidor de correo no deja enviar: «%s». %s %s".formatted(reply, advice(reply), BY_ITSELF);
	}

	/** The relay does not take what the letter says. */
	static String letterRefused(Reply reply) {
		return "El servidor de correo no acepta la carta: «%s». %s Nadie perdió su turno: corregido esto, continúe el envío."
			.formatted(reply, advice(reply));
	}

	/** There is no way in until somebody changes something. */
	static String noConnection(String reason) {
		String advice = reason.contains("contraseña")
				? "Pida a sistemas revisar spring.mail.username y spring.mail.password."
				: "Pida a sistemas revisar el certificado y el cifrado (TLS) del servidor de correo, y muéstreles este texto.";
		return "%s. %s %s".formatted(reason, advice, BY_ITSELF);
	}

	/** The relay has not been there for too long to go on waiting. */
	static String away(String reason) {
		return "El servidor de correo no responde o pide esperar: «%s». Si sigue así, pida a sistemas revisar que esté encendido y que se llegue a él desde este equipo. %s"
			.formatted(reason, BY_ITSELF);
	}

	/** The relay is not there now, or asks for patience. */
	static String waiting(String reason) {
		return "Esperando al servidor de correo: «%s». El envío sigue por su cuenta en cuanto responda."
			.formatted(reason);
	}

	private static String advice(Reply reply) {
		String code = reply.enhanced();
		if (reply.code() == 530 || reply.code() == 535 || code.equals("5.7.8")) {
			return "Pide usuario y contraseña, o no los acepta. Pida a sistemas revisar spring.mail.username y spring.mail.password.";
		}
		if (code.equals("5.7.515") || code.equals("5.7.26") || code.equals("5.7.27") || code.equals("5.7.30")) {
			return "El dominio del remitente no está bien autenticado. Pida a sistemas revisar SPF, DKIM y DMARC.";
		}
		if (code.equals("5.7.23")) {
			return "El registro SPF del dominio no autoriza a este servidor. Pida a sistemas incluirlo.";
		}
		if (code.equals("5.7.25")) {
			return "La dirección IP del servidor no tiene nombre inverso (PTR). Pida a sistemas crearlo.";
		}
		if (code.equals("5.1.8") || code.equals("5.1.7") || code.equals("5.7.60")) {
			return "No acepta la dirección del remitente. Revise becas.mail.from, o pida a sistemas que el usuario pueda enviar con ella.";
		}
		if (code.equals("5.3.4") || reply.code() == 552) {
			return "Dice que la carta es demasiado grande. Acorte el boletín o pida a sistemas ampliar el límite.";
		}
		if (code.startsWith("5.7.")) {
			return "Es una regla del servidor, no un error de la dirección. Muestre a sistemas la respuesta completa.";
		}
		return "Muestre a sistemas la respuesta completa.";
	}

}
