package org.becas.collect;

import java.util.Map;

import org.becas.collect.Admission.Applicant;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * A posting as a visit read it.
 *
 * @param hash of what the portal said, see {@link Admission#said}
 * @param facts what was read from it; null where it was known and had not changed
 */
record KeptPosting(String key, String title, String url, String hash, @Nullable Map<Field, String> facts) {

	static KeptPosting of(Applicant applicant) {
		return new KeptPosting(applicant.posting().key(), applicant.posting().title(),
				applicant.posting().url().toString(), Admission.said(applicant.hash()),
				(applicant.reading() != null) ? applicant.reading().facts().values() : null);
	}

}
