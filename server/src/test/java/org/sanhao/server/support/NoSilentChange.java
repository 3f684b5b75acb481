package org.sanhao.server.support;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In every test of the whole server: a state-changing request that was answered well and left no row in the log fails the
 * test that sent it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class NoSilentChange extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;

    NoSilentChange(ScopedTransactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        long before = rows();
        chain.doFilter(request, response);
        boolean repeated = request.getAttribute(RequestOnce.REPEATED) != null;
        if (response.getStatus() < 300
                && !repeated
                && request.getRequestURI().startsWith("/api/")
                && rows() == before) {
            throw new AssertionError(request.getMethod() + " " + request.getRequestURI()
                    + " changed something and left no row in the log");
        }
    }

    private long rows() {
        return transactions.reading(
                Scope.SYSTEM,
                () -> jdbc.sql("SELECT count(*) FROM audit.entry")
                        .query(Long.class)
                        .single());
    }
}
