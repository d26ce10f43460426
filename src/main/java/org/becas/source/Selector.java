package org.becas.source;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * A CSS selector that may end in {@code @attribute}, such as {@code h3 a@href}. With
 * nothing before the {@code @} it is the element itself. Thread-safe.
 */
public final class Selector {

	private final String written;

	private final @Nullable Evaluator evaluator;

	private final @Nullable String attribute;

	private Selector(String written, @Nullable Evaluator evaluator, @Nullable String attribute) {
		this.written = written;
		this.evaluator = evaluator;
		this.attribute = attribute;
	}

	/**
	 * @throws IllegalArgumentException if it is not a selector, saying why
	 */
	public static Selector of(String written) {
		String text = written.strip();
		int at = text.lastIndexOf('@');
		boolean attribute = at >= 0 && text.substring(at + 1).matches("[A-Za-z][A-Za-z0-9:_-]*");
		String css = attribute ? text.substring(0, at).strip() : text;
		if (css.isEmpty() && !attribute) {
			throw new IllegalArgumentException("está vacío");
		}
		try {
			return new Selector(text, css.isEmpty() ? null : QueryParser.parse(css),
					attribute ? text.substring(at + 1) : null);
		}
		catch (SelectorParseException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("no es un selector CSS: " + ex.getMessage(), ex);
		}
	}

	/** The elements it selects under the root, in the page's order. */
	public Elements all(Element root) {
		return (this.evaluator != null) ? root.select(this.evaluator) : new Elements(root);
	}

	/** The same one by one, so that no more of the page is searched than is wanted. */
	public Stream<Element> each(Element root) {
		return (this.evaluator != null) ? root.selectStream(this.evaluator) : Stream.of(root);
	}

	/** The first element it selects under the root. */
	public @Nullable Element first(Element root) {
		return (this.evaluator != null) ? root.selectFirst(this.evaluator) : root;
	}

	/** The attribute that is wanted of the element, if not its text. */
	public @Nullable String attribute() {
		return this.attribute;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Selector selector && selector.written.equals(this.written);
	}

	@Override
	public int hashCode() {
		return this.written.hashCode();
	}

	/** As it was written. */
	@Override
	public String toString() {
		return this.written;
	}

}
