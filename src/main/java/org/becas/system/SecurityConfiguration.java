package org.becas.system;

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Staff pages are for those who signed in; everything else is public. Pages load nothing
 * from elsewhere and run no script of their own text.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * A page that needs a looser policy, such as the preview of a letter, sets its own.
	 */
	static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
			+ "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	@Bean
	@ConditionalOnWebApplication
	SecurityFilterChain pages(HttpSecurity http, Clock clock) throws Exception {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/oficina/**").authenticated().anyRequest().permitAll())
			.formLogin((form) -> form.loginPage("/entrar").defaultSuccessUrl("/oficina/revisar"))
			.logout((logout) -> logout.logoutUrl("/salir").logoutSuccessUrl("/entrar?salida"))
			// a mail program that unsubscribes has no session and no token (RFC 8058)
			.csrf((csrf) -> csrf
				.ignoringRequestMatchers(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/baja")))
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
				.frameOptions((frames) -> frames.sameOrigin())
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
			.addFilterBefore(new SignInThrottle(clock), UsernamePasswordAuthenticationFilter.class)
			.build();
	}

}
