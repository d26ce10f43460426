package org.becas.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * The key with which letters are signed (RFC 6376, rsa-sha256), and what is to be
 * published of it.
 */
public final class DkimKey {

	/** RFC 8301, 3.2: signers should use keys of at least this size. */
	private static final int BITS = 2048;

	private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";

	private static final String END = "-----END PRIVATE KEY-----";

	private final RSAPrivateCrtKey key;

	private DkimKey(RSAPrivateCrtKey key) {
		this.key = key;
	}

	/**
	 * Reads a key.
	 * @throws IllegalArgumentException naming the file, what is wrong with it and what to
	 * do
	 */
	public static DkimKey read(Path file) {
		try {
			String pem = Files.readString(file, StandardCharsets.US_ASCII);
			int begin = pem.indexOf(BEGIN);
			int end = pem.indexOf(END);
			if (begin < 0 || end < begin) {
				throw new IllegalArgumentException(
						"%s no es una clave privada PKCS #8. Conviértala: openssl pkcs8 -topk8 -nocrypt -in %1$s -out nueva.pem"
							.formatted(file));
			}
			return decode(file, pem.substring(begin + BEGIN.length(), end));
		}
		catch (NoSuchFileException ex) {
			throw new IllegalArgumentException(
					"No existe la clave DKIM %s. Créela con el comando dkim, o apague la firma dejando vacío becas.mail.dkim.selector"
						.formatted(file),
					ex);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("No se puede leer la clave DKIM %s: %s".formatted(file, ex), ex);
		}
	}

	/**
	 * Makes a key of 2048 bits, which only the program's user may read.
	 * @throws java.nio.file.FileAlreadyExistsException if there is a file; a key in use
	 * is never replaced
	 */
	public static DkimKey create(Path file) throws IOException {
		try {
			KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
			pairs.initialize(BITS);
			PrivateKey key = pairs.generateKeyPair().getPrivate();
			Files.createDirectories(file.toAbsolutePath().getParent());
			String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded());
			if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
				Files.createFile(file,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			}
			else {
				Files.createFile(file);
			}
			Files.writeString(file, BEGIN + "\n" + base64 + "\n" + END + "\n", StandardOpenOption.WRITE);
			return read(file);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DkimKey decode(Path file, String base64) {
		try {
			byte[] encoded = Base64.getMimeDecoder().decode(base64);
			PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
			if (key instanceof RSAPrivateCrtKey rsa && rsa.getModulus().bitLength() >= 1024) {
				return new DkimKey(rsa);
			}
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s no contiene una clave RSA legible".formatted(file), ex);
		}
		throw new IllegalArgumentException("%s no contiene una clave RSA de al menos 1024 bits".formatted(file));
	}

	PrivateKey privateKey() {
		return this.key;
	}

	/**
	 * The TXT record's text (RFC 6376, 3.6.1), in one piece as web panels want it.
	 */
	public String record() {
		try {
			byte[] encoded = KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(this.key.getModulus(), this.key.getPublicExponent()))
				.getEncoded();
			return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(encoded);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The line of a zone file; a string in it holds 255 characters at most (RFC 1035,
	 * 3.3), so the record comes in pieces.
	 * @param name such as {@code becas._domainkey.example.gov.co}
	 */
	public String line(String name) {
		return "%s. IN TXT ( \"%s\" )".formatted(name, record().replaceAll("(.{250})(?=.)", "$1\" \""));
	}

}
