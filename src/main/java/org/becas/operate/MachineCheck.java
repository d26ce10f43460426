package org.becas.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.becas.mail.DkimSettings;
import org.becas.office.Folders;

/** Java, the folders and the room in them. */
final class MachineCheck {

	private static final long LITTLE_ROOM = 500L * 1024 * 1024;

	private static final String KEY = "Clave secreta";

	private final Installation installation;

	MachineCheck(Installation installation) {
		this.installation = installation;
	}

	List<Finding> examine() {
		Folders folders = this.installation.folders();
		List<Finding> findings = new ArrayList<>();
		findings.add(Finding.good("Java", System.getProperty("java.version")));
		findings.add(writable(folders.data()));
		findings.add(room(folders.data()));
		Path key = folders.data().resolve("secret.key");
		if (Files.exists(key)) {
			findings.add(onlyOurs(KEY, key));
		}
		DkimSettings dkim = this.installation.dkim();
		if (dkim.enabled() && Files.exists(dkim.file(folders))) {
			findings.add(onlyOurs("Clave DKIM", dkim.file(folders)));
		}
		return findings;
	}

	private static Finding writable(Path data) {
		Path folder = existing(data);
		if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
			return Finding.fatal("Carpeta de datos", "no se puede escribir en " + folder,
					"Dé al usuario del programa permiso de escritura, o cambie becas.data (BECAS_DATA)");
		}
		String text = data.toAbsolutePath().toString();
		return Finding.good("Carpeta de datos",
				folder.equals(data.toAbsolutePath()) ? text : text + "; se crea al iniciar");
	}

	private static Finding room(Path data) {
		try {
			long free = Files.getFileStore(existing(data)).getUsableSpace();
			String text = "%d MB libres".formatted(free / (1024 * 1024));
			return (free >= LITTLE_ROOM) ? Finding.good("Espacio en disco", text) : Finding.bad("Espacio en disco",
					text, "Libere espacio: con menos de 500 MB un envío puede detenerse");
		}
		catch (IOException ex) {
			return Finding.unknown("Espacio en disco", String.valueOf(ex.getMessage()));
		}
	}

	private static Finding onlyOurs(String subject, Path key) {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
			boolean others = permissions.stream().anyMatch((permission) -> !permission.name().startsWith("OWNER"));
			return others ? Finding.bad(subject, "otros usuarios pueden leer " + key, "chmod 600 " + key)
					: Finding.good(subject, "solo la lee el usuario del programa");
		}
		catch (IOException | UnsupportedOperationException ex) {
			return Finding.unknown(subject, "este sistema de archivos no dice quién la puede leer");
		}
	}

	/** The folder, or the nearest above it that exists. */
	private static Path existing(Path folder) {
		Path existing = folder.toAbsolutePath();
		while (!Files.exists(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		return existing;
	}

}
