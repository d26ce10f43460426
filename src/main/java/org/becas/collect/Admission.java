package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.becas.dedupe.Candidate;
import org.becas.dedupe.Matcher;
import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Attention;
import org.becas.offer.Notice;
import org.becas.offer.Offer;
import org.becas.offer.OfferEvent;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Sightings.Seen;
import org.becas.offer.Sighting;
import org.becas.office.Sha256;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes offers of postings: what is new is held, what is known is seen once more, what
 * changed is read again. Reading happens first and outside of any transaction; then a
 * batch is admitted in one short transaction.
 */
@Component
class Admission implements Intake {

	private final AnnouncementReader reader;

	private final Matcher matcher;

	private final Offers offers;

	private final Sightings sightings;

	private final Recognition recognition;

	private final Visits visits;

	private final OfferEvents events;

	private final TransactionTemplate transactions;

	private final Clock clock;

	private final ZoneId zone;

	/**
	 * Two sources that bring the same call at the same moment must not both find it new.
	 */
	private final ReentrantLock oneAtATime = new ReentrantLock();

	Admission(AnnouncementReader reader, Matcher matcher, Offers offers, Sightings sightings, Recognition recognition,
			Visits visits, OfferEvents events, PlatformTransactionManager transactionManager, Clock clock,
			ZoneId officeZone) {
		this.reader = reader;
		this.matcher = matcher;
		this.offers = offers;
		this.sightings = sightings;
		this.recognition = recognition;
		this.visits = visits;
		this.events = events;
		this.transactions = new TransactionTemplate(transactionManager);
		this.clock = clock;
		this.zone = officeZone;
	}

	@Override
	public Map<String, Seen> seen(Source source, Collection<String> keys) {
		return this.sightings.seenAt(source.id(), keys);
	}

	@Override
	public Set<String> shown(Source source, Collection<String> keys) {
		Set<String> shown = new HashSet<>(this.sightings.seenAt(source.id(), keys).keySet());
		shown.removeAll(this.sightings.goneAmong(source.id(), keys).keySet());
		return shown;
	}

	@Override
	public Map<String, Validators> validators(Source source, Collection<String> urls) {
		return this.visits.validators(source.id(), urls, source.understanding(), this.clock.instant());
	}

	@Override
	public void remember(Source source, URI url, Validators validators) {
		this.visits.remember(source, Map.of(url, validators), this.clock.instant());
	}

	@Override
	public void freshen(Source source, URI url, Validators validators) {
		this.visits.freshen(source.id(), url, validators);
	}

	@Override
	public Applicant read(Source source, Posting posting, @Nullable Seen seen, @Nullable Validators validators) {
		String hash = hash(source, posting);
		if (seen != null && seen.textHash().equals(hash)) {
			return new Applicant(posting, seen, hash, null, Set.of(), validators);
		}
		Reading reading = this.reader.read(announcement(source, posting),
				LocalDate.now(this.clock.withZone(this.zone)));
		Set<String> keys = this.matcher.keys(new Candidate(reading.facts(), posting.text(),
				Set.of(posting.url().toString()), Set.of(), posting.published()));
		return new Applicant(posting, seen, hash, reading, keys, validators);
	}

	@Override
	public Applicant unchanged(Posting posting, Seen seen) {
		return new Applicant(posting, seen, seen.textHash(), null, Set.of(), null);
	}

	/** Admits a batch as a whole, or not at all. */
	@Override
	public void admit(Source source, List<Applicant> batch, List<Posting> gone, Tally tally) {
		this.oneAtATime.lock();
		try {
			Tally admitted = this.transactions.execute((status) -> {
				Tally fresh = new Tally();
				Instant now = this.clock.instant();
				List<String> keys = batch.stream().map((applicant) -> applicant.posting().key()).toList();
				Set<String> back = this.sightings.goneAmong(source.id(), keys).keySet();
				Map<String, Seen> held = this.sightings.seenAt(source.id(), keys);
				// First, since what is placed may move or end the offers of the others
				batch.forEach((applicant) -> seeAgain(source, applicant, held, now, fresh));
				Set<String> known = new HashSet<>(held.keySet());
				batch.forEach((applicant) -> place(source, applicant, known, now, fresh));
				this.visits.remember(source, given(batch), now);
				this.visits.alive(source.id(), batch.stream().map((applicant) -> applicant.posting().url()).toList());
				this.sightings.seenAt(source.id(), back)
					.values()
					.stream()
					.map(Seen::offer)
					.distinct()
					.forEach((offer) -> comeBack(source, offer, now));
				gone.forEach((posting) -> leave(source, posting, now, fresh));
				return fresh;
			});
			tally.add(admitted);
		}
		finally {
			this.oneAtATime.unlock();
		}
	}

	/**
	 * A posting, ready to be admitted.
	 *
	 * @param seen as it is already held from this source
	 * @param reading null where nothing changed
	 * @param validators what the portal gave with its page
	 */
	record Applicant(Posting posting, @Nullable Seen seen, String hash, @Nullable Reading reading, Set<String> keys,
			@Nullable Validators validators) {
	}

	/** What the portal gave with the pages of a batch. */
	private static Map<URI, Validators> given(List<Applicant> batch) {
		Map<URI, Validators> given = new LinkedHashMap<>();
		for (Applicant applicant : batch) {
			Validators validators = applicant.validators();
			if (validators != null && validators.present()) {
				given.put(applicant.posting().detail(), validators);
			}
		}
		return given;
	}

	/** What has not changed. */
	private void seeAgain(Source source, Applicant applicant, Map<String, Seen> held, Instant now, Tally tally) {
		Seen seen = held.get(applicant.posting().key());
		if (applicant.reading() == null && seen != null) {
			this.sightings.see(seen.offer(), sighting(source, applicant, now));
			tally.same++;
		}
	}

	/**
	 * What is new, or has changed.
	 * @param known keys of the source's postings that are held; the applicant's is from
	 * now on
	 */
	private void place(Source source, Applicant applicant, Set<String> known, Instant now, Tally tally) {
		Reading reading = applicant.reading();
		if (reading == null) {
			return;
		}
		Posting posting = applicant.posting();
		Notice notice = new Notice(sighting(source, applicant, now), source.tier(), reading.facts(), posting.text(),
				posting.published(), reading.language(), reading.words(), reading.attention());
		boolean held = !known.add(posting.key());
		Offer before = held ? offerNow(source, posting.key()) : null;
		switch (this.recognition.place(notice, applicant.keys(), held)) {
			case NEW -> tally.added++;
			case KNOWN -> tally.same++;
			case CHANGED -> tally.changed++;
		}
		if (before != null) {
			this.offers.find(before.id())
				.ifPresent((after) -> this.events.changed(before.id(), source.id(), now, state(before), state(after)));
		}
	}

	/** An earlier one of the batch may have moved it since the batch was read. */
	private @Nullable Offer offerNow(Source source, String key) {
		Seen seen = this.sightings.seenAt(source.id(), List.of(key)).get(key);
		return (seen != null) ? this.offers.get(seen.offer()) : null;
	}

	private static Sighting sighting(Source source, Applicant applicant, Instant now) {
		Posting posting = applicant.posting();
		return new Sighting(source.id(), posting.key(), posting.url().toString(), posting.title(), applicant.hash(),
				now, now, null);
	}

	private static OfferEvent.State state(Offer offer) {
		return new OfferEvent.State(offer.reading().deadline(), offer.text());
	}

	/** A link behind which there is nothing any more. */
	private void leave(Source source, Posting posting, Instant now, Tally tally) {
		Seen seen = this.sightings.seenAt(source.id(), List.of(posting.key())).get(posting.key());
		if (seen != null) {
			leave(source, posting.key(), seen.offer(), now);
		}
		this.visits.dead(source.id(), posting.url(), posting.title(), now);
		tally.gone++;
	}

	private void leave(Source source, String key, OfferId offer, Instant now) {
		if (this.sightings.gone(source.id(), key, now)
				&& this.sightings.of(offer).stream().allMatch((one) -> one.goneAt() != null)) {
			this.offers.flag(offer, Attention.GONE);
			this.events.add(offer, source.id(), OfferEvent.Kind.GONE, now);
		}
	}

	private void comeBack(Source source, OfferId offer, Instant now) {
		if (this.offers.get(offer).attention().contains(Attention.GONE)) {
			this.offers.unflag(offer, Attention.GONE);
			this.events.add(offer, source.id(), OfferEvent.Kind.BACK, now);
		}
	}

	/**
	 * Notices what a list no longer shows, after it was read to its end. Where most of it
	 * is missing the list is at fault, not its offers.
	 * @param listed the keys of what it shows, even if it could not be read
	 * @param since when the visit began
	 * @return how many are gone since then
	 */
	int notice(Source source, Set<String> listed, Instant since) {
		Map<String, OfferId> missing = this.sightings.missingSince(source.id(), since);
		missing.keySet().removeAll(listed);
		if (missing.isEmpty() || missing.size() > listed.size()) {
			return 0;
		}
		this.oneAtATime.lock();
		try {
			this.transactions.executeWithoutResult(
					(status) -> missing.forEach((key, offer) -> leave(source, key, offer, this.clock.instant())));
			return missing.size();
		}
		finally {
			this.oneAtATime.unlock();
		}
	}

	/** A posting as it is read. */
	static Announcement announcement(Source source, Posting posting) {
		Source.Hints hints = source.hints();
		URI url = posting.url();
		return new Announcement(posting.title(), posting.text(), Matcher.withoutTracking(url.toString()),
				posting.published(),
				new Announcement.Hints(source.language(), hints.country(),
						(posting.provider() != null) ? posting.provider() : hints.provider(), hints.levels(),
						posting.deadline(), posting.level()));
	}

	/**
	 * Changes exactly when the announcement has to be read again: with what its portal
	 * says of it, see {@link #said}, and with what the office says of the source.
	 */
	static String hash(Source source, Posting posting) {
		return hash(posting) + " " + source.understanding();
	}

	/** What a portal said of an announcement, out of its {@link #hash}. */
	static String said(String hash) {
		return hash.substring(0, Math.max(0, hash.indexOf(' ')));
	}

	/** Changes exactly when what a portal says of the announcement changes. */
	static String hash(Posting posting) {
		MessageDigest digest = Sha256.begin();
		for (String part : new @Nullable String[] { posting.title(), posting.text(), posting.deadline(),
				posting.level(), posting.provider() }) {
			digest.update(((part != null) ? part : "").getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
		}
		return Sha256.hex(digest);
	}

}
