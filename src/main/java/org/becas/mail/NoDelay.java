package org.becas.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that send at once. Without this a letter waits 40 ms for the relay's delayed
 * acknowledgement (Nagle's algorithm), and the mail library has no setting for it.
 */
final class NoDelay {

	private NoDelay() {
	}

	static SocketFactory plain() {
		return new Plain();
	}

	static SSLSocketFactory tls(SSLSocketFactory sockets) {
		return new Tls(sockets);
	}

	private static <S extends Socket> S noDelay(S socket) throws IOException {
		socket.setTcpNoDelay(true);
		return socket;
	}

	private static final class Plain extends SocketFactory {

		private final SocketFactory sockets = SocketFactory.getDefault();

		@Override
		public Socket createSocket() throws IOException {
			return noDelay(this.sockets.createSocket());
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			return noDelay(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
			return noDelay(this.sockets.createSocket(host, port, from, fromPort));
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			return noDelay(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
			return noDelay(this.sockets.createSocket(host, port, from, fromPort));
		}

	}

	private static final class Tls extends SSLSocketFactory {

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
			return noDelay(this.sockets.createSocket());
		}

		@Override
		public Socket createSocket(Socket socket, String host, int port, boolean close) throws IOException {
			return this.sockets.createSocket(noDelay(socket), host, port, close);
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			return noDelay(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
			return noDelay(this.sockets.createSocket(host, port, from, fromPort));
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			return noDelay(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
			return noDelay(this.sockets.createSocket(host, port, from, fromPort));
		}

	}

}
