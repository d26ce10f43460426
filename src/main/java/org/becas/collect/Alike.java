package org.becas.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/** Titles in the same place of blocks that are alike. */
final class Alike {

	private static final Evaluator ENTRY = QueryParser.parse("article, .hentry, .h-entry");

	private final String path;

	private final List<Headline> headlines = new ArrayList<>();

	private final Map<Element, Headline> byBlock = new IdentityHashMap<>();

	private final List<Element> blocks = new ArrayList<>();

	private final Set<String> titles = new HashSet<>();

	private List<Element> sections = List.of();

	private double score;

	Alike(String path) {
		this.path = path;
	}

	void add(Headline headline, Element block) {
		if (this.byBlock.putIfAbsent(block, headline) == null) {
			this.headlines.add(headline);
			this.blocks.add(block);
			this.titles.add(headline.text());
		}
	}

	/** Where they stand. */
	String path() {
		return this.path;
	}

	/** One for each block. */
	List<Headline> headlines() {
		return this.headlines;
	}

	/** How many different titles there are. */
	int titles() {
		return this.titles.size();
	}

	/** How much they look like calls; 0 if not at all. */
	double score() {
		return this.score;
	}

	List<Element> blocks() {
		return this.blocks;
	}

	/** The blocks, or what they are the headings of. */
	List<Element> sections() {
		if (this.sections.size() != this.blocks.size()) {
			Set<Element> among = new HashSet<>(this.blocks);
			this.sections = this.blocks.stream().map((block) -> Section.of(block, among)).toList();
		}
		return this.sections;
	}

	List<Element> places() {
		return this.headlines.stream().map(Headline::place).toList();
	}

	double share(Predicate<Headline> what) {
		return (double) this.headlines.stream().filter(what).count() / this.headlines.size();
	}

	/** Once all are added. */
	void weigh() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < this.headlines.size(); i++) {
			Headline headline = this.headlines.get(i);
			if (seen.add(headline.text())) {
				this.score += weight(headline, this.blocks.get(i));
			}
		}
	}

	private static double weight(Headline headline, Element block) {
		double weight = Math.min(60, headline.text().length()) / 60.0;
		weight *= headline.isAboutCalls() ? 4 : headline.leadsToCalls() ? 2 : 1;
		weight *= headline.isHeading() ? 2 : 1;
		boolean rich = block.text().length() - headline.text().length() > 30;
		weight *= rich ? 1.5 : headline.isShort() ? 0.1 : 1;
		weight *= headline.link() ? 1 : 0.6;
		boolean elsewhere = headline.leadsElsewhere();
		return weight * ((elsewhere && !headline.isAboutCalls()) ? 0 : (elsewhere || headline.isSection()) ? 0.2 : 1);
	}

	/** Whether it is about calls, as far as its titles tell. */
	boolean speaksOfCalls(boolean named) {
		double about = share(Headline::isAboutCalls);
		if (!this.headlines.get(0).link()) {
			return (about >= 0.5 && share(Headline::isSection) <= 0.25 && (named || titles() >= 5))
					|| (isOfEntries() && share(Headline::isSection) <= 0.25 && !links().isEmpty());
		}
		double elsewhere = share((headline) -> headline.leadsElsewhere() && !headline.isAboutCalls());
		boolean entries = share(Headline::isHeading) > 0.6 || rich() > 0.6
				|| (areMarked() && share(Headline::isSentence) > 0.6);
		return elsewhere < 0.5 && share(Headline::isSection) < 0.5
				&& (entries || share((headline) -> headline.isAboutCalls() || headline.leadsToCalls()) >= 0.3);
	}

	/** Links with titles that are long enough for the headline of one piece of news. */
	boolean isOfSentences() {
		return this.headlines.get(0).link() && titles() >= 5 && share(Headline::isSentence) >= 0.7
				&& share((headline) -> headline.leadsElsewhere() || headline.isSection()) < 0.3;
	}

	/** Headings, each with a text of its own, and few that part one announcement. */
	boolean isOfEntries() {
		return !this.headlines.get(0).link() && titles() >= 3 && share(Headline::isHeading) > 0.8 && rich() > 0.8
				&& share((headline) -> headline.leadsElsewhere() || headline.isSection()) <= 0.4;
	}

	/** Links, each in a card with a picture or with a second way to the same page. */
	boolean isOfCards() {
		return this.headlines.get(0).link() && titles() >= 3
				&& 5 * this.blocks.stream().filter(Alike::isCard).count() > 4 * this.blocks.size()
				&& share((headline) -> headline.leadsElsewhere() || headline.isSection()) <= 0.25;
	}

	private static boolean isCard(Element block) {
		return block.selectFirst("img") != null
				|| Headline.links(block).stream().anyMatch((link) -> Headline.isGeneric(link.text()));
	}

	/**
	 * Whether its blocks are entries by what they are, as publishing systems mark them.
	 */
	private boolean areMarked() {
		return this.blocks.stream().allMatch((block) -> ENTRY.matches(block.root(), block));
	}

	/** Whether its blocks say much themselves. */
	boolean saysEnough() {
		return sections().stream().mapToInt((block) -> block.text().length()).average().orElse(0) > 120;
	}

	private double rich() {
		long rich = 0;
		for (int i = 0; i < this.headlines.size(); i++) {
			rich += (this.blocks.get(i).text().length() - this.headlines.get(i).text().length() > 30) ? 1 : 0;
		}
		return (double) rich / this.headlines.size();
	}

	/**
	 * The link of each block to the announcement; none at all where not nearly every
	 * block has one of its own.
	 */
	List<Element> links() {
		List<Element> links = new ArrayList<>();
		Set<String> addresses = new HashSet<>();
		for (int i = 0; i < this.headlines.size(); i++) {
			Headline headline = this.headlines.get(i);
			Element link = headline.link() ? headline.at() : linkIn(this.blocks.get(i), sections().get(i));
			if (link != null) {
				links.add(link);
				addresses.add(link.attr("href"));
			}
		}
		return (links.size() == this.headlines.size() && addresses.size() >= 0.8 * links.size()) ? links : List.of();
	}

	/** The link that says "read more", or covers its card, or is the only one. */
	private static @Nullable Element linkIn(Element block, Element section) {
		Element around = block.closest("a[href]");
		if (around != null && Headline.leads(around)) {
			return around;
		}
		List<Element> links = Headline.links(section);
		return links.stream()
			.filter((link) -> link.text().isBlank() || Headline.isGeneric(link.text()))
			.findFirst()
			.orElse(null);
	}

}
