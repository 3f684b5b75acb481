package org.sanhao.server.notify.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.notify.Channel;
import org.sanhao.server.notify.Channel.Pace;
import org.sanhao.server.notify.Channel.Shape;
import org.sanhao.server.notify.Channel.State;
import org.sanhao.server.notify.Channels;
import org.sanhao.server.notify.Channels.Standing;
import org.sanhao.server.notify.Channels.Wish;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Group chats and programs that are told how much is new in the office. */
@RestController
class ChannelController {
    private final Channels channels;
    private final RequestOnce once;

    ChannelController(Channels channels, RequestOnce once) {
        this.channels = channels;
        this.once = once;
    }

    record ChannelView(
            UUID id,
            int version,
            String name,
            @CodesOf(Shape.class) String shape,
            String shapeTitle,
            String host,
            @CodesOf(Pace.class) String pace,
            String paceTitle,
            @CodesOf(State.class) String state,
            String stateTitle,
            @Nullable Instant last,
            @Nullable String problem) {
        static ChannelView of(Standing standing) {
            var channel = standing.channel();
            return new ChannelView(
                    channel.id(),
                    channel.version(),
                    channel.name(),
                    channel.shape().code(),
                    channel.shape().title(),
                    channel.host(),
                    channel.pace().code(),
                    channel.pace().title(),
                    channel.state().code(),
                    channel.state().title(),
                    standing.last(),
                    standing.problem());
        }

        static ChannelView of(Channel channel) {
            return of(new Standing(channel, null, null));
        }
    }

    record ShapeView(@CodesOf(Shape.class) String shape, String title) {}

    record ChannelPaceView(@CodesOf(Pace.class) String pace, String title) {}

    /** @param hosts to which a channel may lead; none switches channels off */
    record ChannelsView(
            List<ChannelView> channels, List<String> hosts, List<ShapeView> shapes, List<ChannelPaceView> paces) {}

    /** @param address left out to keep the one there is */
    record ChannelBody(
            @NotBlank(message = "给通道起个名字") @Size(max = 40, message = "不超过 40 字")
            String name,

            @NotBlank @CodesOf(Shape.class) String shape,

            @Nullable @Size(max = 500, message = "不超过 500 个字符")
            String address,

            @NotBlank @CodesOf(Pace.class) String pace,
            @NotBlank @CodesOf(State.class) String state) {
        Wish wish() {
            try {
                return new Wish(
                        name,
                        Shape.of(shape),
                        address == null || address.isBlank() ? null : address,
                        Pace.of(pace),
                        State.of(state));
            } catch (IllegalArgumentException unknown) {
                throw new RefusedException(
                        Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("shape", "从列出的里选择"));
            }
        }
    }

    @GetMapping("/api/channels")
    ChannelsView channels(Acting acting) {
        acting.require(Ability.SET_CHANNEL);
        return new ChannelsView(
                channels.of(acting.scope(), acting.post()).stream()
                        .map(ChannelView::of)
                        .toList(),
                channels.hosts(),
                Arrays.stream(Shape.values())
                        .map(shape -> new ShapeView(shape.code(), shape.title()))
                        .toList(),
                Arrays.stream(Pace.values())
                        .map(pace -> new ChannelPaceView(pace.code(), pace.title()))
                        .toList());
    }

    @PostMapping("/api/channels")
    ResponseEntity<ChannelView> add(Acting acting, @Valid @RequestBody ChannelBody body, HttpServletRequest request) {
        acting.require(Ability.SET_CHANNEL);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> channels.add(acting.scope(), acting.post(), body.wish()).map(ChannelController::answer));
    }

    @PutMapping("/api/channels/{id}")
    ResponseEntity<ChannelView> change(
            Acting acting,
            @PathVariable UUID id,
            @Valid @RequestBody ChannelBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        acting.require(Ability.SET_CHANNEL);
        return answer(channels.change(acting.scope(), acting.post(), id, IfMatch.version(version), body.wish())
                .orThrow());
    }

    @PostMapping("/api/channels/{id}/trial")
    ResponseEntity<ChannelView> tryOut(Acting acting, @PathVariable UUID id, HttpServletRequest request) {
        acting.require(Ability.SET_CHANNEL);
        return once.act(request, acting.scope(), acting.by(), null, () -> {
            Outcome<Channel> tried = channels.tryOut(acting.scope(), acting.post(), id);
            return tried.map(ChannelController::answer);
        });
    }

    private static ResponseEntity<ChannelView> answer(Channel channel) {
        return ResponseEntity.ok().eTag(IfMatch.tag(channel.version())).body(ChannelView.of(channel));
    }
}
