package org.becas.dedupe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Which announcements are one call, from what is known of pairs of them. Being the same
 * is not transitive: of three, the first may be the second and the second the third while
 * the first and the third are of different years. So the surest pairs come together
 * first, and two groups never do if anything keeps any two of their members apart, nor if
 * their members, taken together, are rather two calls than one. What comes out depends on
 * the announcements alone, not on the order in which they came.
 */
public final class Grouping {

	private Grouping() {
	}

	/**
	 * Two announcements that are one call as far as they alone tell.
	 *
	 * @param score see {@link Comparison}
	 */
	public record Link<K extends Comparable<? super K>>(K one, K other, double score) {

		/** The surest first; of equally sure ones, by their names. */
		private static <K extends Comparable<? super K>> Comparator<Link<K>> order() {
			return Comparator.<Link<K>>comparingDouble(link -> -link.score)
				.thenComparing(Link::first)
				.thenComparing(Link::second);
		}

		private K first() {
			return (this.one.compareTo(this.other) < 0) ? this.one : this.other;
		}

		private K second() {
			return (this.one.compareTo(this.other) < 0) ? this.other : this.one;
		}

	}

	/**
	 * The groups, each announcement in one of them.
	 * @param settled groups that stay together whatever the links say; what stands alone
	 * is a group of one
	 * @param comparison of any two, whichever comes first
	 */
	public static <K extends Comparable<? super K>> List<Set<K>> of(Collection<Set<K>> settled,
			Collection<Link<K>> links, BiFunction<K, K, Comparison> comparison) {
		Map<K, Set<K>> groups = new TreeMap<>();
		for (Set<K> group : settled) {
			Set<K> own = new TreeSet<>(group);
			own.forEach(member -> groups.put(member, own));
		}
		for (Link<K> link : links.stream().sorted(Link.order()).toList()) {
			Set<K> one = groups.get(link.one());
			Set<K> other = groups.get(link.other());
			if (one != null && other != null && one != other && mayMeet(one, other, comparison)) {
				one.addAll(other);
				other.forEach(member -> groups.put(member, one));
			}
		}
		return new ArrayList<>(new LinkedHashSet<>(groups.values()));
	}

	/**
	 * Whether nothing keeps them apart, and the odds are even at least that they are one.
	 */
	private static <K> boolean mayMeet(Set<K> one, Set<K> other, BiFunction<K, K, Comparison> comparison) {
		double score = 0;
		for (K mine : one) {
			for (K its : other) {
				Comparison pair = comparison.apply(mine, its);
				if (pair.apart()) {
					return false;
				}
				score += pair.score();
			}
		}
		return score >= 0;
	}

}
