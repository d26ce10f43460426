package org.becas.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.becas.extract.Phrase.Slot;

/**
 * Joins phrases into one graph of their words without writing out their spellings, of
 * which choices make hundreds of thousands: a node stands for a set of slots, any of
 * which the next word may fill, and is made once however many spellings lead there (the
 * subset construction of automata).
 */
final class PhraseGraph {

	private static final int[] END = {};

	private static final int[] GAP = {};

	private final ToIntFunction<String> symbols;

	/** By slot, the phrases' slots one behind the other: whose it is. */
	private final Phrase[] owners;

	/**
	 * By slot: the symbols of its choices, {@link #GAP}, or {@link #END} behind a
	 * phrase's last.
	 */
	private final int[][] choices;

	/** By slot: as many more slots may be filled in its place. */
	private final int[] skips;

	private final Slots first = new Slots();

	private final Map<Slots, PhraseNode> nodes = new HashMap<>();

	PhraseGraph(List<Phrase> phrases, ToIntFunction<String> symbols) {
		this.symbols = symbols;
		int count = phrases.size();
		for (Phrase phrase : phrases) {
			count += phrase.slots().size();
		}
		this.owners = new Phrase[count];
		this.choices = new int[count][];
		this.skips = new int[count];
		int slot = 0;
		for (Phrase phrase : phrases) {
			add(phrase, slot);
			this.first.add(slot, this.skips[slot]);
			slot += phrase.slots().size() + 1;
		}
	}

	private void add(Phrase phrase, int start) {
		int end = start + phrase.slots().size();
		this.owners[end] = phrase;
		this.choices[end] = END;
		for (int slot = end - 1; slot >= start; slot--) {
			Slot own = phrase.slots().get(slot - start);
			this.owners[slot] = phrase;
			this.choices[slot] = own.isGap() ? GAP : symbols(own);
			this.skips[slot] = own.optional() ? this.skips[slot + 1] + 1 : 0;
		}
	}

	private int[] symbols(Slot slot) {
		int[] all = new int[slot.choices().size()];
		for (int i = 0; i < all.length; i++) {
			all[i] = this.symbols.applyAsInt(slot.choices().get(i));
		}
		return all;
	}

	/** Where every phrase begins. */
	PhraseNode root() {
		return node(this.first);
	}

	private PhraseNode node(Slots slots) {
		PhraseNode known = this.nodes.get(slots);
		if (known != null) {
			return known;
		}
		PhraseNode node = new PhraseNode();
		this.nodes.put(slots, node);
		if (slots.size == 1) {
			goOn(node, slots.all[0]);
		}
		else {
			goOn(node, slots);
		}
		return node;
	}

	/** One phrase alone, as it is behind most first words. */
	private void goOn(PhraseNode node, int slot) {
		if (this.choices[slot] == END) {
			node.end(this.owners[slot]);
			return;
		}
		PhraseNode next = node(behind(slot));
		if (this.choices[slot] == GAP) {
			node.gap(next);
			return;
		}
		node.makeRoom(this.choices[slot].length);
		for (int symbol : this.choices[slot]) {
			if (node.child(symbol) == null) {
				node.put(symbol, next);
			}
		}
	}

	private Slots behind(int slot) {
		Slots behind = new Slots();
		behind.add(slot + 1, this.skips[slot + 1]);
		return behind;
	}

	private void goOn(PhraseNode node, Slots slots) {
		Slots behindGap = new Slots();
		Map<Integer, Slots> next = new HashMap<>();
		for (int i = 0; i < slots.size; i++) {
			int slot = slots.all[i];
			if (this.choices[slot] == GAP) {
				behindGap.add(slot + 1, this.skips[slot + 1]);
			}
			else if (this.choices[slot] == END) {
				node.end(this.owners[slot]);
			}
			for (int symbol : this.choices[slot]) {
				next.computeIfAbsent(symbol, unseen -> new Slots()).add(slot + 1, this.skips[slot + 1]);
			}
		}
		if (behindGap.size > 0) {
			node.gap(node(behindGap));
		}
		node.makeRoom(next.size());
		next.forEach((symbol, following) -> node.put(symbol, node(following)));
	}

	/** A set of slots, which are added in their order. */
	private static final class Slots {

		private int[] all = new int[2];

		private int size;

		/** A slot and those behind it that may be filled in its place. */
		void add(int slot, int skip) {
			for (int one = slot; one <= slot + skip; one++) {
				if (this.size == 0 || this.all[this.size - 1] < one) {
					this.all = (this.size == this.all.length) ? Arrays.copyOf(this.all, 2 * this.size) : this.all;
					this.all[this.size++] = one;
				}
			}
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Slots slots && Arrays.equals(this.all, 0, this.size, slots.all, 0, slots.size);
		}

		@Override
		public int hashCode() {
			int hash = 1;
			for (int i = 0; i < this.size; i++) {
				hash = 31 * hash + this.all[i];
			}
			return hash;
		}

	}

}
