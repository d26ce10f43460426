package org.becas.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A receiver that checks DKIM signatures, written from RFC 6376 with nothing of what
 * signs: rsa-sha256, relaxed/relaxed, one signature to a letter.
 */
public final class DkimVerifier {

	private DkimVerifier() {
	}

	/**
	 * Whether the letter is as its signer sent it.
	 * @param record what is published under the selector
	 */
	public static boolean verify(byte[] letter, String record) throws GeneralSecurityException {
		String wire = new String(letter, StandardCharsets.ISO_8859_1);
		int end = wire.indexOf("\r\n\r\n");
		List<String> fields = new ArrayList<>(Arrays.asList(wire.substring(0, end).split("\r\n(?![ \t])")));
		String signature = fields.stream().filter((field) -> named(field, "dkim-signature")).findFirst().orElseThrow();
		Map<String, String> tags = tags(signature.substring(signature.indexOf(':') + 1));
		if (!tags.get("a").equals("rsa-sha256") || !tags.get("c").equals("relaxed/relaxed")
				|| !bodyHash(wire.substring(end + 4)).equals(tags.get("bh"))) {
			return false;
		}
		Signature check = Signature.getInstance("SHA256withRSA");
		check.initVerify(KeyFactory.getInstance("RSA")
			.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(tags(record).get("p")))));
		check.update(signed(fields, signature, tags.get("h")).getBytes(StandardCharsets.ISO_8859_1));
		return check.verify(Base64.getDecoder().decode(tags.get("b")));
	}

	/** The names that the signature covers, in lower case, in order. */
	public static List<String> covered(byte[] letter) {
		String wire = new String(letter, StandardCharsets.ISO_8859_1);
		String signature = Arrays.stream(wire.split("\r\n(?![ \t])"))
			.filter((field) -> named(field, "dkim-signature"))
			.findFirst()
			.orElseThrow();
		return List.of(tags(signature.substring(signature.indexOf(':') + 1)).get("h").split(":"));
	}

	/** 3.7: the named fields, each from the bottom up, and the signature without b=. */
	private static String signed(List<String> fields, String signature, String names) {
		List<String> left = new ArrayList<>(fields);
		left.remove(signature);
		StringBuilder signed = new StringBuilder();
		for (String name : names.split(":")) {
			for (int i = left.size() - 1; i >= 0; i--) {
				if (named(left.get(i), name)) {
					signed.append(relaxed(left.remove(i))).append("\r\n");
					break;
				}
			}
		}
		return signed + relaxed(signature.replaceFirst("(?s)([;\\s]b\\s*=)[^;]*", "$1"));
	}

	/** 3.4.2. */
	private static String relaxed(String field) {
		int colon = field.indexOf(':');
		return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
				+ field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
	}

	/** 3.4.4. */
	private static String bodyHash(String body) throws GeneralSecurityException {
		String relaxed = (body + "\r\n").replaceAll("[ \t]+", " ").replace(" \r\n", "\r\n").replaceAll("(\r\n)+$", "");
		byte[] bytes = (relaxed.isEmpty() ? "" : relaxed + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
		return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	private static boolean named(String field, String name) {
		return field.substring(0, Math.max(field.indexOf(':'), 0)).strip().equalsIgnoreCase(name);
	}

	private static Map<String, String> tags(String list) {
		Map<String, String> tags = new HashMap<>();
		for (String tag : list.replaceAll("\\s+", "").split(";")) {
			int equals = tag.indexOf('=');
			tags.put(tag.substring(0, equals), tag.substring(equals + 1));
		}
		return tags;
	}

}
