package org.becas.extract;

import java.util.List;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Evidence;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * Which levels an offer funds. Each mention of a level is weighed ({@link LevelMentions})
 * by how the text speaks of it ({@link LevelRoles}) and by where it stands, alone or in a
 * list ({@link LevelLists}); of those that remain the strongest are chosen
 * ({@link LevelChoice}). What is required, excluded or advertised is no level of the
 * offer.
 */
final class LevelRules {

	private LevelRules() {
	}

	/**
	 * The levels, with their evidence.
	 *
	 * @param primary the one for which most speaks, of equals the first one named; null
	 * where there is none
	 * @param attention what a person should look at
	 */
	record Answer(Set<Level> levels, @Nullable Level primary, List<Evidence> evidence, Set<Attention> attention,
			List<Evidence> rejected) {
	}

	static Answer read(Document document) {
		return LevelChoice.of(document, LevelMentions.in(document));
	}

}
