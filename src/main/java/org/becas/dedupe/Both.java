package org.becas.dedupe;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The two announcements of a comparison, and what several weighings ask of both. */
record Both(Profile a, Profile b) {

	/**
	 * Whether both name one programme, or one provider and the same figures: their titles
	 * are headlines then, and each says what it likes.
	 */
	boolean areCalledAlike() {
		return meet(this.a.called(), this.b.called())
				|| (meet(this.a.providers(), this.b.providers()) && figuresInCommon() > 1);
	}

	long figuresInCommon() {
		return this.a.wording().figures().stream().filter(this.b.wording().figures()::contains).count();
	}

	/** Whether texts or titles are in two languages. */
	boolean areTranslated() {
		return differ(this.a.wording().language(), this.b.wording().language())
				|| differ(this.a.titleLanguage(), this.b.titleLanguage());
	}

	private static boolean differ(@Nullable String language, @Nullable String other) {
		return language != null && other != null && !language.equals(other);
	}

	static <T> boolean meet(Set<T> first, Set<T> second) {
		return first.stream().anyMatch(second::contains);
	}

	static <T> double shared(Set<T> first, Set<T> second) {
		Set<T> both = new HashSet<>(first);
		both.retainAll(second);
		return both.size();
	}

}
