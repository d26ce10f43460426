package org.becas.mail;

import java.time.Clock;
import java.util.function.Supplier;

import org.becas.office.Folders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/** Chooses the way out: SMTP if a relay is named, else the outbox. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	@Bean
	Mailer mailer(ObjectProvider<JavaMailSenderImpl> relay, DkimSettings dkim, Sender sender, Folders folders,
			Clock clock) {
		JavaMailSenderImpl settings = relay.getIfAvailable();
		Supplier<LetterSigner> signing = () -> signer(dkim, sender, folders, clock);
		return (settings != null && StringUtils.hasText(settings.getHost())) ? SmtpMailer.of(settings, signing)
				: new OutboxMailer(folders.outbox(), signing, clock);
	}

	private static LetterSigner signer(DkimSettings dkim, Sender sender, Folders folders, Clock clock) {
		return dkim.enabled() ? new DkimSigner(dkim.domain(sender.address()), dkim.selector(),
				DkimKey.read(dkim.file(folders)), clock) : LetterSigner.NONE;
	}

}
