package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.service.Door.SignedIn;
import org.sanhao.server.access.service.ProviderDoor;
import org.sanhao.server.access.store.ProviderStore.Bound;
import org.sanhao.server.access.web.SessionViews.SessionView;
import org.sanhao.server.http.RateLimit;
import org.sanhao.server.http.RequestOnce;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/** Signing in through the customer's provider, and binding an account to it. */
@RestController
@RequestMapping("/api/session/oidc")
class OidcController {
    private static final String TICKET = "sanhao-oidc";
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final int PER_ADDRESS = 600;

    private final ProviderDoor door;
    private final Sessions sessions;
    private final RateLimit addresses = new RateLimit(PER_ADDRESS);

    OidcController(ProviderDoor door, Sessions sessions) {
        this.door = door;
        this.sessions = sessions;
    }

    /**
     * What there is.
     *
     * @param title what the button says, absent where there is no provider
     * @param boundAt when the signed-in person's account was bound, absent while it is not
     */
    record ProviderView(@Nullable String title, @Nullable Instant boundAt) {}

    /** @param address the provider's page, which the browser goes to */
    record LeavingView(String address) {}

    record BackBody(
            @NotBlank @Size(max = 4_000) String code,
            @NotBlank @Size(max = 200) String state) {}

    record OtpBody(
            @NotBlank(message = "填写验证码") @Size(max = 10, message = "六位数字")
            String otp) {}

    @GetMapping
    ProviderView provider(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn) {
        return new ProviderView(
                door.title().orElse(null),
                signedIn == null
                        ? null
                        : door.binding(signedIn.account()).map(Bound::at).orElse(null));
    }

    /** Begins signing in. */
    @PostMapping("/start")
    LeavingView start(HttpServletRequest request, HttpServletResponse response) {
        addresses.take(String.valueOf(request.getRemoteAddr()));
        var leaving = door.leave(null).orThrow();
        return leave(leaving, request, response);
    }

    /** Begins binding the account that is signed in. */
    @PostMapping("/start-binding")
    LeavingView startBinding(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            HttpServletRequest request,
            HttpServletResponse response) {
        var leaving = door.leave(Sessions.required(signedIn).account()).orThrow();
        return leave(leaving, request, response);
    }

    private static LeavingView leave(
            ProviderDoor.Leaving leaving, HttpServletRequest request, HttpServletResponse response) {
        ticket(leaving.ticket(), LASTS, request, response);
        request.setAttribute(RequestOnce.REPEATED, true); // Nothing is done yet.
        return new LeavingView(leaving.address());
    }

    /** Signs in with what the provider handed over. */
    @PostMapping
    SessionView comeBack(@Valid @RequestBody BackBody body, HttpServletRequest request, HttpServletResponse response) {
        addresses.take(String.valueOf(request.getRemoteAddr()));
        var back = door.comeBack(ticket(request), body.state(), body.code()).orThrow();
        if (back.signedIn() == null) {
            ticket(String.valueOf(back.ticket()), LASTS, request, response);
            throw new RefusedException(Refusal.of(ErrorCode.SECOND_FACTOR_REQUIRED));
        }
        ticket("", Duration.ZERO, request, response);
        return sessions.open(back.signedIn(), true, request, response);
    }

    /** Signs in with the own second factor, after the provider's word. */
    @PostMapping("/code")
    SessionView code(@Valid @RequestBody OtpBody body, HttpServletRequest request, HttpServletResponse response) {
        addresses.take(String.valueOf(request.getRemoteAddr()));
        var signedIn = door.code(ticket(request), body.otp()).orThrow();
        ticket("", Duration.ZERO, request, response);
        return sessions.open(signedIn, true, request, response);
    }

    @PostMapping("/bind")
    ProviderView bind(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody BackBody body,
            HttpServletRequest request,
            HttpServletResponse response) {
        var person = Sessions.required(signedIn);
        door.bind(ticket(request), body.state(), body.code(), person.account()).orThrow();
        ticket("", Duration.ZERO, request, response);
        return provider(person);
    }

    @PostMapping("/unbind")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unbind(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn) {
        door.unbind(Sessions.required(signedIn).account()).orThrow();
    }

    private static @Nullable String ticket(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, TICKET);
        return cookie == null ? null : cookie.getValue();
    }

    /** Lax, since the browser comes back to a page of ours, which then asks from our own site. */
    private static void ticket(String value, Duration lasts, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(TICKET, value)
                        .path("/api/session/oidc")
                        .maxAge(lasts)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
