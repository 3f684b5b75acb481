package org.sanhao.server.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.service.Door;
import org.sanhao.server.access.service.Door.SignedIn;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.Problems;
import org.sanhao.server.institution.PostId;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks and in which post. The session holds two ids and nothing else. */
class SessionFilter extends OncePerRequestFilter {
    static final String ACCOUNT = "account";
    static final String POST = "post";
    static final String BY_PROVIDER = "by-provider";
    static final String POST_HEADER = "Sanhao-Post";

    private final Door door;
    private final Problems problems;

    SessionFilter(Door door, Problems problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = signedIn(request);
        if (signedIn == null) {
            chain.doFilter(request, response);
            return;
        }
        var chosen = (String) request.getSession().getAttribute(POST);
        var acting = signedIn.as(chosen == null ? null : new PostId(UUID.fromString(chosen)))
                .or(() -> signedIn.as(null))
                .orElseThrow();
        request.setAttribute(Caller.class.getName(), acting);
        var claimed = request.getHeader(POST_HEADER);
        if (claimed != null && !claimed.equals(acting.post().id().toString())) {
            problems.write(response, Refusal.of(ErrorCode.POST_CHANGED));
            return;
        }
        if (tooOld(request, signedIn)) {
            request.getSession().invalidate();
            chain.doFilter(request, response);
            return;
        }
        if (signedIn.mustEnrol() && !request.getRequestURI().startsWith("/api/session")) {
            problems.write(response, Refusal.of(ErrorCode.SECOND_FACTOR_MUST_ENROL));
            return;
        }
        if (signedIn.mustChange() && !request.getRequestURI().startsWith("/api/session")) {
            problems.write(response, Refusal.of(ErrorCode.PASSWORD_MUST_CHANGE));
            return;
        }
        request.setAttribute(SignedIn.class.getName(), signedIn);
        request.setAttribute(Acting.class.getName(), acting);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                signedIn.account().toString(), null, List.of()));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Whether the session has lasted as long as the rules allow, however busy it was. */
    private static boolean tooOld(HttpServletRequest request, SignedIn signedIn) {
        var session = request.getSession();
        return session.getCreationTime() + signedIn.limits().longest().toMillis() < System.currentTimeMillis();
    }

    private @Nullable SignedIn signedIn(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith("/api/")) {
            return null;
        }
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ACCOUNT) instanceof String account)) {
            return null;
        }
        return door.behind(new AccountId(UUID.fromString(account)))
                .map(known -> session.getAttribute(BY_PROVIDER) == null ? known : known.withoutPassword())
                .orElse(null);
    }
}
