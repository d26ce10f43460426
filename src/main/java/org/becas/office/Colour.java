package org.becas.office;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour of the screen, {@code #rrggbb}, with what accessibility asks of it (WCAG 2.2,
 * 1.4.3).
 *
 * @param red 0–255
 * @param green 0–255
 * @param blue 0–255
 */
public record Colour(int red, int green, int blue) {

	/** What text must reach on its background. */
	public static final double READABLE = 4.5;

	private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");

	/**
	 * @throws IllegalArgumentException naming the wrong text and the form
	 */
	public static Colour of(String text) {
		if (!FORM.matcher(text).matches()) {
			throw new IllegalArgumentException(
					"\"%s\" no es un color; se escribe # y seis cifras hexadecimales, como #14532d".formatted(text));
		}
		int rgb = Integer.parseInt(text.substring(1), 16);
		return new Colour(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
	}

	/** The contrast ratio with another colour, from 1 to 21. */
	public double contrast(Colour other) {
		double mine = luminance();
		double theirs = other.luminance();
		return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
	}

	/** This colour, made lighter or darker until it can be read on a background. */
	public Colour readableOn(Colour background) {
		int towards = (background.luminance() > 0.18) ? 0 : 255;
		Colour colour = this;
		for (int step = 1; step <= 20 && colour.contrast(background) < READABLE; step++) {
			colour = mix(towards, step / 20.0);
		}
		return colour;
	}

	private Colour mix(int towards, double share) {
		return new Colour(mix(this.red, towards, share), mix(this.green, towards, share),
				mix(this.blue, towards, share));
	}

	private static int mix(int from, int towards, double share) {
		return (int) Math.round(from + (towards - from) * share);
	}

	private double luminance() {
		return 0.2126 * linear(this.red) + 0.7152 * linear(this.green) + 0.0722 * linear(this.blue);
	}

	private static double linear(int channel) {
		double share = channel / 255.0;
		return (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "#%02x%02x%02x", this.red, this.green, this.blue);
	}

}
