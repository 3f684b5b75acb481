package org.sanhao.server.audit.service;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.sanhao.proof.audit.AuditRow;
import org.sanhao.server.audit.AuditLog.Actor;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.RequestOnce;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/** What the log knows of the running request. Kept on the request, dies with it. */
final class Trace {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,80}");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)[^}]*}");

    private final HttpServletRequest request;
    private final UUID id = Ids.next();
    private @Nullable Actor actor;
    private @Nullable String kind;
    private @Nullable String subject;
    private boolean byHand;

    private Trace(HttpServletRequest request) {
        this.request = request;
    }

    /** The trace of the running request, or null when nothing asked from outside. */
    static @Nullable Trace current() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        var request = attributes.getRequest();
        if (request.getAttribute(Trace.class.getName()) instanceof Trace trace) {
            return trace;
        }
        var trace = new Trace(request);
        request.setAttribute(Trace.class.getName(), trace);
        return trace;
    }

    void actor(Actor known) {
        actor = known;
    }

    void byHand() {
        byHand = true;
    }

    boolean isByHand() {
        return byHand;
    }

    void about(String what, String which) {
        kind = what;
        subject = which;
    }

    /** Whether the transactions of this request are acts. */
    boolean changesState() {
        return !SAFE.contains(request.getMethod()) && request.getAttribute(RequestOnce.REPEATED) == null;
    }

    boolean isSignedIn() {
        return caller() != null;
    }

    AuditRow row(String result) {
        var caller = caller();
        var ids = caller == null ? null : caller.ids();
        var known = actor;
        var about = about();
        return new AuditRow(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                act(),
                result,
                ids != null ? ids.person() : known != null ? known.person() : null,
                ids != null ? ids.post() : known != null ? known.post() : null,
                ids != null ? ids.account() : known != null ? known.account() : null,
                about == null ? null : about.kind,
                about == null ? null : about.id,
                caller != null ? caller.scope().setting() : known != null ? known.path() : "",
                id,
                Network.of(request.getRemoteAddr()));
    }

    private record Subject(String kind, String id) {}

    private String act() {
        return request.getMethod() + " " + (pattern() == null ? "*" : pattern());
    }

    private @Nullable String pattern() {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? null : pattern.toString();
    }

    /** Said by the module, else what the answer made, else what the address names. */
    private @Nullable Subject about() {
        if (kind != null && subject != null) {
            return new Subject(kind, subject);
        }
        if (request.getAttribute(RequestOnce.MADE) instanceof String made) {
            var parts = made.split("/");
            if (parts.length > 1) {
                return new Subject(name(parts[parts.length - 2]), name(parts[parts.length - 1]));
            }
        }
        return named();
    }

    private @Nullable Subject named() {
        var pattern = pattern();
        if (pattern == null
                || !(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> values)
                || values.isEmpty()) {
            return null;
        }
        String what = null;
        var which = new StringBuilder();
        String before = "";
        for (var part : pattern.split("/")) {
            var variable = VARIABLE.matcher(part);
            if (variable.matches()) {
                what = what == null ? before : what;
                which.append(which.isEmpty() ? "" : "/").append(name(String.valueOf(values.get(variable.group(1)))));
            } else {
                before = part;
            }
        }
        return what == null ? null : new Subject(name(what), which.toString());
    }

    /** Anything that does not look like an id or code was typed by somebody and does not enter the log. */
    private static String name(String text) {
        return NAME.matcher(text).matches() ? text : "?";
    }

    private @Nullable Caller caller() {
        return request.getAttribute(Caller.class.getName()) instanceof Caller known ? known : null;
    }
}
