package org.becas.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a run of words has led in the lexicon: which phrases end here, and how they go
 * on. Has a table of its own for each node: no boxed keys on the way through a text.
 */
final class PhraseNode {

	/** A place of the table that is not taken. */
	private static final int FREE = -1;

	private int[] symbols = {};

	private PhraseNode[] children = {};

	private int size;

	private @Nullable PhraseNode gap;

	private List<Phrase> phrases = List.of();

	/** The phrases that end here. */
	List<Phrase> phrases() {
		return this.phrases;
	}

	boolean hasChildren() {
		return this.size > 0;
	}

	/** Where words go on from that the phrases do not name. */
	@Nullable PhraseNode gap() {
		return this.gap;
	}

	@Nullable PhraseNode child(int symbol) {
		int mask = this.symbols.length - 1;
		for (int at = symbol & mask; mask >= 0; at = (at + 1) & mask) {
			if (this.symbols[at] == symbol) {
				return this.children[at];
			}
			if (this.symbols[at] == FREE) {
				return null;
			}
		}
		return null;
	}

	void end(Phrase phrase) {
		this.phrases = this.phrases.isEmpty() ? new ArrayList<>(1) : this.phrases;
		this.phrases.add(phrase);
	}

	void gap(PhraseNode next) {
		this.gap = next;
	}

	/** Children are put once each, into a table at most half full. */
	void makeRoom(int count) {
		this.symbols = new int[Math.max(2, Integer.highestOneBit(Math.max(1, 2 * count - 1)) * 2)];
		Arrays.fill(this.symbols, FREE);
		this.children = new PhraseNode[this.symbols.length];
	}

	void put(int symbol, PhraseNode child) {
		int mask = this.symbols.length - 1;
		int at = symbol & mask;
		while (this.symbols[at] != FREE) {
			at = (at + 1) & mask;
		}
		this.symbols[at] = symbol;
		this.children[at] = child;
		this.size++;
	}

}
