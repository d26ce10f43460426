package org.becas.site;

import java.time.Duration;

import org.becas.office.Colour;
import org.becas.office.Office;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The office's colour as a stylesheet of its own, since no page carries inline style. A
 * colour too pale to be read is darkened, and lightened for dark screens.
 */
@Controller
class OfficeStyle {

	/** The darkest light and the lightest dark background of becas.css. */
	private static final Colour PAPER = Colour.of("#f3f6f4");

	private static final Colour NIGHT = Colour.of("#1f2530");

	private final String css;

	OfficeStyle(Office office) {
		Colour colour = Colour.of(office.colour());
		this.css = ":root{--office:%s;--office-night:%s}%n".formatted(colour.readableOn(PAPER),
				colour.readableOn(NIGHT));
	}

	@GetMapping("/oficina.css")
	ResponseEntity<String> css() {
		return ResponseEntity.ok()
			.contentType(MediaType.valueOf("text/css;charset=UTF-8"))
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
			.body(this.css);
	}

}
