package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Repair;
import org.sanhao.server.access.service.Door;
import org.sanhao.server.access.service.Door.SignedIn;
import org.sanhao.server.access.service.RepairDesk;
import org.sanhao.server.access.service.SecondFactor;
import org.sanhao.server.access.store.RepairStore.Shown;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.QrCode;
import org.sanhao.server.http.RateLimit;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.session.FindByIndexNameSessionRepository;
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
    private final BusinessClock clock;
    private final AuditLog log;
    private final boolean demo;
    private final RateLimit accounts = new RateLimit(PER_ACCOUNT);
    private final RateLimit addresses = new RateLimit(PER_ADDRESS);

    SessionController(
            Door door,
            SecondFactor secondFactor,
            RepairDesk repairs,
            BusinessClock clock,
            AuditLog log,
            @Value("${sanhao.demo:false}") boolean demo) {
        this.door = door;
        this.secondFactor = secondFactor;
        this.repairs = repairs;
        this.clock = clock;
        this.log = log;
        this.demo = demo;
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

    record PersonView(String name) {}

    record PostView(UUID id, String title, UUID unitId, String unitName, String level, String kind) {
        static PostView of(Post post) {
            return new PostView(
                    post.id().value(),
                    post.title(),
                    post.unit().value(),
                    post.unitName(),
                    post.level().code(),
                    post.kind().code());
        }
    }

    record ClockView(LocalDate today, boolean demo) {}

    /** What two administrators did to the person's own account, or are about to. */
    record OwnRepairView(
            @CodesOf(Repair.What.class) String what,
            @CodesOf(Repair.State.class) String state,
            String why,
            @Nullable String askedByName,
            Instant askedAt,
            @Nullable String answeredByName,
            @Nullable Instant answeredAt) {
        static OwnRepairView of(Shown shown) {
            var answered = shown.repair().answered();
            return new OwnRepairView(
                    shown.repair().what().wire(),
                    shown.repair().state(Instant.now()).wire(),
                    shown.repair().why(),
                    shown.askedName(),
                    shown.repair().askedAt(),
                    shown.answeredName(),
                    answered == null ? null : answered.at());
        }
    }

    record SessionView(
            String account,
            PersonView person,
            List<PostView> posts,
            UUID currentPost,
            String level,
            Set<Ability> abilities,
            boolean mustChangePassword,
            boolean mustEnrolSecondFactor,
            boolean secondFactor,
            boolean demo,
            ClockView clock,
            List<OwnRepairView> repairs) {}

    @PostMapping
    SessionView signIn(
            @Valid @RequestBody SignInRequest body, HttpServletRequest request, HttpServletResponse response) {
        addresses.take(String.valueOf(request.getRemoteAddr()));
        accounts.take(request.getRemoteAddr() + " " + body.account());
        var device = DeviceCookie.in(request);
        var signedIn =
                door.signIn(body.account(), body.password(), body.otp(), device).orThrow();
        door.remember(signedIn.account(), DeviceCookie.renewed(device, request, response));
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var session = request.getSession(true);
        session.setAttribute(SessionFilter.ACCOUNT, signedIn.account().toString());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                signedIn.account().toString());
        session.setMaxInactiveInterval((int) signedIn.limits().idle().toSeconds());
        return view(signedIn, null);
    }

    @GetMapping
    SessionView current(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            HttpServletRequest request) {
        return view(required(signedIn), chosen(request));
    }

    @PutMapping("/post")
    SessionView act(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody PostRequest body,
            HttpServletRequest request) {
        var wanted = new PostId(body.postId());
        var person = required(signedIn);
        if (person.as(wanted).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        request.getSession().setAttribute(SessionFilter.POST, wanted.toString());
        log.about("posts", wanted.toString());
        log.done();
        return view(person, wanted);
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn,
            @Valid @RequestBody PasswordRequest body,
            HttpServletRequest request) {
        var person = required(signedIn);
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
        door.endSessions(required(signedIn).account(), request.getSession().getId());
    }

    /** The person has read what was done to the account. */
    @PostMapping("/repairs/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void repairsRead(
            @RequestAttribute(name = "org.sanhao.server.access.service.Door$SignedIn", required = false) @Nullable
                    SignedIn signedIn) {
        repairs.read(required(signedIn).account());
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
        var offer = secondFactor.offer(required(signedIn).account()).orThrow();
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
        var person = required(signedIn);
        accounts.take(request.getRemoteAddr() + " " + person.login());
        secondFactor.confirm(person.account(), body.code(), Instant.now()).orThrow();
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

    private SessionView view(SignedIn signedIn, @Nullable PostId wanted) {
        var acting = signedIn.as(wanted).or(() -> signedIn.as(null)).orElseThrow();
        return new SessionView(
                signedIn.login(),
                new PersonView(signedIn.personName()),
                signedIn.posts().stream().map(PostView::of).toList(),
                acting.post().id().value(),
                door.levelOf(acting).code(),
                acting.abilities(),
                signedIn.mustChange(),
                signedIn.mustEnrol(),
                signedIn.secondFactor(),
                demo,
                new ClockView(clock.today(), demo),
                repairs.unread(signedIn.account()).stream()
                        .map(OwnRepairView::of)
                        .toList());
    }

    private static SignedIn required(@Nullable SignedIn signedIn) {
        if (signedIn == null) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_SIGNED_IN));
        }
        return signedIn;
    }

    private static @Nullable PostId chosen(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SessionFilter.POST) instanceof String post
                ? new PostId(UUID.fromString(post))
                : null;
    }
}
