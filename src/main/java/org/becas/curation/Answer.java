package org.becas.curation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Confidence;
import org.becas.offer.Correction;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Offer;
import org.jspecify.annotations.Nullable;

/**
 * What was read in a field, how sure that is, and why.
 *
 * @param words a condition's value in words; null for the fields of the form, which shows
 * them itself
 * @param confidence of the reading; null where nothing was read
 * @param corrected whether a person's word lies over it
 * @param evidence the words on which it rests
 * @param rejected words that were set aside
 */
record Answer(Field field, @Nullable String words, @Nullable Confidence confidence, boolean corrected,
		List<Evidence> evidence, List<Evidence> rejected) {

	/**
	 * The fields of which something was read, said by a person, or set aside.
	 * @param words of what counts, by field
	 */
	static List<Answer> of(Offer offer, Collection<Correction> corrections, Map<Field, String> words) {
		Map<Field, Confidence> confidence = Confidence.of(offer.reading(), offer.evidence(), offer.attention());
		Set<Field> corrected = Review.corrected(corrections);
		List<Answer> answers = new ArrayList<>();
		for (Field field : Field.values()) {
			Answer answer = new Answer(field, words.get(field), confidence.get(field), corrected.contains(field),
					of(offer.evidence(), field), of(offer.rejected(), field));
			if (answer.words != null || answer.confidence != null || !answer.evidence.isEmpty()
					|| !answer.rejected.isEmpty()) {
				answers.add(answer);
			}
		}
		return answers;
	}

	private static List<Evidence> of(List<Evidence> all, Field field) {
		return all.stream().filter((one) -> one.field() == field).toList();
	}

}
