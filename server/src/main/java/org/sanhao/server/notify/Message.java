package org.sanhao.server.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of somebody's messages.
 *
 * @param day the business day it belongs to
 * @param at when it was said last
 * @param asks whether somebody has to act
 * @param readAt null while it is unread
 */
public record Message(
        UUID id,
        Topic topic,
        About about,
        String title,
        LocalDate day,
        Instant at,
        boolean asks,
        boolean urgent,
        @Nullable Instant readAt) {}
