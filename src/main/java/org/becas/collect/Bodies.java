package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.becas.office.Folders;
import org.becas.office.Sha256;

import org.springframework.stereotype.Component;

/**
 * A folder of compressed files, each named by the SHA-256 of what it holds, so that what
 * comes twice is kept once. Everything in it can be fetched again: it may be deleted at
 * any time.
 */
@Component
class Bodies {

	/** What a visit that goes on now has just written is not in the database yet. */
	private static final Duration FRESH = Duration.ofHours(6);

	private final Path folder;

	private final Clock clock;

	Bodies(Folders folders, Clock clock) {
		this.folder = folders.responses();
		this.clock = clock;
	}

	/** Keeps what is not kept yet. */
	Stored put(byte[] body) throws IOException {
		String hash = Sha256.of(body);
		Path file = file(hash);
		if (touched(file)) {
			return new Stored(hash, 0);
		}
		ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4 + 64);
		try (OutputStream out = packer(packed)) {
			out.write(body);
		}
		appear(packed.toByteArray(), file);
		return new Stored(hash, packed.size());
	}

	/** What was kept under a hash, if it still is. */
	Optional<byte[]> get(String hash) throws IOException {
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file(hash)))) {
			return Optional.of(in.readAllBytes());
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/** What is kept under a hash takes so much; 0 if nothing is. */
	long size(String hash) throws IOException {
		try {
			return Files.size(file(hash));
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

	/** Deletes what nothing refers to any more. */
	void keepOnly(Set<String> hashes) throws IOException {
		if (!Files.isDirectory(this.folder)) {
			return;
		}
		Instant old = this.clock.instant().minus(FRESH);
		try (Stream<Path> files = Files.walk(this.folder)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				if (!hashes.contains(file.getFileName().toString())
						&& Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	private static OutputStream packer(OutputStream out) throws IOException {
		return new GZIPOutputStream(out, 8192) {
			{
				this.def.setLevel(Deflater.BEST_SPEED);
			}
		};
	}

	private Path file(String hash) {
		return this.folder.resolve(hash.substring(0, 2)).resolve(hash);
	}

	/** Whether it is kept already; it is as good as new then. */
	private boolean touched(Path file) throws IOException {
		if (!Files.exists(file)) {
			return false;
		}
		try {
			Files.setLastModifiedTime(file, FileTime.from(this.clock.instant()));
			return true;
		}
		catch (NoSuchFileException ex) {
			// Deleted in this very moment
			return false;
		}
	}

	/** Whole or not at all, whoever else writes the same. */
	private static void appear(byte[] packed, Path file) throws IOException {
		Path part = file.resolveSibling("." + file.getFileName() + "." + Thread.currentThread().getId() + ".part");
		try {
			Files.write(part, packed);
		}
		catch (NoSuchFileException ex) {
			Files.createDirectories(file.getParent());
			Files.write(part, packed);
		}
		Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * @param hash under which it is kept
	 * @param size that it takes; 0 if it was there already
	 */
	record Stored(String hash, long size) {
	}

}
