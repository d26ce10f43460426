package org.becas.system;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * At most ten attempts to sign in per address and minute, so that passwords cannot be
 * tried out. Remembers a bounded number of addresses, the latest ones.
 */
class SignInThrottle extends OncePerRequestFilter {

	private static final int ATTEMPTS = 10;

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int ADDRESSES = 10_000;

	/** As the filter behind it understands the address, however that is written. */
	private static final RequestMatcher SIGN_IN = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.POST, "/entrar");

	private final Clock clock;

	private final Map<String, Attempts> attempts = new LinkedHashMap<>();

	SignInThrottle(Clock clock) {
		this.clock = clock;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !SIGN_IN.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (allows(request.getRemoteAddr())) {
			chain.doFilter(request, response);
		}
		else {
			response.sendRedirect(request.getContextPath() + "/entrar?espere");
		}
	}

	private synchronized boolean allows(String address) {
		long now = this.clock.millis();
		Attempts before = this.attempts.remove(address);
		Attempts attempts = (before == null || now - before.since() >= WINDOW.toMillis()) ? new Attempts(now, 1)
				: new Attempts(before.since(), before.count() + 1);
		this.attempts.put(address, attempts);
		if (this.attempts.size() > ADDRESSES) {
			this.attempts.remove(this.attempts.keySet().iterator().next());
		}
		return attempts.count() <= ATTEMPTS;
	}

	private record Attempts(long since, int count) {
	}

}
