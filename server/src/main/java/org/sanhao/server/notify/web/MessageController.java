package org.sanhao.server.notify.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Message;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Topic;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages of whoever asks, in the office they act for. */
@RestController
class MessageController {
    private final Messages messages;
    private final RequestOnce once;

    MessageController(Messages messages, RequestOnce once) {
        this.messages = messages;
        this.once = once;
    }

    /** @param asks whether somebody has to act */
    record MessageView(
            UUID id,
            @CodesOf(Topic.class) String topic,
            String topicTitle,
            @CodesOf(About.Kind.class) String aboutKind,
            UUID aboutId,
            String title,
            LocalDate day,
            Instant at,
            boolean asks,
            boolean urgent,
            boolean unread) {
        static MessageView of(Message message) {
            return new MessageView(
                    message.id(),
                    message.topic().code(),
                    message.topic().title(),
                    message.about().kind().code(),
                    message.about().id(),
                    message.title(),
                    message.day(),
                    message.at(),
                    message.asks(),
                    message.urgent(),
                    message.readAt() == null);
        }
    }

    /** @param elsewhere in offices of the person's other posts */
    record UnreadView(int here, int elsewhere) {}

    record ReadAllBody(@NotNull(message = "写明到哪一刻") Instant upTo) {}

    record ReadView(int read) {}

    @GetMapping("/api/messages")
    Page<MessageView> inbox(
            Acting acting,
            @RequestParam(defaultValue = "false") boolean unreadOnly,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        return messages.inbox(acting.scope(), acting.post(), unreadOnly, cursor, limit)
                .map(MessageView::of);
    }

    @GetMapping("/api/messages/unread")
    UnreadView unread(Acting acting) {
        var unread = messages.unread(acting.scope(), acting.post());
        return new UnreadView(unread.here(), unread.elsewhere());
    }

    @PostMapping("/api/messages/{id}/read")
    ResponseEntity<MessageView> read(Acting acting, @PathVariable UUID id, HttpServletRequest request) {
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> messages.read(acting.scope(), acting.post(), id)
                        .map(message -> ResponseEntity.ok(MessageView.of(message))));
    }

    @PostMapping("/api/messages/read")
    ResponseEntity<ReadView> readAll(Acting acting, @Valid @RequestBody ReadAllBody body, HttpServletRequest request) {
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> Outcome.done(
                        ResponseEntity.ok(new ReadView(messages.readAll(acting.scope(), acting.post(), body.upTo())))));
    }
}
