package org.becas.operate;

import java.time.Instant;
import java.util.SortedMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in a copy, so that a damaged one is never restored.
 *
 * @param program the program's version
 * @param copiedAt when
 * @param database {@code sqlite} with the database in the copy, or {@code postgresql}
 * without it
 * @param schema the number of the latest migration
 * @param sha256 of each entry, by its name, in hexadecimal
 */
record Manifest(String program, Instant copiedAt, Kind database, int schema, SortedMap<String, String> sha256) {

	static final String NAME = "manifest.json";

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/**
	 * @throws IllegalArgumentException if it is not a manifest
	 */
	@SuppressWarnings("NullAway") // what comes from outside may lack anything
	static Manifest parse(byte[] json) {
		try {
			Manifest manifest = JSON.readValue(json, Manifest.class);
			if (manifest.copiedAt == null || manifest.database == null || manifest.sha256 == null) {
				throw new IllegalArgumentException("el manifiesto está incompleto");
			}
			return manifest;
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("el manifiesto no se entiende", ex);
		}
	}

	byte[] json() {
		return JSON.writeValueAsBytes(this);
	}

	/** The database that a copy was made of. */
	enum Kind {

		/** One file, which is in the copy. */
		SQLITE,

		/** A server, which is copied by its own tools. */
		POSTGRESQL

	}

}
