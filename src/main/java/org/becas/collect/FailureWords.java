package org.becas.collect;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.ZipException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.becas.collect.FetchResult.Failed;
import org.jspecify.annotations.Nullable;

/** Names what kept a request from its page, and says it in Spanish. */
final class FailureWords {

	private final CollectSettings settings;

	FailureWords(CollectSettings settings) {
		this.settings = settings;
	}

	/** No answer, or none that can be read. */
	Failed of(URI url, IOException ex) {
		if (ex instanceof AddressGuard.PrivateAddress) {
			return new Failed(url, Outcome.PRIVATE_ADDRESS,
					"%s lleva a la red interna de la oficina y no se visita".formatted(ex.getMessage()));
		}
		if (ex instanceof UnknownHostException) {
			return new Failed(url, Outcome.UNREACHABLE, "El nombre %s no existe en internet".formatted(url.getHost()));
		}
		if (ex instanceof Transport.Overdue) {
			return new Failed(url, Outcome.TIMEOUT, "%s no terminó de responder en %d segundos".formatted(url.getHost(),
					this.settings.deadline().toSeconds()));
		}
		if (ex instanceof Transport.TooLarge) {
			return new Failed(url, Outcome.TOO_LARGE,
					"La respuesta de %s pasa de %d MB".formatted(url.getHost(), this.settings.maxBody().toMegabytes()));
		}
		if (ex instanceof SSLException) {
			return doubtful(ex)
					? new Failed(url, Outcome.TLS,
							"La conexión segura con %s no es aceptable: %s".formatted(url.getHost(),
									shorten(ex.getMessage())))
					: new Failed(url, Outcome.UNREACHABLE, "No se logró la conexión segura con %s: %s"
						.formatted(url.getHost(), shorten(ex.getMessage())));
		}
		if (ex instanceof ZipException) {
			return new Failed(url, Outcome.UNREADABLE,
					"La respuesta de %s dice que viene comprimida, y no se puede descomprimir"
						.formatted(url.getHost()));
		}
		if (breaksOff(ex)) {
			return new Failed(url, Outcome.TRUNCATED, "La respuesta de %s llegó incompleta".formatted(url.getHost()));
		}
		if (ex instanceof SocketTimeoutException && !(ex instanceof ConnectTimeoutException)) {
			return new Failed(url, Outcome.TIMEOUT, "%s dejó de responder durante %d segundos".formatted(url.getHost(),
					this.settings.readTimeout().toSeconds()));
		}
		if (ex instanceof SocketException || ex instanceof InterruptedIOException
				|| ex instanceof NoHttpResponseException) {
			return new Failed(url, Outcome.UNREACHABLE, "%s no responde".formatted(url.getHost()));
		}
		return new Failed(url, Outcome.UNREADABLE,
				"%s no responde como un servidor web: %s".formatted(url.getHost(), shorten(ex.getMessage())));
	}

	/** Whether it is the portal's certificate that cannot be believed. */
	private static boolean doubtful(IOException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
				return true;
			}
		}
		return false;
	}

	/** Whether an answer ended, or went bad, before its end. */
	static boolean breaksOff(IOException ex) {
		return ex instanceof ConnectionClosedException || ex instanceof TruncatedChunkException
				|| ex instanceof EOFException || ex instanceof ZipException || ex instanceof SSLException;
	}

	/** An answer that says no. */
	static Failed refused(URI url, int status, @Nullable Duration retryAfter) {
		if (status == 404 || status == 410) {
			return new Failed(url, Outcome.NOT_FOUND, status,
					"El portal respondió %d: la página %s ya no existe".formatted(status, path(url)), null);
		}
		if (status == 429 || (status == 503 && retryAfter != null)) {
			String time = (retryAfter != null && retryAfter.toSeconds() > 0) ? time(retryAfter) + " " : "";
			return new Failed(url, Outcome.THROTTLED, status,
					"El portal respondió %d: pide esperar %santes de volver".formatted(status, time), retryAfter);
		}
		if (status >= 500) {
			return new Failed(url, Outcome.SERVER_ERROR, status,
					"El portal respondió %d: tiene una avería".formatted(status), retryAfter);
		}
		return new Failed(url, Outcome.REFUSED, status, "El portal respondió %d: no deja entrar".formatted(status),
				retryAfter);
	}

	static Failed challenge(URI url, int status) {
		return new Failed(url, Outcome.CHALLENGE, status,
				"El portal respondió %d con una página de comprobación y no deja pasar a los programas"
					.formatted(status),
				null);
	}

	/** A redirect that leads where nobody can follow. */
	static Failed noAddress(URI url, int status, String location) {
		return new Failed(url, Outcome.UNREADABLE, status,
				"El portal redirige a \"%s\", que no es una dirección web".formatted(shorten(location)), null);
	}

	/** A host that cannot say what it allows is left alone, for the host's own reason. */
	static Failed away(URI url, Failed robots) {
		if (robots.status() == 0) {
			return new Failed(url, robots.outcome(), robots.why());
		}
		return new Failed(url, Outcome.ROBOTS, robots.status(),
				"El archivo robots.txt de %s respondió %d; la norma (RFC 9309) pide no visitarlo mientras tanto"
					.formatted(url.getHost(), robots.status()),
				robots.retryAfter());
	}

	static Failed disallowed(URI url) {
		return new Failed(url, Outcome.ROBOTS,
				"El archivo robots.txt de %s pide que no se visite %s".formatted(url.getHost(), path(url)));
	}

	static Failed tooManyRedirects(URI url, URI from, int most) {
		return new Failed(url, Outcome.TOO_MANY_REDIRECTS,
				"Más de %d redirecciones seguidas desde %s".formatted(most, from));
	}

	static Failed circling(URI url, URI from) {
		return new Failed(url, Outcome.TOO_MANY_REDIRECTS,
				"Las redirecciones de %s dan vueltas sin llegar a ninguna página".formatted(from));
	}

	/**
	 * What a host said to which another one redirects: "the portal" is not the one asked.
	 */
	static Failed elsewhere(Failed said, URI from) {
		return new Failed(said.url(), said.outcome(), said.status(),
				"%s redirige a %s. %s".formatted(from.getHost(), said.url().getHost(), said.why()), said.retryAfter());
	}

	/** A redirect that was seen through when its connection was about to be made. */
	static Failed ledInside(Failed inside, URI from) {
		return new Failed(inside.url(), Outcome.PRIVATE_ADDRESS,
				"%s redirige a una dirección de la red interna (%s) y no se sigue".formatted(from.getHost(),
						inside.url().getHost()));
	}

	/** A page that takes more of our stack than there is. */
	static Failed tooDeep(URI url) {
		return new Failed(url, Outcome.UNREADABLE,
				"La página %s tiene partes dentro de partes hasta tal profundidad que no se puede leer".formatted(url));
	}

	static Failed interrupted(URI url) {
		return new Failed(url, Outcome.TIMEOUT, "La visita se interrumpió");
	}

	/** A time as people say it, rounded. */
	static String time(Duration left) {
		long minutes = Math.max(1, (left.toSeconds() + 59) / 60);
		if (minutes < 90) {
			return (minutes == 1) ? "un minuto" : minutes + " minutos";
		}
		long hours = (minutes + 30) / 60;
		return (hours < 48) ? hours + " horas" : String.format(Locale.ROOT, "%d días", (hours + 12) / 24);
	}

	private static String path(URI url) {
		String path = url.getRawPath();
		return (path == null || path.isEmpty()) ? "/" : shorten(path);
	}

	private static String shorten(@Nullable String text) {
		String line = String.valueOf(text).replaceAll("\\s+", " ");
		return (line.length() > 200) ? line.substring(0, 200) + "…" : line;
	}

}
