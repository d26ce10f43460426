package org.becas.collect;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The bytes of a PDF document, which let nobody read on once the time is up: a broken
 * table of contents may lead PDFBox through all of the others for each of its lines.
 */
final class PdfBytes extends RandomAccessReadBuffer {

	/** Reads between two looks at the clock. */
	private static final int OFTEN = 64;

	private final Clock clock;

	private final Instant until;

	private int reads;

	PdfBytes(byte[] bytes, Clock clock, Instant until) {
		super(bytes);
		this.clock = clock;
		this.until = until;
	}

	/**
	 * @throws Overdue once the time is up
	 */
	@Override
	public int read() throws IOException {
		goOn();
		return super.read();
	}

	/**
	 * @throws Overdue once the time is up
	 */
	@Override
	public int read(byte[] buffer, int from, int length) throws IOException {
		goOn();
		return super.read(buffer, from, length);
	}

	/**
	 * @throws Overdue once the time is up
	 */
	@Override
	public void seek(long position) throws IOException {
		goOn();
		super.seek(position);
	}

	private void goOn() {
		if (++this.reads % OFTEN == 0 && this.clock.instant().isAfter(this.until)) {
			throw new Overdue();
		}
	}

	/** The time is up. No {@link IOException}, since PDFBox reads on behind those. */
	static final class Overdue extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
