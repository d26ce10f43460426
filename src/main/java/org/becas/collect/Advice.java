package org.becas.collect;

import java.util.Locale;

import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What a person does about a source. Of one that was added on the pages no entry can be
 * corrected in {@code sources.yml}: it is taken away there and added anew.
 */
@Component
public class Advice {

	private final MessageSource messages;

	Advice(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * @param source null if it is no longer in the list
	 * @param health how the source is doing
	 * @param outcome of its last visit
	 * @return a sentence or two
	 */
	public String of(@Nullable Source source, Health health, Outcome outcome, Locale locale) {
		boolean read = health == Health.DRIFTED || health == Health.FEW || health == Health.MANY;
		String key = (outcome.fine() && read) ? "collect.health.advice." + health.key()
				: "collect.advice." + outcome.key();
		String advice = this.messages.getMessage(key, null, locale);
		boolean added = source != null && source.added();
		String own = added ? this.messages.getMessage(key + ".added", null, advice, locale) : null;
		return (own != null) ? own : advice;
	}

}
