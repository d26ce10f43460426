package org.becas.mail;

import java.time.Clock;

import org.becas.office.Folders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Chooses the way out: SMTP if Spring has been given a relay, else the outbox. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	@Bean
	Mailer mailer(ObjectProvider<JavaMailSenderImpl> relay, Folders folders, Clock clock) {
		JavaMailSenderImpl settings = relay.getIfAvailable();
		return (settings != null) ? SmtpMailer.of(settings) : new OutboxMailer(folders.outbox(), clock);
	}

}
