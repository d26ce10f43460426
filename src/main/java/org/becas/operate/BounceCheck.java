package org.becas.operate;

import java.util.List;

import org.becas.bounce.BounceMailbox;
import org.becas.bounce.BounceMailbox.MailboxProblem;
import org.becas.bounce.BounceSettings;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * Whether the mailbox that letters come back to can be read. Nothing in it is changed.
 */
final class BounceCheck {

	private static final String MAILBOX = "Buzón de devoluciones";

	private final Installation installation;

	BounceCheck(Installation installation) {
		this.installation = installation;
	}

	List<Finding> examine() {
		BounceSettings settings = Binder.get(this.installation.settings())
			.bindOrCreate("becas.bounces", BounceSettings.class);
		if (!settings.enabled()) {
			return List.of(Finding.good(MAILBOX,
					"ninguno: lo que vuelve no se cuenta. Para leerlo, ponga becas.bounces.host y becas.mail.bounce-address"));
		}
		if (this.installation.mail().bounceAddress() == null) {
			return List.of(Finding.bad(MAILBOX, "hay buzón, y ninguna carta vuelve a él",
					"Ponga en becas.mail.bounce-address la dirección de ese buzón"));
		}
		try {
			return List.of(Finding.good(MAILBOX,
					"se puede leer; mensajes en él: %d".formatted(new BounceMailbox(settings).count())));
		}
		catch (MailboxProblem ex) {
			return List.of(Finding.bad(MAILBOX, String.valueOf(ex.getMessage()),
					"Revise con sistemas becas.bounces.host, protocol, port, username y password"));
		}
	}

}
