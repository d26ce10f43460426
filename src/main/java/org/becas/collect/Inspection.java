package org.becas.collect;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.becas.collect.Details.Behind;
import org.becas.collect.Feed.NotAFeed;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PortalClient.Request;
import org.becas.collect.PostingReader.Reading;
import org.becas.extract.Announcement;
import org.becas.office.Office;
import org.becas.source.Contract;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A look at what a source would give, which keeps nothing and needs no database. It has
 * the same settings and the same manners as a visit.
 */
public final class Inspection implements AutoCloseable {

	/** How many maps of a map are looked at. */
	private static final int MAPS = 3;

	private final @Nullable ConfigurableApplicationContext app;

	private final PortalClient client;

	private final Browser browser;

	private final Details details;

	private final List<PostingReader> readers;

	private Inspection(ConfigurableApplicationContext app) {
		this.app = app;
		this.readers = app.getBeanProvider(PostingReader.class).orderedStream().toList();
		this.client = app.getBean(PortalClient.class);
		this.browser = app.getBean(Browser.class);
		this.details = new Details(app.getBean(PageReader.class));
	}

	/** Looks with what the running program has; closing it closes nothing. */
	Inspection(PortalClient client, Browser browser, List<PostingReader> readers, PageReader pages) {
		this.app = null;
		this.readers = readers;
		this.client = client;
		this.browser = browser;
		this.details = new Details(pages);
	}

	/** Starts what is needed for looking. */
	public static Inspection open() {
		return new Inspection(new SpringApplicationBuilder(Parts.class).web(WebApplicationType.NONE).run());
	}

	/**
	 * Reads the feed at an address.
	 * @param contentType instead of the one that the portal sends; may be null
	 * @throws IOException if there is no answer, saying why in Spanish
	 * @throws NotAFeed if it is none
	 */
	public Feed feed(URI url, @Nullable String contentType) throws IOException, NotAFeed {
		FetchResult result = this.client.fetch(new Request(url, null, Validators.NONE));
		if (result instanceof Fetched page) {
			return FeedParser.parse(page.body(), (contentType != null) ? contentType : page.contentType(), page.url());
		}
		throw new IOException((result instanceof Failed failed) ? failed.why() : "no hubo respuesta");
	}

	/**
	 * Looks at a source.
	 * @param most how many of the announcements behind a list's links are opened
	 */
	public Look look(Source source, int most) {
		try {
			FetchResult result = fetch(source, source.url());
			return (result instanceof Fetched page) ? look(source, page, most) : none(source, result);
		}
		catch (StackOverflowError ex) {
			return none(source, FailureWords.tooDeep(source.url()));
		}
	}

	private static Look none(Source source, FetchResult result) {
		return (result instanceof Failed failed) ? new Look(source, failed.outcome(), failed.why(), 0, List.of())
				: new Look(source, Outcome.UNCHANGED, null, 0, List.of());
	}

	private Look look(Source source, Fetched page, int most) {
		Understanding understanding = Understanding.of(source, page, this.readers, (feed) -> fetch(source, feed.url()));
		Look look = (understanding.answer() instanceof Fetched answer) ? read(understanding.source(), answer, most)
				: none(understanding.source(), understanding.answer());
		if (page.movedTo() != null) {
			look = look.because("El portal avisa que esta dirección se mudó para siempre; escriba «url: %s»"
				.formatted(page.movedTo()));
		}
		return Discovery.wanted(source) ? withDoubts(look) : look;
	}

	/** What a person has to add to what was found out. */
	private static Look withDoubts(Look look) {
		Layout layout = look.source().layout();
		if (look.found() > 0 && layout.json() != null && !layout.json().fields().containsKey(Field.LINK)) {
			return look.because(
					"Los datos no dicen la dirección de cada convocatoria: escríbala en «link» con lo que la distingue, como https://%s/beca/{id}"
						.formatted(look.source().url().getHost()));
		}
		boolean whole = look.source().kind() == Kind.PAGE && layout.list() == null && look.outcome() == Outcome.OK;
		return whole ? look.because("No se halló una lista: la página entera se leyó como una sola convocatoria")
				: look;
	}

	private Look read(Source source, Fetched page, int most) {
		Reading reading = followed(source, PostingReader.read(this.readers, source, page));
		return new Look(source, reading.outcome(), reading.why(), reading.postings().size(),
				open(source, reading.postings(), page.url(), most));
	}

	/** A map of maps has its addresses in those. */
	private Reading followed(Source source, Reading reading) {
		Reading at = reading;
		for (int i = 0; i < MAPS && at.postings().isEmpty() && !reading.next().isEmpty()
				&& i < reading.next().size(); i++) {
			at = (fetch(source, reading.next().get(i)) instanceof Fetched page)
					? PostingReader.read(this.readers, source, page) : at;
		}
		return at;
	}

	/**
	 * Reads a saved page as if the source had just answered with it.
	 * @return what is not as the contract says, in Spanish; empty if all is
	 */
	public List<String> check(Source source, Contract contract, byte[] saved) {
		return new ContractCheck(this.readers).check(source, contract, saved);
	}

	private List<Announcement> open(Source source, List<Posting> postings, URI list, int most) {
		Set<String> lists = Set.of(Addresses.key(list));
		List<Announcement> opened = new ArrayList<>();
		for (Posting posting : postings.subList(0, Math.min(most, postings.size()))) {
			Posting whole = Opening.leadsOn(source, posting, lists) ? open(source, posting) : posting;
			opened.add(Admission.announcement(source, whole));
		}
		return opened;
	}

	/** The posting as it is listed, where nothing better can be had. */
	private Posting open(Source source, Posting posting) {
		try {
			Posting whole = (fetch(source, posting.detail()) instanceof Fetched page)
					? open(source, this.details.read(source, posting, page)) : null;
			return (whole != null) ? whole : posting;
		}
		catch (StackOverflowError ex) {
			return posting;
		}
	}

	private @Nullable Posting open(Source source, Behind behind) {
		Posting whole = behind.posting();
		Posting both = (whole != null && behind.pdf() != null
				&& fetch(source, behind.pdf()) instanceof Fetched document) ? Details.with(whole, document).posting()
						: null;
		return (both != null) ? both : whole;
	}

	private FetchResult fetch(Source source, URI url) {
		return this.browser.over(this.client, source).fetch(new Request(url, source.delay(), Validators.NONE));
	}

	@Override
	public void close() {
		if (this.app != null) {
			this.app.close();
		}
	}

	/**
	 * What was seen.
	 *
	 * @param source as it was understood
	 * @param found how many announcements the source shows
	 * @param first the first of them, as they would be read
	 */
	public record Look(Source source, Outcome outcome, @Nullable String why, int found, List<Announcement> first) {

		private Look because(String sentence) {
			return new Look(this.source, this.outcome, (this.why != null) ? this.why + ". " + sentence : sentence,
					this.found, this.first);
		}

	}

	@EnableConfigurationProperties({ CollectSettings.class, BrowserSettings.class, Office.class })
	@Import({ PortalClient.class, Browser.class, FeedReader.class, PageReader.class, SitemapReader.class,
			JsonReader.class, PdfReader.class })
	static class Parts {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

	}

}
