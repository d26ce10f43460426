package org.becas.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Outcome.Broken;
import org.jspecify.annotations.Nullable;

/**
 * The outbox folder: each letter becomes a file that any mail program opens, such as
 * {@code 20261201T140305123Z-ana@example.org-k3Jx0aPq.eml}. The last part comes from the
 * Message-ID, so the same letter written twice in one millisecond is one file.
 */
final class OutboxMailer implements Mailer {

	private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final Path folder;

	private final Supplier<LetterSigner> signing;

	private final Clock clock;

	OutboxMailer(Path folder, Supplier<LetterSigner> signing, Clock clock) {
		this.folder = folder;
		this.signing = signing;
		this.clock = clock;
	}

	@Override
	public Connection connect() throws NoConnection {
		try {
			Files.createDirectories(this.folder);
			return new Folder(LetterSigner.from(this.signing));
		}
		catch (IOException ex) {
			throw new NoConnection("No se puede escribir en la carpeta " + this.folder + ": " + ex, true, ex);
		}
	}

	@Override
	public String destination() {
		return this.folder.toString();
	}

	@Override
	public boolean leaves() {
		return false;
	}

	private Outcome write(Letter letter, LetterSigner signer, Handing handing) {
		String name = name(letter);
		Path part = this.folder.resolve("." + name + ".part");
		try {
			Files.write(part, letter.bytes(signer));
		}
		catch (IOException ex) {
			return new Broken("No se pudo escribir " + part + ": " + ex, false);
		}
		handing.begin().run();
		try {
			Files.move(part, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
			return new Accepted(name);
		}
		catch (IOException ex) {
			return new Broken("No se pudo escribir " + name + ": " + ex, true);
		}
	}

	private String name(Letter letter) {
		String id = letter.header("Message-ID").replaceAll("[^A-Za-z0-9]", "");
		String recipient = letter.recipient().toString().replaceAll("[^A-Za-z0-9@.+_-]", "_");
		return INSTANT.format(this.clock.instant()) + "-" + recipient + "-" + id.substring(0, Math.min(8, id.length()))
				+ ".eml";
	}

	/** The folder, open for as long as anybody likes. */
	private final class Folder implements Connection {

		private final LetterSigner signer;

		Folder(LetterSigner signer) {
			this.signer = signer;
		}

		@Override
		public Outcome send(Letter letter, @Nullable Letter next, Handing handing) {
			return write(letter, this.signer, handing);
		}

		@Override
		public boolean usable() {
			return true;
		}

		@Override
		public void close() {
			// a folder has nothing to close
		}

	}

}
