package org.becas.office;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
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
public record Folders(@DefaultValue("data") Path data, @DefaultValue("outbox") Path outbox,
		@DefaultValue("templates") Path templates, @DefaultValue("sources.yml") Path sources) {
}
