package org.becas.collect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.becas.dedupe.Candidate;
import org.becas.dedupe.Comparison;
import org.becas.dedupe.Comparison.Outcome;
import org.becas.dedupe.Grouping;
import org.becas.dedupe.Matcher;
import org.becas.offer.Attention;
import org.becas.offer.Folding;
import org.becas.offer.Notice;
import org.becas.offer.Notices;
import org.becas.offer.Notices.Held;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Sightings.Seen;
import org.becas.offer.Pairs;
import org.becas.offer.Sighting;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds the offer to which a notice belongs. It is compared with the notices that share a
 * key with it, and what is linked with it is grouped anew: the same notices give the same
 * offers in whatever order they come. Nothing else is touched, and what a person has
 * touched stays together.
 */
@Component
class Recognition {

	/** As many notices are grouped anew; a larger cluster is a person's to look at. */
	private static final int GROUPED = 120;

	private final Matcher matcher;

	private final Offers offers;

	private final Sightings sightings;

	private final Notices notices;

	private final Pairs pairs;

	Recognition(Matcher matcher, Offers offers, Sightings sightings, Notices notices, Pairs pairs) {
		this.matcher = matcher;
		this.offers = offers;
		this.sightings = sightings;
		this.notices = notices;
		this.pairs = pairs;
	}

	/** What became of a notice. */
	enum Placed {

		/** An offer that was not held. */
		NEW,

		/** One more sighting of an offer. */
		KNOWN,

		/** A sighting whose text changed. */
		CHANGED

	}

	/**
	 * Holds a notice that is new or has changed, with the offer to which it belongs.
	 * @param known whether its source's posting is held already
	 */
	Placed place(Notice notice, Set<String> keys, boolean known) {
		Held fresh = known ? renewed(notice, keys) : null;
		if (fresh != null) {
			new Round(fresh, true, keys).settle();
			return Placed.CHANGED;
		}
		fresh = this.offers.hold(notice, keys);
		OfferId offer = new Round(fresh, false, keys).settle();
		return offer.equals(fresh.offer()) ? Placed.NEW : Placed.KNOWN;
	}

	/** The notice in place of what is held; null where that is another year's call. */
	private @Nullable Held renewed(Notice notice, Set<String> keys) {
		Sighting sighting = notice.sighting();
		this.notices.find(sighting.sourceId(), sighting.key())
			.filter((held) -> isOfAnotherYear(held, notice))
			.ifPresent((held) -> retire(held, sighting));
		Seen seen = this.sightings.seenAt(sighting.sourceId(), List.of(sighting.key())).get(sighting.key());
		if (seen == null) {
			return null;
		}
		this.sightings.see(seen.offer(), sighting);
		this.notices.save(notice, keys);
		return this.notices.find(sighting.sourceId(), sighting.key()).orElseThrow();
	}

	private boolean isOfAnotherYear(Held held, Notice fresh) {
		return this.matcher.yearsApart(Candidate.of(held.notice()), Candidate.of(fresh)).isPresent();
	}

	/** Next year's call where this year's stood is another call. */
	private void retire(Held held, Sighting fresh) {
		this.notices.retire(held.notice().sighting(), fresh.lastSeen());
		if (this.sightings.of(held.offer()).stream().allMatch((one) -> one.goneAt() != null)) {
			this.offers.flag(held.offer(), Attention.GONE);
		}
	}

	/**
	 * One notice, those that share a key with it, and those that are linked with them.
	 */
	private final class Round {

		private final Held fresh;

		/** Whether it was held before. */
		private final boolean changed;

		private final List<Held> mates;

		private final Map<String, Held> scope = new LinkedHashMap<>();

		private final Map<Set<String>, Comparison> compared = new HashMap<>();

		/** The first of the touched offers that a person said are one. */
		private final Map<OfferId, OfferId> settled = new HashMap<>();

		Round(Held fresh, boolean changed, Set<String> keys) {
			this.fresh = fresh;
			this.changed = changed;
			this.mates = notices().sharing(keys, fresh.id());
		}

		private Notices notices() {
			return Recognition.this.notices;
		}

		OfferId settle() {
			add(this.fresh);
			Map<Long, Double> links = new LinkedHashMap<>();
			for (Held mate : this.mates) {
				add(mate);
				Comparison comparison = compare(this.fresh.notice().name(), mate.notice().name());
				if (comparison.outcome() == Outcome.SAME) {
					links.put(mate.id(), comparison.score());
				}
			}
			if (links.isEmpty() && !this.changed) {
				ask(this.fresh.offer());
				return this.fresh.offer();
			}
			notices().link(this.fresh.id(), links);
			this.scope.clear();
			List<Notices.Link> reached = reach();
			OfferId offer = (this.scope.size() > GROUPED) ? this.fresh.offer() : regroup(reached);
			ask(offer);
			return offer;
		}

		/** Follows links from the fresh notice, and takes whole offers along. */
		private List<Notices.Link> reach() {
			Set<Notices.Link> links = new LinkedHashSet<>();
			Set<OfferId> whole = new HashSet<>();
			Deque<Collection<OfferId>> left = new ArrayDeque<>(List.of(List.of(this.fresh.offer())));
			while (!left.isEmpty() && this.scope.size() <= GROUPED) {
				Set<OfferId> offers = new HashSet<>();
				left.pop()
					.stream()
					.filter((offer) -> !whole.contains(offer))
					.forEach((offer) -> offers.addAll(Recognition.this.pairs.together(offer)));
				whole.addAll(offers);
				List<Held> held = notices().of(offers);
				held.forEach(this::add);
				List<Notices.Link> next = notices().links(held.stream().map(Held::id).toList());
				links.addAll(next);
				Set<OfferId> reached = notices().withIds(next.stream().map(Notices.Link::other).toList())
					.stream()
					.map(Held::offer)
					.filter((offer) -> !whole.contains(offer))
					.collect(Collectors.toSet());
				if (!reached.isEmpty()) {
					left.push(reached);
				}
			}
			return List.copyOf(links);
		}

		private OfferId regroup(List<Notices.Link> links) {
			Map<Long, String> names = new HashMap<>();
			this.scope.forEach((name, held) -> names.put(held.id(), name));
			List<Grouping.Link<String>> named = links.stream()
				.filter((link) -> names.containsKey(link.one()) && names.containsKey(link.other()))
				.map((link) -> new Grouping.Link<>(Objects.requireNonNull(names.get(link.one())),
						Objects.requireNonNull(names.get(link.other())), link.score()))
				.toList();
			Map<String, OfferId> places = places(Grouping.of(wholes(), named, this::compare));
			move(places);
			return Objects.requireNonNull(places.get(this.fresh.notice().name()));
		}

		/** What people have seen as one, and every other notice by itself. */
		private List<Set<String>> wholes() {
			Map<Object, Set<String>> wholes = new LinkedHashMap<>();
			Set<OfferId> offers = new TreeSet<>(this.scope.values().stream().map(Held::offer).toList());
			for (OfferId touched : Recognition.this.offers.touched(offers)) {
				this.settled.put(touched, Recognition.this.pairs.together(touched).iterator().next());
			}
			this.scope.forEach((name, held) -> {
				OfferId whole = this.settled.get(held.offer());
				wholes.computeIfAbsent((whole != null) ? whole : name, (key) -> new TreeSet<>()).add(name);
			});
			return List.copyOf(wholes.values());
		}

		/**
		 * For each notice its offer: a touched one, else the one that most are of
		 * already.
		 */
		private Map<String, OfferId> places(List<Set<String>> groups) {
			Map<String, OfferId> places = new LinkedHashMap<>();
			Set<OfferId> taken = new HashSet<>(this.settled.keySet());
			for (Set<String> group : groups) {
				Set<OfferId> touched = offersOf(group).stream()
					.filter(this.settled::containsKey)
					.collect(Collectors.toCollection(TreeSet::new));
				if (touched.isEmpty()) {
					OfferId most = most(group, taken);
					taken.add(most);
					group.forEach((name) -> places.put(name, most));
				}
				else {
					OfferId kept = kept(touched);
					group.forEach((name) -> places.put(name, touched.contains(offer(name)) ? offer(name) : kept));
				}
			}
			return places;
		}

		/** Of offers that people said are one, the one that is not another one's copy. */
		private OfferId kept(Set<OfferId> touched) {
			return touched.stream()
				.min(Comparator.comparing((OfferId id) -> switch (Recognition.this.offers.get(id).status()) {
					case APPROVED -> 0;
					case PENDING -> 1;
					case REJECTED -> 2;
				}).thenComparing(Comparator.naturalOrder()))
				.orElseThrow();
		}

		private OfferId most(Set<String> group, Set<OfferId> taken) {
			Map<OfferId, Long> count = offersOf(group).stream()
				.filter((offer) -> !taken.contains(offer))
				.collect(Collectors.groupingBy((offer) -> offer, Collectors.counting()));
			return count.entrySet()
				.stream()
				.max(Map.Entry.<OfferId, Long>comparingByValue()
					.thenComparing(Map.Entry.<OfferId, Long>comparingByKey().reversed()))
				.map(Map.Entry::getKey)
				.orElseGet(() -> Recognition.this.offers.splitOff(this.fresh.offer(),
						held(group.iterator().next()).notice().sighting()));
		}

		private List<OfferId> offersOf(Set<String> group) {
			return group.stream().map(this::offer).toList();
		}

		private void move(Map<String, OfferId> places) {
			Set<OfferId> changed = new TreeSet<>(Set.of(this.fresh.offer()));
			Set<OfferId> left = new TreeSet<>();
			places.forEach((name, to) -> {
				OfferId from = offer(name);
				if (!from.equals(to)) {
					Recognition.this.sightings.move(held(name).notice().sighting(), to);
					changed.add(to);
					left.add(from);
				}
			});
			changed.addAll(left);
			left.removeAll(places.values());
			left.stream().filter((offer) -> !this.settled.containsKey(offer)).forEach((offer) -> {
				Recognition.this.offers.letGo(offer);
				changed.remove(offer);
			});
			Set<OfferId> together = new TreeSet<>();
			changed.forEach((offer) -> together.addAll(Recognition.this.pairs.together(offer)));
			together.forEach(Recognition.this.offers::putTogether);
		}

		/** Asks about what may be one call and did not become one offer. */
		private void ask(OfferId offer) {
			Map<OfferId, Comparison> likeliest = new LinkedHashMap<>();
			for (Held mate : notices().withIds(this.mates.stream().map(Held::id).toList())) {
				add(mate);
				Comparison comparison = compare(this.fresh.notice().name(), mate.notice().name());
				if (comparison.outcome() != Outcome.DIFFERENT && !mate.offer().equals(offer)) {
					likeliest.merge(mate.offer(), comparison,
							(one, other) -> (one.score() >= other.score()) ? one : other);
				}
			}
			likeliest.forEach((other, comparison) -> {
				if (mayBeAsked(offer, other)) {
					Recognition.this.pairs.ask(offer, other, comparison.score(), comparison.reasons(),
							this.fresh.notice().sighting().lastSeen());
					Recognition.this.offers.flag(offer, Attention.POSSIBLE_DUPLICATE);
				}
			});
		}

		/** Nobody is asked what was answered, nor whether two years are one. */
		private boolean mayBeAsked(OfferId one, OfferId other) {
			List<Held> ours = notices().of(List.of(one));
			List<Held> theirs = notices().of(List.of(other));
			return !Recognition.this.pairs.together(one).contains(other)
					&& Recognition.this.pairs.standing(one, other).isEmpty()
					&& ours.stream()
						.noneMatch((mine) -> theirs.stream()
							.anyMatch((its) -> Recognition.this.matcher
								.yearsApart(Candidate.of(mine.notice()), Candidate.of(its.notice()))
								.isPresent()));
		}

		private Comparison compare(String one, String other) {
			Comparison comparison = this.compared.computeIfAbsent(Set.of(one, other), (pair) -> Recognition.this.matcher
				.compare(Candidate.of(held(one).notice()), Candidate.of(held(other).notice())));
			OfferId whole = this.settled.get(offer(one));
			OfferId its = this.settled.get(offer(other));
			if (whole != null && its != null && !whole.equals(its)) {
				return apart(comparison, "una persona ya trató cada una por su lado");
			}
			return besides(held(one).notice().sighting(), held(other).notice().sighting())
					? apart(comparison, "una misma fuente muestra las dos") : comparison;
		}

		private static Comparison apart(Comparison comparison, String why) {
			List<String> reasons = new ArrayList<>(List.of(why + ": lo decide una persona"));
			reasons.addAll(comparison.reasons());
			return new Comparison((comparison.outcome() == Outcome.SAME) ? Outcome.REVIEW : comparison.outcome(),
					comparison.score(), true, reasons);
		}

		/**
		 * A source that shows two calls of different names side by side means two,
		 * however much they resemble each other.
		 */
		private static boolean besides(Sighting one, Sighting other) {
			return one.sourceId().equals(other.sourceId()) && one.goneAt() == null && other.goneAt() == null
					&& !one.url().equals(other.url()) && !Folding.fold(one.title()).equals(Folding.fold(other.title()));
		}

		private void add(Held held) {
			this.scope.put(held.notice().name(), held);
		}

		private Held held(String name) {
			return Objects.requireNonNull(this.scope.get(name));
		}

		private OfferId offer(String name) {
			return held(name).offer();
		}

	}

}
