package org.becas.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.becas.office.Folders;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * This installation's secret, from which links and Message-IDs are derived: 32 random
 * bytes in {@code data/secret.key}, made at the first start. Whoever loses it loses every
 * link in letters already sent, so it belongs to the backup.
 */
@Component
public class SigningKey {

	/**
	 * Never fed: each signature is made by a copy, which spares it the key's two rounds.
	 */
	private final Mac fresh;

	@Autowired
	SigningKey(Folders folders) {
		this(readOrCreate(folders.data().resolve("secret.key")));
	}

	public SigningKey(byte[] key) {
		this.fresh = mac(key);
	}

	/**
	 * HMAC-SHA256 (RFC 2104) of the parts, as 43 characters of base64url. The purpose
	 * keeps a signature for one thing from serving for another.
	 */
	public String sign(String purpose, String... parts) {
		try {
			Mac mac = (Mac) this.fresh.clone();
			mac.update(purpose.getBytes(StandardCharsets.UTF_8));
			for (String part : parts) {
				mac.update((byte) 0);
				mac.update(part.getBytes(StandardCharsets.UTF_8));
			}
			return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Mac mac(byte[] key) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Whether the signature is that of the parts, in time that does not tell how wrong it
	 * is.
	 */
	public boolean verify(String signature, String purpose, String... parts) {
		return MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8),
				sign(purpose, parts).getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] readOrCreate(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			byte[] fresh = new byte[32];
			new SecureRandom().nextBytes(fresh);
			try {
				Files.writeString(file, Base64.getEncoder().encodeToString(fresh), StandardOpenOption.CREATE_NEW);
				if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
					Files.setPosixFilePermissions(file,
							java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
				}
			}
			catch (FileAlreadyExistsException ex) {
				// made at an earlier start
			}
			return Base64.getDecoder().decode(Files.readString(file).strip());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
