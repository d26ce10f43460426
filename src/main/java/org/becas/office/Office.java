package org.becas.office;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose bulletin it is ({@code becas.office.*}). Everything that would differ in another
 * city stands here; nothing in the code names a city.
 *
 * @param name of the office, in full
 * @param shortName as people call it
 * @param city it serves
 * @param entity the public body it belongs to: the Responsable of the personal data (Ley
 * 1581 de 2012, art. 12)
 * @param taxId NIT of the entity
 * @param address postal address, one line
 * @param phone with country code
 * @param email a mailbox that somebody reads; answers to the bulletin go there
 * @param zone time zone in which deadlines are told and days are counted
 * @param language of pages and letters unless the reader asks for another
 * @param publicUrl where subscribers reach the program's public pages, without a slash at
 * the end
 * @param policyUrl where the entity's data protection policy is published
 * @param logo file name of an image under {@code /office/}, or empty for none
 * @param colour of headings and buttons, {@code #rrggbb}, at least 4.5:1 on white
 * @param bulletinName what the monthly letter is called
 */
@ConfigurationProperties("becas.office")
public record Office(String name, String shortName, String city, String entity, String taxId, String address,
		String phone, String email, ZoneId zone, Locale language, URI publicUrl, URI policyUrl,
		@DefaultValue("") String logo, @DefaultValue("#14532d") String colour, String bulletinName) {

	/**
	 * Where the office's readers live, ISO 3166-1 alpha-2: the region of its language
	 * ({@code es-CO}); Colombia if that names none.
	 */
	public String country() {
		return this.language.getCountry().isEmpty() ? "CO" : this.language.getCountry();
	}

	/** The public address of a page, such as {@code /boletines/2026-12}. */
	public String url(String path) {
		String base = this.publicUrl.toString();
		int end = base.length();
		while (end > 0 && base.charAt(end - 1) == '/') {
			end--;
		}
		return base.substring(0, end) + path;
	}

}
