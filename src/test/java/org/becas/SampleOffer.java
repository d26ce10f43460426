package org.becas;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Eligibility;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Folding;
import org.becas.offer.Funding;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Decision;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Sighting;

/**
 * An offer of our own invention, told step by step and then put where offers are kept.
 */
public final class SampleOffer {

	private static final Instant SEEN = Instant.parse("2026-11-20T15:00:00Z");

	private final String title;

	private final List<Evidence> evidence = new ArrayList<>();

	private final Set<Attention> attention = EnumSet.noneOf(Attention.class);

	private final Set<String> countries = new LinkedHashSet<>();

	private final Map<Field, String> conditions = new EnumMap<>(Field.class);

	private Set<Level> levels = Set.of(Level.MAESTRIA);

	private Deadline deadline = Deadline.unstated();

	private String text = "";

	private String summary = "";

	private String url = "";

	private String language = "es";

	private String provider = "";

	private Funding funding = Funding.COMPLETE;

	private Eligibility colombians = Eligibility.YES;

	private boolean call = true;

	private boolean approved;

	private SampleOffer(String title) {
		this.title = title;
		this.url = "https://becas.example.edu/" + Folding.fold(title).replaceAll("[^a-z0-9]+", "-");
	}

	public static SampleOffer titled(String title) {
		return new SampleOffer(title);
	}

	public SampleOffer forLevels(Level... levels) {
		this.levels = Set.of(levels);
		return this;
	}

	/** In the form of {@link Deadline#parse}. */
	public SampleOffer closing(String deadline) {
		this.deadline = Deadline.parse(deadline);
		return this;
	}

	public SampleOffer in(String... countries) {
		this.countries.addAll(List.of(countries));
		return this;
	}

	public SampleOffer by(String provider) {
		this.provider = provider;
		return this;
	}

	public SampleOffer at(String url) {
		this.url = url;
		return this;
	}

	public SampleOffer giving(Funding funding) {
		this.funding = funding;
		return this;
	}

	public SampleOffer colombians(Eligibility colombians) {
		this.colombians = colombians;
		return this;
	}

	/** A condition in the form of {@link Facts#with}. */
	public SampleOffer stating(Field condition, String value) {
		this.conditions.put(condition, value);
		return this;
	}

	public SampleOffer summary(String summary) {
		this.summary = summary;
		return this;
	}

	public SampleOffer saying(String text) {
		this.text = text;
		return this;
	}

	public SampleOffer inLanguage(String language) {
		this.language = language;
		return this;
	}

	/** A quote of the text on which a field rests. */
	public SampleOffer quoting(Field field, String quote) {
		return quoting(field, quote, "sample");
	}

	/** A quote of the text which this rule read, or set aside. */
	public SampleOffer quoting(Field field, String quote, String rule) {
		int start = this.text.indexOf(quote);
		this.evidence.add(new Evidence(field, quote, Place.TEXT, start, start + quote.length(), rule));
		return this;
	}

	public SampleOffer flagged(Attention attention) {
		this.attention.add(attention);
		return this;
	}

	public SampleOffer noise() {
		this.call = false;
		return this;
	}

	public SampleOffer approved() {
		this.approved = true;
		return this;
	}

	public Facts facts() {
		Integer year = (this.deadline instanceof Deadline.On on) ? Integer.valueOf(on.date().getYear()) : null;
		return new Facts(this.call, this.title, this.url, this.summary, this.levels, this.deadline, this.countries,
				this.provider.isEmpty() ? null : this.provider, this.funding, this.colombians, year)
			.with(this.conditions);
	}

	public OfferId in(Offers offers) {
		OfferId id = OfferStore.add(offers, facts(), this.text, this.language, this.evidence, this.attention,
				new Sighting("sample", this.title, this.url, this.title, "hash", SEEN, SEEN, null), List.of());
		if (this.approved) {
			offers.decide(id, new Decision(Offer.Status.APPROVED, "ana", SEEN, null));
		}
		return id;
	}

	/** The day on which the samples were seen, in Bogotá. */
	public static LocalDate seenOn() {
		return LocalDate.of(2026, 11, 20);
	}

}
