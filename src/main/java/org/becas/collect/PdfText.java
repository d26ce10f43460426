package org.becas.collect;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.becas.collect.PdfBytes.Overdue;
import org.jspecify.annotations.Nullable;

/**
 * What a PDF document says. Pages, characters, memory and time are bounded: what lies
 * beyond is not read.
 *
 * @param title the heading of the first page: its largest words
 * @param text one line for each paragraph, as far as that can be told
 * @param created when the document says that it was made
 */
record PdfText(String title, String text, @Nullable Calendar created) {

	private static final int MOST_PAGES = 60;

	private static final int MOST_CHARACTERS = 300_000;

	/** No line that ends so is at its end. */
	private static final Pattern UNENDED = Pattern
		.compile(" (?:de|del|la|el|los|las|en|y|e|a|al|con|por|para|of|the|and|in|to|for|du|des|da|do|em)\\z");

	/** A page with more on it is read as it comes. */
	private static final int MOST_ON_A_PAGE = 20_000;

	private static final long MOST_MEMORY = 64L * 1024 * 1024;

	private static final Duration MOST_TIME = Duration.ofSeconds(20);

	/** What the clock cannot end, such as the tables of a font, is left alone. */
	private static final Patience PATIENCE = new Patience(MOST_TIME.plusSeconds(10));

	/**
	 * @throws IOException if it cannot be read, saying why in Spanish
	 */
	static PdfText of(byte[] bytes) throws IOException {
		return PATIENCE.with(() -> of(bytes, Clock.systemUTC()));
	}

	/**
	 * @param clock by which the time is bounded that this takes
	 */
	static PdfText of(byte[] bytes, Clock clock) throws IOException {
		if (PdfStreams.unpackTo(bytes, MOST_MEMORY)) {
			throw new IOException("El PDF se despliega a más de %d MB y no se abre".formatted(MOST_MEMORY >> 20));
		}
		Instant until = clock.instant().plus(MOST_TIME);
		try (PDDocument document = load(new PdfBytes(bytes, clock, until))) {
			return of(document, new Lines(clock, until));
		}
		catch (InvalidPasswordException ex) {
			throw new IOException("El PDF está protegido con una contraseña", ex);
		}
		catch (Overdue ex) {
			throw new IOException(Patience.TOO_LONG, ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// PDFBox lets a great many things out of a broken document
			throw new IOException("El PDF está dañado y no se puede leer", ex);
		}
	}

	private static PdfText of(PDDocument document, Lines lines) throws IOException {
		PDDocumentInformation about = document.getDocumentInformation();
		String stated = about.getTitle();
		Calendar created = about.getCreationDate();
		lines.read(document);
		if (lines.written.isEmpty()) {
			throw new IOException("El PDF no tiene texto: es una imagen escaneada; revíselo a mano");
		}
		return new PdfText(lines.heading(stated), lines.text(), created);
	}

	private static PDDocument load(PdfBytes bytes) throws IOException {
		try {
			return Loader.loadPDF(bytes, "", null, null,
					MemoryUsageSetting.setupMainMemoryOnly(MOST_MEMORY).streamCache);
		}
		catch (InvalidPasswordException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new IOException("El PDF está dañado y no se puede leer", ex);
		}
	}

	/** Collects the lines with their sizes. */
	private static final class Lines extends PDFTextStripper {

		private final List<Line> written = new ArrayList<>();

		private final Clock clock;

		private final Instant until;

		private StringBuilder line = new StringBuilder();

		private float size;

		private int characters;

		private int glyphs;

		Lines(Clock clock, Instant until) {
			this.clock = clock;
			this.until = until;
			setSortByPosition(true);
			setEndPage(MOST_PAGES);
		}

		void read(PDDocument document) throws IOException {
			try {
				try {
					getText(document);
				}
				catch (Unfinished | Overdue ex) {
					writePage();
				}
			}
			catch (Enough ex) {
				// The rest is not read
			}
			catch (IOException ex) {
				if (this.written.isEmpty()) {
					throw new IOException("El PDF está dañado y no se puede leer", ex);
				}
			}
			end();
		}

		@Override
		protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
			goOn();
			super.processOperator(operator, operands);
		}

		@Override
		protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
			goOn();
			if (this.glyphs++ > MOST_CHARACTERS) {
				throw new Unfinished();
			}
			super.showGlyph(matrix, font, code, displacement);
		}

		private void goOn() throws Unfinished {
			if (this.clock.instant().isAfter(this.until)) {
				throw new Unfinished();
			}
		}

		/** A form within a page is left as well. */
		@Override
		protected void operatorException(Operator operator, List<COSBase> operands, IOException ex) throws IOException {
			if (ex instanceof Unfinished) {
				throw ex;
			}
			super.operatorException(operator, operands, ex);
		}

		/** Columns are read one after the other. */
		@Override
		protected void writePage() throws IOException {
			List<TextPosition> page = new ArrayList<>();
			this.charactersByArticle.forEach(page::addAll);
			if (page.size() <= MOST_ON_A_PAGE) {
				List<List<TextPosition>> pieces = PdfColumns.of(page);
				this.charactersByArticle.clear();
				this.charactersByArticle.addAll(pieces);
			}
			super.writePage();
		}

		@Override
		protected void writeString(String text, List<TextPosition> positions) throws IOException {
			this.line.append(text);
			this.characters += text.length();
			for (TextPosition position : positions) {
				this.size = Math.max(this.size, position.getFontSizeInPt());
			}
			if (this.characters > MOST_CHARACTERS) {
				throw new Enough();
			}
		}

		@Override
		protected void writeWordSeparator() {
			this.line.append(' ');
		}

		@Override
		protected void writeLineSeparator() {
			end();
		}

		@Override
		protected void endArticle() {
			end();
		}

		@Override
		protected void writePageEnd() {
			end();
		}

		private void end() {
			String text = this.line.toString().replaceAll("[\\p{Cntrl}\\s\\u00a0]+", " ").strip();
			if (!text.isEmpty()) {
				this.written.add(new Line(text, this.size, getCurrentPageNo()));
			}
			this.line = new StringBuilder();
			this.size = 0;
		}

		/** The largest words of the first page, if they are larger than the rest. */
		private String heading(@Nullable String stated) {
			List<Line> first = this.written.stream().filter((line) -> line.page <= this.written.get(0).page).toList();
			double largest = first.stream().filter(Line::telling).mapToDouble(Line::size).max().orElse(0);
			double usual = first.stream().mapToDouble(Line::size).sorted().skip(first.size() / 2).findFirst().orElse(0);
			if (largest <= usual * 1.05 && stated != null && stated.strip().length() > 11
					&& !stated.matches("(?i).*(?:microsoft|untitled|sin título|\\.docx?|\\.pdf|\\.indd).*")) {
				return stated.strip();
			}
			StringBuilder heading = new StringBuilder();
			for (Line line : first) {
				boolean large = line.size >= largest - 0.5;
				if (!large && !heading.isEmpty()) {
					break;
				}
				if (large && heading.length() + line.text.length() < 250 && (line.telling() || !heading.isEmpty())) {
					heading.append(heading.isEmpty() ? "" : " ").append(line.text);
				}
				if (largest <= usual * 1.05 && !heading.isEmpty()) {
					break;
				}
			}
			return heading.toString();
		}

		private static boolean endsWithin(StringBuilder text) {
			return UNENDED.matcher(text).region(Math.max(0, text.length() - 6), text.length()).find();
		}

		/** A line that goes on in the next is joined with it, a parted word as well. */
		private String text() {
			StringBuilder text = new StringBuilder();
			for (Line line : this.written) {
				char next = line.text.charAt(0);
				char last = text.isEmpty() ? '.' : text.charAt(text.length() - 1);
				boolean parted = (last == '-' || last == '\u2010' || last == '\u00ad') && text.length() > 1
						&& Character.isLetter(text.charAt(text.length() - 2));
				if (parted && Character.isLowerCase(next)) {
					text.setLength(text.length() - 1);
				}
				else if (!text.isEmpty()) {
					boolean goesOn = Character.isLowerCase(next) || last == ',' || endsWithin(text)
							|| (Character.isDigit(next) && Character.isLowerCase(last));
					text.append(goesOn ? ' ' : '\n');
				}
				text.append(line.text);
			}
			return text.toString();
		}

	}

	private record Line(String text, float size, int page) {

		/** Letters enough for a title; neither a number nor a date. */
		boolean telling() {
			return this.text.codePoints().filter(Character::isLetter).count() >= 8;
		}

	}

	/** So much text has been written that no more is wanted. */
	private static final class Enough extends IOException {

		private static final long serialVersionUID = 1L;

	}

	/** A page is left before its end; what was collected of it is yet to be written. */
	private static final class Unfinished extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
