package org.sanhao.server.access.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.Repair;
import org.sanhao.server.access.store.RepairStore.Shown;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Post;

/** What a person sees of the own session. */
final class SessionViews {
    private SessionViews() {}

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
}
