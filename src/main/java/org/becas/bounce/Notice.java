package org.becas.bounce;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a message in the bounce mailbox says.
 *
 * @param kind what it means
 * @param status the enhanced status code (RFC 3463), such as {@code 5.1.1}; empty if it
 * names none
 * @param text the server's own words, one line of at most 300 characters; empty if there
 * are none
 * @param letter our number for the letter it speaks of, from a return path that we have
 * signed; null if it holds none
 * @param subscription the number of the subscriber whose letter about their subscription
 * it speaks of, such as the one that asks to confirm it; null if it holds no such
 * signature
 * @param messageIds without angle brackets, what could be the Message-ID of one of our
 * letters, in the order in which they stand
 */
public record Notice(Kind kind, String status, String text, @Nullable Long letter, @Nullable Long subscription,
		List<String> messageIds) {

	public Notice {
		text = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
		text = (text.length() > 300) ? text.substring(0, 300) : text;
		messageIds = List.copyOf(messageIds);
	}

	/** What a message in the bounce mailbox means. */
	public enum Kind {

		/** There is no such mailbox, or it takes no mail any more. */
		HARD,

		/** It did not work this time, and nobody knows whether it will the next. */
		SOFT,

		/** The mailbox is full. */
		FULL,

		/**
		 * The server refused us or the letter: our fault or its rule, and nothing is said
		 * about the person.
		 */
		POLICY,

		/** The reader, or their mail program, called the letter spam. */
		COMPLAINT,

		/** Still on its way. */
		DELAYED,

		/** It has arrived. */
		DELIVERED,

		/** A program answered: on holiday, message received, read. */
		AUTO_REPLY,

		/** Anything else, such as a person who writes to us. */
		OTHER;

		/** Whether the letter did not reach its reader. */
		public boolean failed() {
			return this == HARD || this == SOFT || this == FULL || this == POLICY;
		}

	}

}
