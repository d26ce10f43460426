package org.becas.office;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What bytes are known by (FIPS 180-4), in 64 lower-case hexadecimal digits. */
public final class Sha256 {

	private Sha256() {
	}

	/** Of a text in UTF-8. */
	public static String of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	public static String of(byte[] bytes) {
		MessageDigest digest = begin();
		digest.update(bytes);
		return hex(digest);
	}

	/** Begins one whose bytes come piece by piece. */
	public static MessageDigest begin() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Ends it. */
	public static String hex(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}

}
