package org.becas.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * One connection's socket, under the mail library, which asks us to make it: first the
 * plain one, then, where there is TLS, the one around it. It sends at once; otherwise a
 * letter would wait 40 ms for the relay's delayed acknowledgement (Nagle's algorithm),
 * and the library has no setting for that.
 */
final class Wire {

	private volatile @Nullable Socket outermost;

	/** What the library is to make its plain sockets with. */
	SocketFactory plain() {
		return new Plain();
	}

	/** What the library is to make its TLS sockets with. */
	SSLSocketFactory tls(SSLSocketFactory sockets) {
		return new Tls(sockets);
	}

	/**
	 * The socket that speaks to the relay.
	 * @throws IOException if there is none yet
	 */
	Socket socket() throws IOException {
		Socket socket = this.outermost;
		if (socket == null) {
			throw new IOException("No hay conexión");
		}
		return socket;
	}

	private Socket made(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		this.outermost = socket;
		return socket;
	}

	private final class Plain extends SocketFactory {

		private final SocketFactory sockets = SocketFactory.getDefault();

		@Override
		public Socket createSocket() throws IOException {
			return made(this.sockets.createSocket());
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			return made(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
			return made(this.sockets.createSocket(host, port, from, fromPort));
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			return made(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
			return made(this.sockets.createSocket(host, port, from, fromPort));
		}

	}

	private final class Tls extends SSLSocketFactory {

		private final SSLSocketFactory sockets;

		Tls(SSLSocketFactory sockets) {
			this.sockets = sockets;
		}

		@Override
		public String[] getDefaultCipherSuites() {
			return this.sockets.getDefaultCipherSuites();
		}

		@Override
		public String[] getSupportedCipherSuites() {
			return this.sockets.getSupportedCipherSuites();
		}

		@Override
		public Socket createSocket() throws IOException {
			return made(this.sockets.createSocket());
		}

		@Override
		public Socket createSocket(Socket socket, String host, int port, boolean close) throws IOException {
			return made(this.sockets.createSocket(socket, host, port, close));
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			return made(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
			return made(this.sockets.createSocket(host, port, from, fromPort));
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			return made(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
			return made(this.sockets.createSocket(host, port, from, fromPort));
		}

	}

}
