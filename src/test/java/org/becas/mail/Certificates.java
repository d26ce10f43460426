package org.becas.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate made for a test, which signs itself.
 *
 * @param server for whoever shows it
 * @param trusting for whoever believes it, and no other
 */
public record Certificates(SSLContext server, SSLSocketFactory trusting) {

	private static final char[] PASSWORD = "secreto".toCharArray();

	/**
	 * @param name as keytool writes it, such as {@code dns:localhost}
	 */
	public static Certificates of(String name) throws Exception {
		Path file = Files.createTempDirectory("becas").resolve("key.p12");
		Process keytool = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						"relay", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=relay", "-ext",
						"san=" + name, "-startdate", "-1d", "-validity", "2", "-storetype", "PKCS12", "-keystore",
						file.toString(), "-storepass", new String(PASSWORD)))
			.redirectErrorStream(true)
			.start();
		String said = new String(keytool.getInputStream().readAllBytes());
		if (keytool.waitFor() != 0) {
			throw new IOException(said);
		}
		return read(file);
	}

	private static Certificates read(Path file) throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, PASSWORD);
		}
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(keys, PASSWORD);
		SSLContext server = SSLContext.getInstance("TLS");
		server.init(own.getKeyManagers(), null, null);
		KeyStore believed = KeyStore.getInstance("PKCS12");
		believed.load(null, null);
		believed.setCertificateEntry("relay", keys.getCertificate("relay"));
		TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		others.init(believed);
		SSLContext client = SSLContext.getInstance("TLS");
		client.init(null, others.getTrustManagers(), null);
		return new Certificates(server, client.getSocketFactory());
	}

}
