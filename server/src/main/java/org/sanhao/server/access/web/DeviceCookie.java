package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The token by which the door knows a browser again. It opens nothing; the database keeps its digest only. */
final class DeviceCookie {
    private static final String NAME = "sanhao-device";
    private static final int BYTES = 32;
    private static final Duration LASTS = Duration.ofDays(365);

    private DeviceCookie() {}

    /** The browser's token, null when it has none of ours. */
    static @Nullable String in(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return cookie != null && cookie.getValue().matches("[0-9a-f]{64}") ? cookie.getValue() : null;
    }

    /** The token from now on: the one it had, or a fresh one; it lasts a year after the last sign-in. */
    static String renewed(@Nullable String token, HttpServletRequest request, HttpServletResponse response) {
        var kept = token == null ? HexFormat.of().formatHex(Ids.randomBytes(BYTES)) : token;
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, kept)
                        .path("/api/session")
                        .maxAge(LASTS)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
        return kept;
    }
}
