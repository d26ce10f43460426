package org.becas.operate;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether the clock is right, asked of a time server (SNTP, RFC 4330): deadlines, links
 * and signatures depend on it.
 */
final class ClockCheck {

	private static final String CLOCK = "Reloj";

	/** From 1900, where the protocol begins, to 1970. */
	private static final long TO_1970 = 2_208_988_800L;

	private static final Duration TOLERANCE = Duration.ofSeconds(30);

	private final Installation installation;

	private final Clock clock;

	ClockCheck(Installation installation, Clock clock) {
		this.installation = installation;
		this.clock = clock;
	}

	List<Finding> examine() {
		String server = this.installation.settings().getProperty("becas.doctor.time-server", "pool.ntp.org:123");
		try {
			Duration ahead = Duration.between(ask(server), this.clock.instant());
			String text = "%d segundos de diferencia con %s".formatted(ahead.abs().toSeconds(), server);
			return List.of((ahead.abs().compareTo(TOLERANCE) <= 0) ? Finding.good(CLOCK, text)
					: Finding.bad(CLOCK, "%s: está %s".formatted(text, ahead.isNegative() ? "atrasado" : "adelantado"),
							"Pida a sistemas sincronizarlo, como con: timedatectl set-ntp true"));
		}
		catch (IOException | IllegalArgumentException ex) {
			return List.of(Finding.unknown(CLOCK,
					"no responde el servidor de hora %s (becas.doctor.time-server)".formatted(server)));
		}
	}

	private static Instant ask(String server) throws IOException {
		int colon = server.lastIndexOf(':');
		InetAddress host = InetAddress.getByName((colon > 0) ? server.substring(0, colon) : server);
		int port = (colon > 0) ? Integer.parseInt(server.substring(colon + 1)) : 123;
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.setSoTimeout(2000);
			socket.connect(host, port);
			byte[] packet = new byte[48];
			// Version 4, client
			packet[0] = 0x23;
			socket.send(new DatagramPacket(packet, packet.length));
			DatagramPacket answer = new DatagramPacket(packet, packet.length);
			socket.receive(answer);
			ByteBuffer time = ByteBuffer.wrap(packet, 40, 8);
			long seconds = Integer.toUnsignedLong(time.getInt());
			if (answer.getLength() < 48 || packet[1] == 0 || seconds == 0) {
				throw new IOException("kiss of death");
			}
			return Instant.ofEpochSecond(seconds - TO_1970);
		}
	}

}
