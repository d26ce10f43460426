package org.becas.mail;

import java.time.Clock;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReturnPathsTests {

	@Property(tries = 200)
	void eachLetterComesBackToAnAddressOfItsOwn(@ForAll @LongRange(min = 0) long letter) {
		ReturnPaths paths = paths("rebotes@example.org", 1);

		String address = paths.of(letter).toString();

		assertThat(address).matches("rebotes\\+[0-9a-z]+-[0-9a-f]{20}@example\\.org");
		assertThat(paths.letter("Delivered-To: <" + address.toUpperCase(Locale.ROOT) + ">")).contains(letter);
	}

	@Property(tries = 200)
	void aLetterAboutASubscriptionIsToldFromABulletin(@ForAll @LongRange(min = 0) long number) {
		ReturnPaths paths = paths("rebotes@example.org", 1);

		String address = paths.ofSubscription(number).toString();

		assertThat(paths.subscription("To: <" + address + ">")).contains(number);
		assertThat(paths.subscription("Message-ID: <x" + paths.subscription(number) + "@becas.example>"))
			.contains(number);
		assertThat(paths.letter(address + " " + address.replace('_', '-'))).isEmpty();
		assertThat(paths.subscription(paths.of(number).toString().replace('-', '_'))).isEmpty();
	}

	@Test
	void aStrangerCannotMakeOneUp() {
		String address = paths("rebotes@example.org", 1).of(71).toString();

		assertThat(paths("rebotes@example.org", 2).letter(address)).isEmpty();
		assertThat(paths("rebotes@example.org", 1).letter(address.replace("+1z-", "+20-"))).isEmpty();
		assertThat(paths("rebotes@example.org", 1).letter("rebotes+zzzzzzzzzzzzz-00000000000000000000@x")).isEmpty();
		assertThat(paths("rebotes@example.org", 1).letter("rebotes@example.org")).isEmpty();
	}

	@Test
	void theRightOneIsFoundAmongOthers() {
		String address = paths("rebotes@example.org", 1).of(71).toString();

		assertThat(paths("rebotes@example.org", 1).letter("x+1-00000000000000000000@y, " + address)).contains(71L);
	}

	@Test
	void withoutABounceAddressTheSenderIsPlain() {
		assertThat(paths(null, 1).of(71)).hasToString("ofai@bucaramanga.gov.co");
	}

	@Test
	void anAddressTooLongForItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("d".repeat(29) + "@example.org"))
			.withMessageContaining("becas.mail.bounce-address")
			.withMessageContaining("28");
	}

	private static ReturnPaths paths(String bounceAddress, int secret) {
		MailSettings settings = settings(bounceAddress);
		return new ReturnPaths(new Sender(Offices.bucaramanga(), settings, Clock.systemUTC()), settings,
				new SigningKey(new byte[] { (byte) secret }));
	}

	private static MailSettings settings(String bounceAddress) {
		return new MailSettings(null, null, null, null, bounceAddress, 4, 200, 0);
	}

}
