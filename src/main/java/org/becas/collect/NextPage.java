package org.becas.collect;

import java.util.List;

import org.becas.source.Selection;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The link with which a list goes on. */
final class NextPage {

	private static final List<String> SELECTORS = List.of("a[rel=next]", "link[rel=next]", "a.next", ".next a",
			".pager-next a", ".pager__item--next a", ".nav-previous a", "[class*=pagination] [class*=next] a",
			"[class*=pagination] a[class*=next]", "[class*=pager] a[class*=next]", "a[class*=pagination-next]",
			"a[aria-label~=(?i)^(?:next|siguiente|(?:ir a la )?página siguiente|go to next page|page suivante|próxima)]",
			"a[title~=(?i)^(?:next|siguiente|(?:ir a la )?página siguiente|go to next page|page suivante|próxima)]",
			"a:matchesOwn((?i)^\\W*(siguientes?|siguiente página|página siguiente|next|next page|older(?: posts| articles| entries)?|(?:entradas )?(?:más )?antigu[ao]s|suivante?s?|page suivante|próxim[ao]|seguinte|weiter|nächste(?: seite)?|ältere(?: beiträge| einträge)?)[\\W\\d]*$)",
			"[class*=pag] .active + li a", "[class*=pag] .current + a", "[class*=pag] .current + li a",
			"[class*=pag] [aria-current] + a", "[class*=pag] li:has([aria-current]) + li a",
			"a:matchesOwn(^(?:›|»|>|>>)$)");

	private NextPage() {
	}

	/** What selects it; null where there is none. */
	static @Nullable Selection of(Document document) {
		for (String selector : SELECTORS) {
			Element link = document.selectFirst(selector);
			if (link != null && Headline.leads(link)) {
				return Selection.of(selector + "@href");
			}
		}
		return null;
	}

}
