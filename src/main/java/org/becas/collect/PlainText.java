package org.becas.collect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * A page's text as a person sees it: one line for each heading, paragraph, list item and
 * table row, {@code label: value} for a row of two cells. Words in neighbouring tags are
 * not glued together.
 */
final class PlainText implements NodeVisitor {

	private static final Set<String> UNSEEN = Set.of("script", "style", "noscript", "template", "svg", "iframe",
			"select", "textarea", "button", "head", "object", "canvas", "audio", "video", "datalist");

	private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "body", "caption",
			"center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
			"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav",
			"ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "br");

	private static final Pattern BREAK = Pattern.compile("\\s*\\n\\s*");

	private final StringBuilder text = new StringBuilder();

	private int unseen;

	/** A line break is due before the next word. */
	private boolean line;

	/** A space is due before the next word. */
	private boolean space;

	/** What stands between two words if nothing else does. */
	private String joint = "";

	private boolean tagBetween;

	private PlainText() {
	}

	static String of(Element root) {
		PlainText visitor = new PlainText();
		root.traverse(visitor);
		return visitor.text.toString();
	}

	/** The same on one line. */
	static String line(Element root) {
		return onOneLine(of(root));
	}

	/** A text with a space for each of its line breaks. */
	static String onOneLine(String text) {
		return (text.indexOf('\n') < 0) ? text : BREAK.matcher(text).replaceAll(" ");
	}

	@Override
	public void head(Node node, int depth) {
		if (node instanceof TextNode words) {
			if (this.unseen == 0) {
				append(words.getWholeText());
			}
		}
		else if (node instanceof Element element) {
			String name = element.normalName();
			if (hidden(element, name)) {
				this.unseen++;
			}
			else if (BLOCKS.contains(name)) {
				startBlock(element, name);
			}
			else if (name.equals("td") || name.equals("th")) {
				startCell(element);
			}
			this.tagBetween |= !name.equals("sup") && !name.equals("sub");
		}
	}

	@Override
	public void tail(Node node, int depth) {
		if (node instanceof Element element) {
			String name = element.normalName();
			if (hidden(element, name)) {
				this.unseen--;
			}
			else if (BLOCKS.contains(name) && !name.equals("dt")) {
				this.line = true;
				this.joint = "";
			}
			this.tagBetween |= !name.equals("sup") && !name.equals("sub");
		}
	}

	private static boolean hidden(Element element, String name) {
		return (UNSEEN.contains(name) && !unfolds(element, name)) || element.hasAttr("hidden")
				|| (element.hasAttr("style")
						&& element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "").contains("display:none"));
	}

	/** A heading that unfolds what stands below it is a button to the browser only. */
	private static boolean unfolds(Element element, String name) {
		return name.equals("button") && element.parent() != null && element.parent().normalName().matches("h[1-6]");
	}

	private void startBlock(Element element, String name) {
		if (name.equals("dd") && follows(element, "dt")) {
			this.joint = ": ";
			return;
		}
		this.line = true;
		this.joint = "";
	}

	private void startCell(Element cell) {
		Element row = cell.parent();
		if (row == null || cell.previousElementSibling() == null) {
			return;
		}
		this.line = false;
		boolean pair = row.childrenSize() == 2;
		this.joint = pair ? ": " : " | ";
	}

	private static boolean follows(Element element, String name) {
		Element before = element.previousElementSibling();
		return before != null && before.normalName().equals(name);
	}

	private void append(String words) {
		int from = 0;
		for (int i = 0; i < words.length(); i++) {
			char c = words.charAt(i);
			if (!isShown(c)) {
				append(words, from, i);
				from = i + 1;
				this.space |= isSpace(c);
			}
		}
		append(words, from, words.length());
	}

	private void append(String words, int from, int to) {
		if (from < to) {
			separate(words.charAt(from));
			this.text.append(words, from, to);
		}
	}

	/** Whether a sign takes room on the page. */
	private static boolean isShown(char c) {
		if (c < '\u007f') {
			return c > ' ';
		}
		return !isSpace(c) && c != '\u007f' && c != '\u00ad' && c != '\u200b' && c != '\ufeff';
	}

	private static boolean isSpace(char c) {
		return Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2007';
	}

	private void separate(char next) {
		if (!this.text.isEmpty()) {
			char last = this.text.charAt(this.text.length() - 1);
			if (!this.joint.isEmpty()) {
				this.text.append((this.joint.equals(": ") && last == ':') ? " " : this.joint);
			}
			else if (this.line) {
				this.text.append('\n');
			}
			else if (this.space || (this.tagBetween && glued(last, next))) {
				this.text.append(' ');
			}
		}
		this.line = false;
		this.space = false;
		this.joint = "";
		this.tagBetween = false;
	}

	/** "LondonBachelors", "Deadline:31", "2027Apply": two words that only a tag parts. */
	private static boolean glued(char last, char next) {
		boolean ends = Character.isLowerCase(last) || Character.isDigit(last) || ":;,.)!?".indexOf(last) >= 0;
		boolean starts = Character.isUpperCase(next) || (Character.isDigit(next) && !Character.isDigit(last));
		return ends && starts && !(last == '.' && Character.isDigit(next));
	}

}
