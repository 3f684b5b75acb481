package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.service.Door;
import org.sanhao.server.access.service.Door.SignedIn;
import org.sanhao.server.access.service.RepairDesk;
import org.sanhao.server.access.web.SessionViews.ClockView;
import org.sanhao.server.access.web.SessionViews.OwnRepairView;
import org.sanhao.server.access.web.SessionViews.PersonView;
import org.sanhao.server.access.web.SessionViews.PostView;
import org.sanhao.server.access.web.SessionViews.SessionView;
import org.sanhao.server.institution.PostId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Begins sessions, whichever way somebody came through the door, and shows them. */
@Component
class Sessions {
    private final Door door;
    private final RepairDesk repairs;
    private final BusinessClock clock;
    private final boolean demo;

    Sessions(Door door, RepairDesk repairs, BusinessClock clock, @Value("${sanhao.demo:false}") boolean demo) {
        this.door = door;
        this.repairs = repairs;
        this.clock = clock;
        this.demo = demo;
    }

    /**
     * Begins a session under a number nobody knew before, and remembers the browser.
     *
     * @param byProvider whether it was opened without the account's password
     */
    SessionView open(SignedIn signedIn, boolean byProvider, HttpServletRequest request, HttpServletResponse response) {
        door.remember(signedIn.account(), DeviceCookie.renewed(DeviceCookie.in(request), request, response));
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var session = request.getSession(true);
        session.setAttribute(SessionFilter.ACCOUNT, signedIn.account().toString());
        if (byProvider) {
            session.setAttribute(SessionFilter.BY_PROVIDER, true);
        }
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                signedIn.account().toString());
        session.setMaxInactiveInterval((int) signedIn.limits().idle().toSeconds());
        return view(signedIn, null);
    }

    SessionView view(SignedIn signedIn, @Nullable PostId wanted) {
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

    static SignedIn required(@Nullable SignedIn signedIn) {
        if (signedIn == null) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_SIGNED_IN));
        }
        return signedIn;
    }

    /** The post the session acts in, null while none was chosen. */
    static @Nullable PostId chosen(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SessionFilter.POST) instanceof String post
                ? new PostId(UUID.fromString(post))
                : null;
    }
}
