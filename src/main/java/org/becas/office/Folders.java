package org.becas.office;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are ({@code becas.data}, {@code becas.outbox} …), relative to the folder in
 * which the program was started.
 *
 * @param data everything that must be backed up
 * @param outbox letters that are not sent, while there is no SMTP server
 * @param templates of letters, editable by staff
 * @param sources the list of portals, editable by staff
 */
@ConfigurationProperties("becas")
public record Folders(Path data, Path outbox, Path templates, Path sources) {

	/**
	 * From the settings. Spring's own conversion would take {@code templates} for the
	 * folder of that name in the class path, when the program runs from one.
	 */
	@ConstructorBinding
	Folders(@DefaultValue("data") String data, @DefaultValue("outbox") String outbox,
			@DefaultValue("templates") String templates, @DefaultValue("sources.yml") String sources) {
		this(Path.of(data), Path.of(outbox), Path.of(templates), Path.of(sources));
	}

	/** What portals answered lately; may be deleted at any time, and is in no backup. */
	public Path responses() {
		return this.data.resolve("responses");
	}

	/** What staff changed about the sources on the pages, see {@code SourceOverlay}. */
	public Path overlay() {
		return this.data.resolve("sources.overlay.yml");
	}

}
