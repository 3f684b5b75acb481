package org.sanhao.server.notify.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RateLimit;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.notify.Reach;
import org.sanhao.server.notify.Reach.Pace;
import org.sanhao.server.notify.Reaches;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.scope.Scope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** How whoever asks is reached outside the product. */
@RestController
class ReachController {
    private static final int CODES_A_MINUTE = 3;
    private static final int TRIES_A_MINUTE = 10;

    private final Reaches reaches;
    private final RequestOnce once;
    private final RateLimit codes = new RateLimit(CODES_A_MINUTE);
    private final RateLimit tries = new RateLimit(TRIES_A_MINUTE);

    ReachController(Reaches reaches, RequestOnce once) {
        this.reaches = reaches;
        this.once = once;
    }

    record TopicView(
            @CodesOf(Topic.class) String topic,
            String title,
            @CodesOf(Pace.class) String pace) {}

    record PaceView(@CodesOf(Pace.class) String pace, String title) {}

    /**
     * How the person is reached.
     *
     * @param sendsMail whether this installation sends letters at all
     * @param pending an address that waits for its code, until {@code pendingUntil}
     * @param refused whether the mail server refuses the address
     */
    record ReachView(
            int version,
            boolean sendsMail,
            @Nullable String address,
            @Nullable String pending,
            @Nullable Instant pendingUntil,
            boolean refused,
            List<TopicView> topics,
            List<PaceView> paces,
            LocalTime quietFrom,
            LocalTime quietUntil) {}

    record TopicBody(
            @NotBlank @CodesOf(Topic.class) String topic,
            @NotBlank @CodesOf(Pace.class) String pace) {}

    record ReachBody(
            @NotNull @Size(max = 20) List<@NotNull @Valid TopicBody> topics,
            @NotNull(message = "填写开始时间") LocalTime quietFrom,
            @NotNull(message = "填写恢复时间") LocalTime quietUntil) {
        Map<Topic, Pace> byTopic() {
            var all = new EnumMap<Topic, Pace>(Topic.class);
            for (var each : topics) {
                try {
                    all.put(Topic.of(each.topic()), Pace.of(each.pace()));
                } catch (IllegalArgumentException unknown) {
                    throw new RefusedException(
                            Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("topics", "从列出的事项和方式里选择"));
                }
            }
            return all;
        }
    }

    record AddressBody(
            @NotBlank(message = "填写邮箱") @Size(max = 120, message = "不超过 120 个字符")
            String address) {}

    record AddressCodeBody(
            @NotBlank(message = "填写验证码") @Size(max = 10, message = "六位数字")
            String code) {}

    @GetMapping("/api/reach")
    ResponseEntity<ReachView> reach(Acting acting) {
        return answer(reaches.of(acting.person()));
    }

    @PutMapping("/api/reach")
    ResponseEntity<ReachView> set(
            Acting acting,
            @Valid @RequestBody ReachBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        return answer(reaches.set(
                        acting.person(), IfMatch.version(version), body.byTopic(), body.quietFrom(), body.quietUntil())
                .orThrow());
    }

    /** Sends a code to an address. */
    @PostMapping("/api/reach/address")
    ResponseEntity<ReachView> propose(Acting acting, @Valid @RequestBody AddressBody body, HttpServletRequest request) {
        codes.take(acting.by());
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                body,
                () -> reaches.propose(acting.person(), body.address()).map(this::answer));
    }

    /** Takes the code; a wrong one counts, so it is answered outside the one transaction of a request that acts once. */
    @PutMapping("/api/reach/address")
    ResponseEntity<ReachView> confirm(
            Acting acting,
            @Valid @RequestBody AddressCodeBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        tries.take(acting.by());
        IfMatch.version(version);
        return answer(reaches.confirm(acting.person(), body.code()).orThrow());
    }

    @PostMapping("/api/reach/address/forget")
    ResponseEntity<ReachView> forget(Acting acting, HttpServletRequest request) {
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                null,
                () -> reaches.forget(acting.person()).map(this::answer));
    }

    private ResponseEntity<ReachView> answer(Reach reach) {
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(reach.version()))
                .body(new ReachView(
                        reach.version(),
                        reaches.sendsMail(),
                        reach.address(),
                        reach.pending(),
                        reach.pending() == null ? null : reach.pendingUntil(),
                        reach.refusedAt() != null,
                        Arrays.stream(Topic.values())
                                .map(topic -> new TopicView(
                                        topic.code(),
                                        topic.title(),
                                        reach.pace(topic).code()))
                                .toList(),
                        Arrays.stream(Pace.values())
                                .map(pace -> new PaceView(pace.code(), pace.title()))
                                .toList(),
                        reach.quietFrom(),
                        reach.quietUntil()));
    }
}
