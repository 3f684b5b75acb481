package org.sanhao.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * At most 64 requests in work per node; the next is told to come back instead of making all of them slow. The same answer
 * when the database has no connection left or is away, wherever on the way that was found.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class InFlightLimit extends OncePerRequestFilter {
    static final int LIMIT = 64;

    private final Semaphore places = new Semaphore(LIMIT);
    private final Problems problems;

    InFlightLimit(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            problems.write(response, Refusal.of(ErrorCode.TOO_BUSY));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException broken) {
            // Filters before the controllers use the database too: the session is read and saved there.
            var refusal = broken instanceof InvalidParameterException
                    ? Optional.of(Refusal.of(ErrorCode.MALFORMED))
                    : Breakdown.refusal(broken);
            if (refusal.isEmpty() || response.isCommitted()) {
                throw broken;
            }
            response.reset();
            problems.write(response, refusal.get());
        } finally {
            places.release();
        }
    }
}
