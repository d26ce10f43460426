package org.becas.system;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import org.becas.office.Office;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/**
 * The words of the pages: each feature has its own
 * {@code messages/<feature>_es.properties}, with the English beside it. Spanish unless
 * the reader asks for English ({@code ?lang=en}).
 */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration implements WebMvcConfigurer {

	private static final String SPANISH = "_es.properties";

	@Bean
	MessageSource messageSource() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + SPANISH);
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames(Arrays.stream(files)
			.map(Resource::getFilename)
			.map((name) -> "messages/" + String.valueOf(name).replace(SPANISH, ""))
			.toArray(String[]::new));
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		messages.setDefaultLocale(Locale.forLanguageTag("es"));
		return messages;
	}

	@Bean
	@ConditionalOnWebApplication
	LocaleResolver localeResolver(Office office) {
		CookieLocaleResolver resolver = new CookieLocaleResolver("idioma");
		resolver.setDefaultLocale(office.language());
		resolver.setCookieMaxAge(Duration.ofDays(365));
		resolver.setCookieSameSite("Lax");
		return resolver;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		LocaleChangeInterceptor language = new LocaleChangeInterceptor();
		language.setParamName("lang");
		language.setIgnoreInvalidLocale(true);
		registry.addInterceptor(language);
	}

}
