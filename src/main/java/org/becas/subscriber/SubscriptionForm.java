package org.becas.subscriber;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a person fills in to subscribe. Only the address is needed; the boxes come empty,
 * since silence is no consent.
 *
 * @param adult null if the box was left empty, like all that the browser does not send
 */
record SubscriptionForm(@NotBlank(message = "{subscriber.email.missing}") @Nullable String email,
		@Size(max = 80, message = "{subscriber.name.long}") @Nullable String name, @Nullable List<Level> levels,
		@NotNull(message = "{subscriber.adult.missing}") @AssertTrue(
				message = "{subscriber.adult.missing}") @Nullable Boolean adult,
		@NotNull(message = "{subscriber.consent.missing}") @AssertTrue(
				message = "{subscriber.consent.missing}") @Nullable Boolean consent) {

	static final SubscriptionForm EMPTY = new SubscriptionForm("", "", List.of(), false, false);

	@AssertTrue(message = "{subscriber.email.wrong}")
	public boolean isAddress() {
		return this.email == null || this.email.isBlank() || readable(this.email);
	}

	EmailAddress address() {
		return EmailAddress.of(String.valueOf(this.email));
	}

	@Nullable String person() {
		return person(this.name);
	}

	Set<Level> chosen() {
		return chosen(this.levels);
	}

	/** A name as it may stand in a letter, or null. */
	static @Nullable String person(@Nullable String name) {
		String clean = (name != null) ? name.replaceAll("\\p{Cntrl}+", " ").strip() : "";
		return clean.isEmpty() ? null : clean;
	}

	static Set<Level> chosen(@Nullable List<Level> levels) {
		Set<Level> chosen = EnumSet.noneOf(Level.class);
		if (levels != null) {
			chosen.addAll(levels);
		}
		return chosen;
	}

	private static boolean readable(String email) {
		try {
			EmailAddress.of(email);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
