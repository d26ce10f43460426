package org.becas.collect;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tells how large a PDF document gets once its streams are unpacked, before anything
 * unpacks them into memory.
 */
final class PdfStreams {

	private static final byte[] STREAM = { 's', 't', 'r', 'e', 'a', 'm' };

	private PdfStreams() {
	}

	/**
	 * Whether one of its streams, or of those packed twice, unpacks to more than that.
	 */
	static boolean unpackTo(byte[] pdf, long most) {
		for (int at = 0; at + STREAM.length < pdf.length; at++) {
			if (pdf[at] == 's' && startsHere(pdf, at)) {
				int data = at + STREAM.length;
				while (data < pdf.length && (pdf[data] == '\r' || pdf[data] == '\n')) {
					data++;
				}
				if (inflatesTo(pdf, data, most)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean startsHere(byte[] pdf, int at) {
		for (int i = 0; i < STREAM.length; i++) {
			if (pdf[at + i] != STREAM[i]) {
				return false;
			}
		}
		return true;
	}

	private static boolean inflatesTo(byte[] pdf, int from, long most) {
		Inflater outer = new Inflater();
		Inflater inner = new Inflater();
		byte[] once = new byte[16384];
		byte[] twice = new byte[16384];
		try {
			outer.setInput(pdf, from, pdf.length - from);
			while (!outer.finished()) {
				int read = outer.inflate(once);
				if (read == 0 || outer.getBytesWritten() > most) {
					return read != 0;
				}
				if (packedAgain(inner, once, read, twice, most)) {
					return true;
				}
			}
			return false;
		}
		catch (DataFormatException ex) {
			// Not packed this way, or broken: then it does not unpack to anything
			return false;
		}
		finally {
			outer.end();
			inner.end();
		}
	}

	private static boolean packedAgain(Inflater inner, byte[] once, int read, byte[] twice, long most) {
		try {
			inner.setInput(once, 0, read);
			for (int n = inner.inflate(twice); n > 0; n = inner.inflate(twice)) {
				if (inner.getBytesWritten() > most) {
					return true;
				}
			}
		}
		catch (DataFormatException ex) {
			// The second packing is not there
			return false;
		}
		return false;
	}

}
