package org.becas.extract;

import java.util.Locale;
import java.util.Set;

import org.becas.offer.Level;

/**
 * A mention of a level and what speaks for its being funded.
 *
 * @param hit the phrase
 * @param meaning what it names: a level, or one of those that {@code level.tsv} explains
 * @param role how the text speaks of it
 * @param weight how much speaks for its being funded; {@link #CERTAIN} and more is beyond
 * doubt
 * @param rule the rule that says so
 */
record LevelMention(Hit hit, String meaning, Role role, int weight, String rule) {

	/** Named in the title. */
	static final int TITLE = 100;

	/** Stated by a label; a title's level is joined only by such. */
	static final int STATED = 80;

	/** A level with this weight is funded beyond doubt. */
	static final int CERTAIN = 60;

	/** Said once, far down: certain only if it is said again. */
	static final int LATE = 55;

	/** Named near the top, without a word of funding. */
	static final int EARLY = 45;

	/** Enough where no other level has more. */
	static final int PROBABLE = 20;

	/** Required of those who apply. */
	static final int HELD = -10;

	/** Excluded. */
	static final int NEVER = -100;

	/** People who leave school, and what they begin. */
	static final String ENTRANTS = "pregrado-entrants";

	/** A course, a stay, a fellowship, which may be part of a degree. */
	static final String WEAK = "otros-weak";

	static final String POSTGRADUATE = "posgrado";

	enum Role {

		/** The one for which a condition holds is AIMED. */
		FUNDED, AIMED, NEUTRAL, REQUIRED, EXCLUDED, ADVERTISED;

		String id() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Whether it names one level, and not some or perhaps one. */
	boolean isLevel() {
		return !Set.of(POSTGRADUATE, WEAK, ENTRANTS).contains(this.meaning);
	}

	Level level() {
		return Level.of(this.meaning.replace("-unofficial", ""));
	}

	boolean isExcluded() {
		return this.role == Role.EXCLUDED;
	}

	/** The same, where what follows in its list requires or excludes it. */
	LevelMention as(Role other) {
		return new LevelMention(this.hit, this.meaning, other, (other == Role.EXCLUDED) ? NEVER : HELD,
				"level-" + other.id());
	}

	LevelMention weighing(int weight) {
		return new LevelMention(this.hit, this.meaning, this.role, weight, this.rule);
	}

	LevelMention stronger(LevelMention other) {
		return (other.weight > this.weight) ? other : this;
	}

	/** The stronger of two mentions; two late ones together are certain. */
	LevelMention and(LevelMention other) {
		return (this.weight == LATE && other.weight == LATE)
				? new LevelMention(other.hit, other.meaning, other.role, CERTAIN, other.rule) : stronger(other);
	}

}
