package org.becas.collect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of bytes: what the byte order mark says, else the header, else the document
 * itself, and where none of them fits the bytes, a guess from the bytes.
 */
final class Charsets {

	private static final Pattern HEADER = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]{1,40})",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DECLARED = Pattern
		.compile("<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9_.:-]{1,40})"
				+ "|<meta[^>]{0,400}?charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]{1,40})", Pattern.CASE_INSENSITIVE);

	private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

	private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

	private Charsets() {
	}

	/**
	 * @param contentType the HTTP header, if there was one
	 */
	static String decode(byte[] bytes, @Nullable String contentType) {
		Charset marked = marked(bytes);
		if (marked != null) {
			String text = new String(bytes, marked);
			return (text.startsWith("\ufeff")) ? text.substring(1) : text;
		}
		Charset header = (contentType != null) ? named(HEADER.matcher(contentType)) : null;
		if (header != null && !isSingleByte(header)) {
			String text = strictly(bytes, header);
			if (text != null) {
				return text;
			}
		}
		// Whatever is said, bytes that are valid UTF-8 beyond ASCII are UTF-8
		String utf8 = strictly(bytes, StandardCharsets.UTF_8);
		if (utf8 != null && (!isAscii(bytes) || header == null)) {
			Charset declared = declared(bytes);
			return (isAscii(bytes) && declared != null && !isSingleByte(declared)) ? new String(bytes, declared) : utf8;
		}
		Charset declared = declared(bytes);
		for (Charset charset : new @Nullable Charset[] { header, declared }) {
			String text = (charset != null) ? strictly(bytes, charset) : null;
			if (text != null) {
				return text;
			}
		}
		return new String(bytes, guessed(bytes));
	}

	private static @Nullable Charset marked(byte[] b) {
		int n = b.length;
		if (n >= 4 && b[0] == 0 && b[1] == 0 && b[2] == (byte) 0xfe && b[3] == (byte) 0xff) {
			return UTF_32BE;
		}
		if (n >= 4 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe && b[2] == 0 && b[3] == 0) {
			return UTF_32LE;
		}
		if (n >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf) {
			return StandardCharsets.UTF_8;
		}
		if (n >= 2 && b[0] == (byte) 0xfe && b[1] == (byte) 0xff) {
			return StandardCharsets.UTF_16BE;
		}
		if (n >= 2 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe) {
			return StandardCharsets.UTF_16LE;
		}
		return (n >= 4) ? unmarked(b) : null;
	}

	/** XML 1.0, appendix F: the first characters of markup are ASCII. */
	private static @Nullable Charset unmarked(byte[] b) {
		if (b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] == '<') {
			return UTF_32BE;
		}
		if (b[0] == '<' && b[1] == 0 && b[2] == 0 && b[3] == 0) {
			return UTF_32LE;
		}
		if (b[0] == 0 && b[1] == '<' && b[2] == 0) {
			return StandardCharsets.UTF_16BE;
		}
		return (b[0] == '<' && b[1] == 0 && b[3] == 0) ? StandardCharsets.UTF_16LE : null;
	}

	private static @Nullable Charset declared(byte[] bytes) {
		return named(DECLARED.matcher(new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1)));
	}

	private static @Nullable Charset named(Matcher matcher) {
		if (!matcher.find()) {
			return null;
		}
		String name = matcher.group(1);
		if (name == null && matcher.groupCount() > 1) {
			name = matcher.group(2);
		}
		return (name != null) ? of(name) : null;
	}

	/** What the label stands for; like browsers, Latin 1 means Windows-1252. */
	private static @Nullable Charset of(String name) {
		String label = name.toLowerCase(Locale.ROOT);
		if (label.equals("iso-8859-1") || label.equals("latin1") || label.equals("us-ascii") || label.equals("ascii")) {
			label = "windows-1252";
		}
		try {
			Charset charset = Charset.forName(label);
			// A declaration that could be read as ASCII is not in UTF-16
			return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32") ? null : charset;
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			return null;
		}
	}

	private static Charset guessed(byte[] bytes) {
		CharsetDetector detector = new CharsetDetector();
		detector.enableInputFilter(true);
		detector.setText(bytes);
		CharsetMatch match = detector.detect();
		Charset guess = (match != null && match.getConfidence() >= 30) ? of(match.getName()) : null;
		return (guess != null) ? guess : Charset.forName("windows-1252");
	}

	private static @Nullable String strictly(byte[] bytes, Charset charset) {
		if (charset.equals(StandardCharsets.UTF_8)) {
			// Many times faster, and most pages are what they say
			String text = new String(bytes, charset);
			if (text.indexOf('\ufffd') < 0) {
				return text;
			}
		}
		try {
			CharBuffer text = charset.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(isSingleByte(charset) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(bytes));
			return text.toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isSingleByte(Charset charset) {
		return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
	}

	private static boolean isAscii(byte[] bytes) {
		for (byte b : bytes) {
			if (b < 0) {
				return false;
			}
		}
		return true;
	}

}
