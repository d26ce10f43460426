import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A relay that takes everything, each answer as late as if it came from afar: {@code java
 * SlowSink.java PORT MILLIS}. What was sent together is answered together.
 */
class SlowSink {

	public static void main(String[] args) throws Exception {
		int delay = Integer.parseInt(args[1]);
		try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), 100, InetAddress.getLoopbackAddress())) {
			while (true) {
				Socket socket = server.accept();
				Thread thread = new Thread(() -> serve(socket, delay));
				thread.setDaemon(true);
				thread.start();
			}
		}
	}

	private static void serve(Socket socket, int delay) {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
			OutputStream out = socket.getOutputStream();
			StringBuilder answers = new StringBuilder("220 sink\r\n");
			boolean data = false;
			while (true) {
				if (in.available() == 0 && !answers.isEmpty()) {
					Thread.sleep(delay);
					out.write(answers.toString().getBytes(StandardCharsets.US_ASCII));
					out.flush();
					answers.setLength(0);
				}
				String line = line(in);
				if (line == null) {
					return;
				}
				if (data) {
					if (line.equals(".")) {
						data = false;
						answers.append("250 taken\r\n");
					}
				}
				else if (line.startsWith("EHLO")) {
					answers.append("250-sink\r\n250 PIPELINING\r\n");
				}
				else if (line.startsWith("DATA")) {
					data = true;
					answers.append("354 go on\r\n");
				}
				else {
					answers.append(line.startsWith("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
				}
			}
		}
		catch (IOException | InterruptedException ex) {
			// the sender is gone
		}
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder(80);
		int octet = in.read();
		while (octet != '\n') {
			if (octet == -1) {
				return null;
			}
			if (octet != '\r') {
				line.append((char) octet);
			}
			octet = in.read();
		}
		return line.toString();
	}

}
