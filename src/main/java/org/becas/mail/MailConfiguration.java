package org.becas.mail;

import java.time.Clock;

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
	Mailer mailer(ObjectProvider<JavaMailSenderImpl> relay, Folders folders, Clock clock) {
		JavaMailSenderImpl settings = relay.getIfAvailable();
		return (settings != null && StringUtils.hasText(settings.getHost())) ? SmtpMailer.of(settings)
				: new OutboxMailer(folders.outbox(), clock);
	}

}
