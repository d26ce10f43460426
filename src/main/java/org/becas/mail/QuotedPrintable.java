package org.becas.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The quoted-printable of RFC 2045, written in pieces: a soft break may be asked for, so
 * that what comes between two pieces starts and ends a line. No line starts with a dot.
 */
final class QuotedPrintable {

	private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_LINE = 76;

	private QuotedPrintable() {
	}

	/** Encodes UTF-8 with CRLF at the end of each line of the text. */
	static final class Encoder {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		private int column;

		/** Writes as is what is not content, such as the headers of a part. */
		void raw(String ascii) {
			this.out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
			this.column = 0;
		}

		void write(String text) {
			byte[] bytes = text.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < bytes.length; i++) {
				if (bytes[i] == '\n') {
					this.out.writeBytes(new byte[] { '\r', '\n' });
					this.column = 0;
				}
				else {
					write(bytes[i] & 0xFF, i + 1 == bytes.length || bytes[i + 1] == '\n');
				}
			}
		}

		private void write(int octet, boolean last) {
			boolean literal = (octet > ' ' && octet <= '~' && octet != '=')
					|| ((octet == ' ' || octet == '\t') && !last);
			if (this.column + (literal ? 1 : 3) >= LONGEST_LINE) {
				softBreak();
			}
			if (literal && !(octet == '.' && this.column == 0)) {
				this.out.write(octet);
				this.column++;
			}
			else {
				this.out.write('=');
				this.out.write(HEX[octet >> 4]);
				this.out.write(HEX[octet & 0xF]);
				this.column += 3;
			}
		}

		/** Ends the line on the wire, not in the text. */
		void softBreak() {
			if (this.column > 0) {
				this.out.writeBytes(new byte[] { '=', '\r', '\n' });
				this.column = 0;
			}
		}

		/** What has been written since the last time. */
		byte[] take() {
			byte[] taken = this.out.toByteArray();
			this.out.reset();
			return taken;
		}

	}

}
