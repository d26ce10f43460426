package org.becas.offer;

import java.util.Locale;

/** A broad field of study. */
public enum StudyArea {

	/** The call says that any field will do. */
	ANY,

	ENGINEERING, COMPUTING, SCIENCES, HEALTH, AGRICULTURE, ENVIRONMENT, BUSINESS, LAW, SOCIAL, EDUCATION, HUMANITIES,

	ARTS;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
