package org.sanhao.server.listen;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where HTTPS is on, the plain port shows how to trust the authority and sends pages on; it takes nothing, because what
 * arrived here was readable on the way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainDoor extends OncePerRequestFilter {
    private final ListenSettings settings;

    PlainDoor(ListenSettings settings) {
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var plain = settings.tls().httpPort();
        return plain == null || !settings.tls().on() || request.isSecure() || request.getLocalPort() != plain;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (path.equals("/ca") || path.startsWith("/ca/")) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader("Location", "https://" + host(request) + path);
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write("这里只接受 HTTPS。打开 https://" + host(request) + " 后重新提交，刚才的内容没有保存。");
    }

    private String host(HttpServletRequest request) {
        var name = request.getServerName();
        return (name.contains(":") ? "[" + name + "]" : name) + (settings.port() == 443 ? "" : ":" + settings.port());
    }
}
