package org.becas.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.becas.delivery.Certificate.Line;
import org.becas.offer.DateWords;
import org.becas.office.Office;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/**
 * A certificate to be printed and signed: numbers, head, and the lines where they are not
 * too many for paper. A tagged PDF with its font in it (PDF/UA, ISO 14289-1).
 */
@Component
public class CertificatePdf {

	/** More lines than a person reads are left to the CSV, which the head covers too. */
	static final int LINES = 2000;

	private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

	private final Certificates certificates;

	private final ITemplateEngine templates;

	private final Office office;

	CertificatePdf(Certificates certificates, ITemplateEngine templates, Office office) {
		this.certificates = certificates;
		this.templates = templates;
		this.office = office;
	}

	/**
	 * Writes the certificate of a mailing.
	 * @throws IllegalArgumentException if it was never sent, or is not over
	 */
	public Certificate write(Mailing mailing, OutputStream out) throws IOException {
		List<Line> lines = new ArrayList<>();
		Certificate certificate = this.certificates.issue(mailing, (line) -> {
			if (line.number() > 0 && lines.size() <= LINES) {
				lines.add(line);
			}
		});
		render(html(certificate, (lines.size() > LINES) ? List.of() : lines), out);
		return certificate;
	}

	private String html(Certificate certificate, List<Line> lines) {
		Locale spanish = Locale.forLanguageTag("es-CO");
		Context context = new Context(spanish);
		context.setVariable("certificate", certificate);
		context.setVariable("lines", lines);
		context.setVariable("most", LINES);
		context.setVariable("office", this.office);
		context.setVariable("words", new DateWords(spanish, this.office.zone()));
		return this.templates.process("delivery/certificate", context);
	}

	private static void render(String html, OutputStream out) throws IOException {
		XRLog.setLoggingEnabled(false);
		PdfRendererBuilder pdf = new PdfRendererBuilder();
		pdf.usePdfUaAccessibility(true);
		pdf.useFont(CertificatePdf::font, "Liberation Sans");
		pdf.withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html)), "");
		pdf.toStream(out);
		pdf.run();
	}

	private static InputStream font() {
		return Objects.requireNonNull(CertificatePdf.class.getResourceAsStream(FONT));
	}

}
