package org.becas.collect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.becas.collect.FetchResult.Failed;
import org.jspecify.annotations.Nullable;

/**
 * The announcements of a visit that could not be read. One or two of them are their own
 * trouble; when they are most of a list it is the portal's: it lets no programs through,
 * or is being mended. For one thread.
 */
final class Unread {

	/** So many, of however short a list, are no sign of anything. */
	private static final int FEW = 3;

	/** Why, the first of each kind. */
	private final Map<Outcome, String> words = new EnumMap<>(Outcome.class);

	private final Map<Outcome, Integer> times = new EnumMap<>(Outcome.class);

	private final List<Posting> gone = new ArrayList<>();

	private int failed;

	private @Nullable String first;

	void add(Posting posting, Failed why) {
		this.words.putIfAbsent(why.outcome(), why.why());
		this.times.merge(why.outcome(), 1, Integer::sum);
		if (why.outcome().gone()) {
			this.gone.add(posting);
			return;
		}
		this.failed++;
		this.first = (this.first != null) ? this.first : why.why();
	}

	/** Behind whose links there seems to be nothing any more. */
	List<Posting> gone() {
		return this.gone;
	}

	/** How many failed in another way. */
	int failed() {
		return this.failed;
	}

	/** Why the first of these failed; null if none did. */
	@Nullable String first() {
		return this.first;
	}

	/**
	 * Whether more was lost than read. A link that never led anywhere is no loss, unless
	 * none leads anywhere.
	 * @param read how many announcements could be read
	 * @param shown how many of those that seem to be gone were there until now
	 */
	boolean isMost(int read, int shown) {
		int lost = this.failed + ((read == 0) ? this.gone.size() : shown);
		return lost > FEW && lost > read;
	}

	/** What kept us from most of them; there is at least one. */
	Outcome commonest() {
		return this.times.entrySet().stream().max(Entry.comparingByValue()).orElseThrow().getKey();
	}

	/** What is to be said when they are most of the list. */
	String words(int read) {
		int all = read + this.failed + this.gone.size();
		String many = (read == 0) ? "no se pudo abrir ninguna" : "no se pudieron abrir " + (all - read);
		return "De las %d convocatorias de la lista %s. %s".formatted(all, many, this.words.get(commonest()))
				+ (this.gone.isEmpty() ? "" : ". Mientras sean tantas, ninguna se da por retirada");
	}

}
