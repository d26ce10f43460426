package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PortalClient.Request;
import org.becas.office.Office;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Shows pages that are empty until their scripts have run, for sources that ask for it.
 * The portal is asked first in the usual way, so that its robots.txt and its pauses hold;
 * then the browser opens the page with a fresh profile, behind a {@link GuardingProxy}.
 * One page at a time.
 */
@Component
class Browser {

	/** A page brings its scripts and pictures along. */
	private static final int MOST_BODIES = 4;

	private final BrowserSettings settings;

	private final CollectSettings collect;

	private final String userAgent;

	private final HostCounts counts = new HostCounts();

	private final Semaphore one = new Semaphore(1, true);

	Browser(BrowserSettings settings, CollectSettings collect, Office office) {
		this.settings = settings;
		this.collect = collect;
		this.userAgent = PortalClient.userAgent(collect, office);
	}

	/** The way to a source's pages: with the browser if the source asks for it. */
	Fetcher over(Fetcher portal, Source source) {
		return source.browser() ? new Shown(portal) : portal;
	}

	/** What pages made it ask of each host since this was last called. */
	Map<String, HostCount> asked() {
		return this.counts.take();
	}

	private FetchResult show(Fetched page) {
		if (!this.settings.isThere()) {
			return new Failed(page.url(), Outcome.SCRIPT_ONLY,
					"La fuente pide un navegador (browser: yes) y no hay ninguno: instale Chromium y póngalo en "
							+ "becas.browser.command, por ejemplo /usr/bin/chromium");
		}
		try {
			this.one.acquire();
			try {
				return run(page);
			}
			finally {
				this.one.release();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Failed(page.url(), Outcome.TIMEOUT, "La visita se interrumpió");
		}
		catch (IOException ex) {
			return new Failed(page.url(), Outcome.SCRIPT_ONLY,
					"No se pudo usar el navegador \"%s\": %s".formatted(this.settings.command(), ex.getMessage()));
		}
	}

	private FetchResult run(Fetched page) throws IOException, InterruptedException {
		Path profile = Files.createTempDirectory("becas-browser");
		long most = this.collect.maxBody().toBytes();
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(this.collect.allowPrivateAddresses()),
				MOST_BODIES * most, this.counts)) {
			Process process = new ProcessBuilder(command(page.url(), profile, proxy))
				.redirectError(new File(profile.toFile(), "errors.txt"))
				.start();
			try {
				return read(process, page, most);
			}
			finally {
				end(process);
			}
		}
		finally {
			delete(profile);
		}
	}

	private List<String> command(URI url, Path profile, GuardingProxy proxy) {
		List<String> command = new ArrayList<>(this.settings.program());
		command.addAll(List.of("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
				"--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--blink-settings=imagesEnabled=false",
				"--user-data-dir=" + profile, "--user-agent=" + this.userAgent, "--proxy-server=" + proxy.address(),
				"--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
				"--virtual-time-budget=" + this.settings.patience().toMillis(), "--dump-dom", url.toString()));
		return command;
	}

	private FetchResult read(Process process, Fetched page, long most) throws IOException, InterruptedException {
		Thread watch = new Thread(() -> {
			try {
				if (!process.waitFor(this.settings.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
					end(process);
				}
			}
			catch (InterruptedException ex) {
				// the page is there
			}
		}, "browser-deadline");
		watch.setDaemon(true);
		watch.start();
		byte[] body = read(process.getInputStream(), most);
		watch.interrupt();
		if (body.length > most) {
			return new Failed(page.url(), Outcome.TOO_LARGE,
					"La página, armada en el navegador, pasa de %s".formatted(this.collect.maxBody()));
		}
		boolean ended = process.waitFor(5, TimeUnit.SECONDS);
		if (body.length == 0 || !ended || process.exitValue() != 0) {
			return new Failed(page.url(), Outcome.TIMEOUT,
					"El navegador no mostró la página en %d segundos".formatted(this.settings.deadline().toSeconds()));
		}
		return new Fetched(page.url(), body, "text/html; charset=utf-8", Validators.NONE, page.movedTo());
	}

	/** One byte more than the most says that there is too much. */
	private static byte[] read(InputStream in, long most) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		byte[] buffer = new byte[16 * 1024];
		for (int read = in.read(buffer); read >= 0 && body.size() <= most; read = in.read(buffer)) {
			body.write(buffer, 0, read);
		}
		return body.toByteArray();
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
		}
	}

	/** Pages as they look once their scripts have run. */
	private final class Shown implements Fetcher {

		private final Fetcher portal;

		Shown(Fetcher portal) {
			this.portal = portal;
		}

		/**
		 * What the portal says of the empty page's age tells nothing of what fills it.
		 */
		@Override
		public FetchResult fetch(Request request) {
			FetchResult result = this.portal
				.fetch(new Request(request.url(), request.delay(), Validators.NONE, request.resting()));
			return (result instanceof Fetched page && isPage(page)) ? show(page) : result;
		}

		private static boolean isPage(Fetched page) {
			String type = (page.contentType() != null) ? page.contentType() : "";
			return type.isEmpty() || type.contains("html");
		}

		@Override
		public boolean mayBeHurried(URI url, @Nullable Duration delay) {
			return this.portal.mayBeHurried(url, delay);
		}

		@Override
		public Optional<String> slowed(URI url) {
			return this.portal.slowed(url);
		}

	}

}
