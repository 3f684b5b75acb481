package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.service.Door;
import org.sanhao.server.access.service.Door.SignedIn;
import org.sanhao.server.access.service.RepairDesk;
import org.sanhao.server.access.service.SecondFactor;
import org.sanhao.server.access.web.SessionViews.SessionView;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.http.QrCode;
import org.sanhao.server.http.RateLimit;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.PostId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, choosing the post to act in, changing the password. */
@RestController
@RequestMapping("/api/session")
class SessionController {
    /**
     * A person mistypes a few times a minute; a hospital of a thousand signs in at eight from one address. The first
     * limit is per account and address, so that nobody uses up a colleague's attempts from elsewhere.
     */
    private static final int PER_ACCOUNT = 20;

    private static final int PER_ADDRESS = 1_200;

    private final Door door;
    private final SecondFactor secondFactor;
    private final RepairDesk repairs;
    private final Sessions sessions;
    private final AuditLog log;
    private final RateLimit accounts = new RateLimit(PER_ACCOUNT);
    private final RateLimit addresses = new RateLimit(PER_ADDRESS);

    SessionController(Door door, SecondFactor secondFactor, RepairDesk repairs, Sessions sessions, AuditLog log) {
        this.door = door;
        this.secondFactor = secondFactor;
        this.repairs = repairs;
        this.sessions = sessions;
        this.log = log;
    }

    record SignInRequest(
            @NotBlank(message = "填写账号") @Size(max = 40, message = "不超过 40 个字符")
            String account,

            @NotBlank(message = "填写口令") @Size(max = 200, message = "不超过 200 个字符")
            String password,

            @Nullable @Size(max = 10, message = "六位数字") String otp) {}

    record PostRequest(@NotNull(message = "选择身份") UUID postId) {}

    record PasswordRequest(
            @NotBlank(message = "填写原口令") String old,

            @NotBlank(message = "填写新口令") @Size(max = 200, message = "不超过 200 个字符")
            String fresh) {}

    @PostMapping
    SessionView signIn(
            @Valid @RequestBody SignInRequest body, HttpServletRequest request, HttpServletResponse response) {
        addresses.take(String.valueOf(request.getRemoteAddr()));
        accounts.take(request.getRemoteAddr() + " " + body.account());
        var signedIn = door.signIn(body.account(), body.password(), body.otp(), DeviceCookie.in(request))
                .orThrow();
        return sessions.open(signedIn, false, request, response);
    }

    @GetMapping
    SessionView current(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            HttpServletRequest request) {
        return sessions.view(Sessions.required(signedIn), Sessions.chosen(request));
    }

    @PutMapping("/post")
    SessionView act(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody PostRequest body,
            HttpServletRequest request) {
        var wanted = new PostId(body.postId());
        var person = Sessions.required(signedIn);
        if (person.as(wanted).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        request.getSession().setAttribute(SessionFilter.POST, wanted.toString());
        log.about("posts", wanted.toString());
        log.done();
        return sessions.view(person, wanted);
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody PasswordRequest body,
            HttpServletRequest request) {
        var person = Sessions.required(signedIn);
        accounts.take(request.getRemoteAddr() + " " + person.login());
        door.changePassword(person.account(), body.old(), body.fresh(), DeviceCookie.in(request))
                .orThrow();
        door.endSessions(person.account(), request.getSession().getId());
    }

    /** Ends every other session of the person, on whichever device. */
    @DeleteMapping("/others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutElsewhere(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            HttpServletRequest request) {
        door.endSessions(
                Sessions.required(signedIn).account(), request.getSession().getId());
    }

    /** The person has read what was done to the account. */
    @PostMapping("/repairs/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void repairsRead(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn) {
        repairs.read(Sessions.required(signedIn).account());
    }

    record OfferView(String secret, String uri, String svg) {}

    record CodeRequest(
            @NotBlank(message = "填写验证码") @Size(max = 10, message = "六位数字")
            String code) {}

    /** Offers a second factor: the secret and its QR code, shown once. */
    @PostMapping("/second-factor")
    ResponseEntity<OfferView> offer(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn) {
        var offer = secondFactor.offer(Sessions.required(signedIn).account()).orThrow();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new OfferView(offer.secret(), offer.uri(), QrCode.svg(offer.uri())));
    }

    @PostMapping("/second-factor/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody CodeRequest body,
            HttpServletRequest request) {
        var person = Sessions.required(signedIn);
        accounts.take(request.getRemoteAddr() + " " + person.login());
        secondFactor.confirm(person.account(), body.code(), Instant.now()).orThrow();
    }

    record DropRequest(
            @NotBlank(message = "填写口令") @Size(max = 200, message = "不超过 200 个字符")
            String password,

            @NotBlank(message = "填写验证码") @Size(max = 10, message = "六位数字")
            String code) {}

    /** Switches the own second factor off, for good or to enrol another authenticator. */
    @PostMapping("/second-factor/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody DropRequest body,
            HttpServletRequest request) {
        var person = Sessions.required(signedIn);
        accounts.take(request.getRemoteAddr() + " " + person.login());
        door.dropSecondFactor(person.account(), body.password(), body.code(), DeviceCookie.in(request))
                .orThrow();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
            log.done();
        } else {
            request.setAttribute(RequestOnce.REPEATED, true);
        }
    }
}
