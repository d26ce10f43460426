package org.becas.offer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where offers are kept. Every change keeps what counts (the reading with the corrections
 * on top) in columns of its own, so that lists and the bulletin ask one table.
 */
@Repository
public class Offers {

	private final ZoneId zone;

	private final JdbcClient jdbc;

	private final OfferRows rows;

	private final Notices notices;

	private final Pairs pairs;

	private final Programmes programmes;

	private final Sightings sightings;

	private final OfferHistory history;

	public Offers(JdbcClient jdbc, Notices notices, Pairs pairs, Programmes programmes, Sightings sightings,
			OfferHistory history, ZoneId officeZone) {
		this.jdbc = jdbc;
		this.rows = new OfferRows(jdbc, officeZone);
		this.notices = notices;
		this.pairs = pairs;
		this.programmes = programmes;
		this.sightings = sightings;
		this.history = history;
		this.zone = officeZone;
	}

	/**
	 * Holds a new offer, to be curated.
	 * @param keys what its notice may be recognised by later, see {@link Notices#sharing}
	 */
	@Transactional
	public OfferId add(Notice notice, Collection<String> keys) {
		return hold(notice, keys).offer();
	}

	/** The same, answered with the notice as it is held from now on. */
	@Transactional
	public Notices.Held hold(Notice notice, Collection<String> keys) {
		OfferId offer = this.rows.insert(notice, this.programmes.ofSeries(keys, notice.facts().title()).orElse(null));
		this.sightings.keep(offer, notice.sighting());
		return new Notices.Held(this.notices.add(notice, offer, keys), offer, notice);
	}

	/**
	 * Puts an offer together anew of what its sources say now, and those that people said
	 * are one with it; corrections stay on top. What was approved stays so, and is
	 * flagged {@link Attention#CHANGED_SINCE_APPROVAL} if anything came out otherwise.
	 */
	@Transactional
	public void putTogether(OfferId id) {
		lock(id);
		List<Notice> all = this.notices.of(this.pairs.together(id)).stream().map(Notices.Held::notice).toList();
		if (all.isEmpty()) {
			return;
		}
		Offer offer = get(id);
		Whole whole = Whole.of(all, this.zone);
		Set<Attention> flags = EnumSet.noneOf(Attention.class);
		flags.addAll(whole.attention());
		offer.attention().stream().filter((flag) -> flag.field() == null).forEach(flags::add);
		if (offer.status() == Status.APPROVED && (!whole.facts().values().equals(offer.reading().values())
				|| !whole.first().text().equals(offer.text()))) {
			flags.add(Attention.CHANGED_SINCE_APPROVAL);
		}
		this.rows.read(id, whole, flags);
		countCorrected(id, whole.facts(), whole.first().text());
		this.programmes.assign(id, whole.facts().title());
	}

	/**
	 * Which of these offers a person has touched: decided, corrected, compared with
	 * another, or put into a programme. What they saw as one stays one.
	 */
	public Set<OfferId> touched(Collection<OfferId> ids) {
		return ids.isEmpty() ? Set.of()
				: Set.copyOf(this.jdbc.sql("""
						SELECT id FROM offer o WHERE id IN (:ids) AND (decided_by IS NOT NULL
						  OR EXISTS (SELECT 1 FROM decision WHERE offer_id = o.id)
						  OR EXISTS (SELECT 1 FROM correction WHERE offer_id = o.id)
						  OR EXISTS (SELECT 1 FROM pair_answer WHERE first_id = o.id)
						  OR EXISTS (SELECT 1 FROM pair_answer WHERE second_id = o.id)
						  OR EXISTS (SELECT 1 FROM programme_answer WHERE offer_id = o.id))
						""")
					.param("ids", ids.stream().map(OfferId::value).toList())
					.query((row, n) -> new OfferId(row.getLong("id")))
					.list());
	}

	/**
	 * Lets go of an offer that nobody has touched and whose sightings all turned out to
	 * be of others.
	 */
	@Transactional
	public void letGo(OfferId id) {
		this.jdbc.sql("DELETE FROM pair_question WHERE first_id = :id OR second_id = :id")
			.param("id", id.value())
			.update();
		this.jdbc.sql("DELETE FROM offer_event WHERE offer_id = :id").param("id", id.value()).update();
		this.jdbc.sql("DELETE FROM offer WHERE id = :id").param("id", id.value()).update();
	}

	/**
	 * Lays a person's word over the reading.
	 * @throws IllegalArgumentException if the value is not one of the field
	 */
	@Transactional
	public void correct(OfferId id, Correction correction) {
		lock(id);
		Offer offer = get(id);
		if (correction.value() != null) {
			offer.reading().with(correction.field(), correction.value());
		}
		this.history.add(id, correction);
		countCorrected(id, offer.reading(), offer.text());
	}

	/** Records what a person decided, and clears the flag that asked for it. */
	@Transactional
	public void decide(OfferId id, Decision decision) {
		unflag(id, Attention.CHANGED_SINCE_APPROVAL);
		this.rows.decide(id, decision);
		this.history.add(id, decision);
	}

	/**
	 * Keeps others from changing an offer until the running transaction ends, so that
	 * what is read of it now still holds when it is written.
	 */
	@Transactional
	public void lock(OfferId id) {
		this.jdbc.sql("UPDATE offer SET status = status WHERE id = :id").param("id", id.value()).update();
	}

	/** Flags an offer for a person. */
	@Transactional
	public void flag(OfferId id, Attention attention) {
		change(id, (flags) -> flags.add(attention));
	}

	/** Takes a flag back whose reason is no more. */
	@Transactional
	public void unflag(OfferId id, Attention attention) {
		change(id, (flags) -> flags.remove(attention));
	}

	/** Others that flag it at the same time wait, so that no flag is lost. */
	private void change(OfferId id, Predicate<Set<Attention>> change) {
		lock(id);
		Set<Attention> flags = EnumSet.noneOf(Attention.class);
		flags.addAll(get(id).attention());
		if (change.test(flags)) {
			this.rows.flag(id, flags);
		}
	}

	/**
	 * @throws IllegalArgumentException if there is no such offer
	 */
	public Offer get(OfferId id) {
		return find(id).orElseThrow(() -> new IllegalArgumentException("No hay ninguna oferta con el número " + id));
	}

	public Optional<Offer> find(OfferId id) {
		return this.rows.find(id);
	}

	/**
	 * Approved offers on which a reader can still act on {@code day}, soonest deadline
	 * first.
	 */
	public List<Offer> publishableOn(LocalDate day) {
		return this.jdbc.sql("""
				SELECT * FROM offer
				WHERE status = 'APPROVED' AND is_call = :yes AND (closes_on IS NULL OR closes_on >= :day)
				ORDER BY CASE WHEN closes_on IS NULL THEN 1 ELSE 0 END, closes_on, id
				""").param("yes", true).param("day", day.toString()).query(OfferRows::offer).list();
	}

	/**
	 * Offers that pass the filter: soonest deadline first, those without one last. Of
	 * what looks like no call, what may be one comes first.
	 */
	public List<Offer> list(OfferFilter filter, int offset, int limit) {
		OfferSearch search = OfferSearch.of(filter);
		return this.jdbc.sql("SELECT * FROM offer WHERE " + search.where() + """
				 ORDER BY is_call DESC, CASE WHEN is_call = :no AND attention LIKE :doubtful THEN 0 ELSE 1 END,
				  CASE WHEN closes_on IS NULL THEN 1 ELSE 0 END, closes_on, id
				LIMIT :limit OFFSET :offset
				""")
			.params(search.params())
			.param("no", false)
			.param("doubtful", "%" + Attention.DOUBTFUL_CALL.key() + "%")
			.param("limit", limit)
			.param("offset", offset)
			.query(OfferRows::offer)
			.list();
	}

	public int count(OfferFilter filter) {
		OfferSearch search = OfferSearch.of(filter);
		return this.jdbc.sql("SELECT count(*) FROM offer WHERE " + search.where())
			.params(search.params())
			.query(Integer.class)
			.single();
	}

	/** Every correction ever made to an offer, oldest first. */
	public List<Correction> corrections(OfferId id) {
		return this.history.corrections(id);
	}

	/** Offers that a person ever corrected, oldest first. */
	public List<Offer> corrected() {
		return this.jdbc.sql("SELECT * FROM offer WHERE id IN (SELECT offer_id FROM correction) ORDER BY id")
			.query(OfferRows::offer)
			.list();
	}

	/**
	 * The levels that people last gave the offers of a source, newest first: one entry
	 * for each offer on whose levels a person's word stands.
	 */
	public List<Set<Level>> correctedLevels(String sourceId, int limit) {
		return this.history.correctedLevels(sourceId, limit);
	}

	/** Every decision ever made on an offer, oldest first. */
	public List<Decision> decisions(OfferId id) {
		return this.history.decisions(id);
	}

	/** The offer's own corrections count more than those of what is one with it. */
	private void countCorrected(OfferId id, Facts reading, String text) {
		List<OfferId> together = new ArrayList<>(this.pairs.together(id));
		together.remove(id);
		together.add(id);
		this.rows.count(id, reading.with(this.history.newest(together)), text);
	}

	/**
	 * Makes an offer of its own of what one source shows, after a person said that it is
	 * another call. The sighting stays with the new offer whatever is collected later.
	 */
	@Transactional
	public OfferId splitOff(OfferId from, Sighting sighting) {
		OfferId alone = this.rows.insert(
				this.notices.find(sighting.sourceId(), sighting.key())
					.map(Notices.Held::notice)
					.orElseGet(
							() -> new Notice(sighting, Tier.AGGREGATOR, Facts.unread(sighting.title(), sighting.url()),
									"", null, null, List.of(), EnumSet.of(Attention.NO_LEVEL, Attention.NO_DEADLINE))),
				null);
		this.sightings.move(sighting, alone);
		putTogether(from);
		return alone;
	}

}
