package org.becas.collect;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tells how large a PDF document gets once its streams are unpacked, before anything
 * unpacks them into memory.
 */
final class PdfStreams {

	private static final byte[] STREAM = { 's', 't', 'r', 'e', 'a', 'm' };

	/**
	 * Streams may lie within each other: together they may unpack to so many times that.
	 */
	private static final int TOGETHER = 8;

	private PdfStreams() {
	}

	/**
	 * Whether one of its streams, or of those packed twice, unpacks to more than that, or
	 * all of them to many times as much.
	 */
	static boolean unpackTo(byte[] pdf, long most) {
		long left = TOGETHER * most;
		for (int at = 0; at + STREAM.length < pdf.length; at++) {
			if (pdf[at] == 's' && startsHere(pdf, at)) {
				int data = at + STREAM.length;
				while (data < pdf.length && (pdf[data] == '\r' || pdf[data] == '\n')) {
					data++;
				}
				left -= inflated(pdf, data, most);
				if (left < 0) {
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

	/** How much a stream unpacks to, or what it is packed in; far too much if more. */
	private static long inflated(byte[] pdf, int from, long most) {
		Inflater outer = new Inflater();
		Inflater inner = new Inflater();
		byte[] once = new byte[16384];
		byte[] twice = new byte[16384];
		try {
			outer.setInput(pdf, from, pdf.length - from);
			for (int read = outer.inflate(once); read > 0; read = outer.inflate(once)) {
				unpackAgain(inner, once, read, twice, most);
				if (outer.getBytesWritten() > most || inner.getBytesWritten() > most) {
					return Long.MAX_VALUE / 2;
				}
			}
			return outer.getBytesWritten() + inner.getBytesWritten();
		}
		catch (DataFormatException ex) {
			// Not packed this way, or broken: then what came before is all
			return outer.getBytesWritten() + inner.getBytesWritten();
		}
		finally {
			outer.end();
			inner.end();
		}
	}

	private static void unpackAgain(Inflater inner, byte[] once, int read, byte[] twice, long most) {
		try {
			inner.setInput(once, 0, read);
			for (int n = inner.inflate(twice); n > 0 && inner.getBytesWritten() <= most;) {
				n = inner.inflate(twice);
			}
		}
		catch (DataFormatException ex) {
			// The second packing is not there
		}
	}

}
