package org.sanhao.server.institution.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.PersonMoved;
import org.sanhao.server.institution.Placement;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitMoved;
import org.sanhao.server.institution.UnitRewritten;
import org.sanhao.server.institution.Units.Move;
import org.sanhao.server.institution.store.LineStore;
import org.sanhao.server.institution.store.PeopleVersions;
import org.sanhao.server.institution.store.UnitStore;
import org.sanhao.server.institution.store.UnitVersions;
import org.sanhao.server.scope.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Moves, departures and mergers of units. Runs inside a transaction of the system, because a move writes rows that leave
 * one subtree and arrive in another; whether both ends are the mover's to touch is therefore checked here, first.
 */
@Component
class UnitMoves {
    private final UnitStore units;
    private final UnitVersions versions;
    private final LineStore lines;
    private final PeopleVersions people;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    UnitMoves(
            UnitStore units,
            UnitVersions versions,
            LineStore lines,
            PeopleVersions people,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.units = units;
        this.versions = versions;
        this.lines = lines;
        this.people = people;
        this.clock = clock;
        this.events = events;
    }

    Outcome<Unit> move(Scope mover, Move move, String by) {
        lines.oneAtATime();
        var unit = theirs(mover, move.unit());
        if (unit == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        Unit under = null;
        if (move.under() != null) {
            under = theirs(mover, move.under());
            if (under == null) {
                return Refusal.of(ErrorCode.UNIT_PARENT_UNKNOWN, unit.name()).asOutcome();
            }
        } else if (move.line() == Line.ADMINISTRATIVE) {
            return Refusal.of(ErrorCode.ADMINISTRATIVE_LINE_STAYS).asOutcome();
        }
        var refusal = refusal(unit, under, move);
        if (refusal != null) {
            return refusal.asOutcome();
        }
        return place(unit, under, move, by).map(done -> units.last(unit.id()).orElseThrow());
    }

    Outcome<Unit> leave(Scope mover, UnitId id, Line line, LocalDate until, String why, String by) {
        lines.oneAtATime();
        var unit = theirs(mover, id);
        if (unit == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (line == Line.ADMINISTRATIVE) {
            return Refusal.of(ErrorCode.ADMINISTRATIVE_LINE_STAYS).asOutcome();
        }
        var open = lines.open(line, id);
        if (open.isEmpty()) {
            return Refusal.of(ErrorCode.LINE_NOT_PLACED, unit.name()).asOutcome();
        }
        if (!lines.members(line, id).isEmpty()) {
            return Refusal.of(ErrorCode.LINE_HAS_MEMBERS, unit.name()).asOutcome();
        }
        var wrongDay = wrongDay(open.get(), until);
        if (wrongDay != null) {
            return wrongDay.asOutcome();
        }
        lines.close(open.get().id(), until);
        lines.stepDown(line, id);
        return Outcome.done(unit);
    }

    Outcome<Unit> merge(Scope mover, UnitId goneId, UnitId intoId, LocalDate on, String why, String by) {
        lines.oneAtATime();
        var gone = theirs(mover, goneId);
        var into = theirs(mover, intoId);
        if (gone == null || into == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (goneId.equals(intoId)) {
            return Refusal.of(ErrorCode.MOVE_INTO_ITSELF).asOutcome();
        }
        if (gone.level() != Level.INSTITUTION || into.level() != Level.INSTITUTION) {
            return Refusal.of(ErrorCode.MERGE_LEVELS).asOutcome();
        }
        for (var line : Line.values()) {
            var open = lines.open(line, goneId);
            if (open.isEmpty()) {
                continue;
            }
            var wrongDay = wrongDay(open.get(), on);
            if (wrongDay != null) {
                return wrongDay.asOutcome();
            }
            if (line != Line.ADMINISTRATIVE) {
                if (!lines.members(line, goneId).isEmpty()) {
                    return Refusal.of(ErrorCode.LINE_HAS_MEMBERS, gone.name()).asOutcome();
                }
                lines.close(open.get().id(), on);
                lines.stepDown(line, goneId);
            }
        }
        for (var department : lines.members(Line.ADMINISTRATIVE, goneId)) {
            var moved = units.find(AsOf.NOW, department).orElseThrow();
            var go = new Move(department, Line.ADMINISTRATIVE, intoId, on, why);
            var refusal = refusal(moved, into, go);
            if (refusal != null) {
                return refusal.asOutcome();
            }
            if (place(moved, into, go, by) instanceof Outcome.Refused<Boolean>(var no)) {
                return no.asOutcome();
            }
        }
        for (var post : people.openPostsAt(goneId)) {
            people.end(post, on, why, clock.now(), by);
        }
        for (var person : people.peopleOf(goneId)) {
            people.retire(person.person(), person.version());
            people.transfer(person.person(), person.version(), intoId, into.scopePath(), clock.now(), by);
            events.publishEvent(new PersonMoved(person.person(), into.scopePath()));
        }
        var below = place(gone, into, new Move(goneId, Line.ADMINISTRATIVE, intoId, on, why), by);
        if (below instanceof Outcome.Refused<Boolean>(var no)) {
            return no.asOutcome();
        }
        lines.stepDown(Line.ADMINISTRATIVE, goneId);
        versions.retire(goneId, gone.version());
        versions.strike(goneId, gone.version(), why, clock.now(), by);
        var path = units.last(goneId).orElseThrow().scopePath();
        lines.succeed(goneId, intoId, on, why, path, clock.now(), by);
        events.publishEvent(new UnitRewritten(goneId));
        return Outcome.done(units.find(AsOf.NOW, intoId).orElseThrow());
    }

    /** Ends every placement of a unit that is struck; the day is the first it no longer stands anywhere. */
    void endAll(UnitId id, LocalDate until) {
        for (var line : Line.values()) {
            lines.open(line, id)
                    .ifPresent(open -> lines.close(
                            open.id(),
                            until.isAfter(open.from()) ? until : open.from().plusDays(1)));
            lines.stepDown(line, id);
        }
    }

    List<Placement> history(UnitId id) {
        return lines.history(id);
    }

    Optional<UnitId> successor(UnitId id) {
        return lines.successor(id);
    }

    /** The unit, if it lies within the mover's scope; the transaction itself sees everything. */
    private @Nullable Unit theirs(Scope mover, UnitId id) {
        return units.find(AsOf.NOW, id)
                .filter(unit -> mover.covers(unit.scopePath()))
                .orElse(null);
    }

    private @Nullable Refusal refusal(Unit unit, @Nullable Unit under, Move move) {
        if (under != null && (under.id().equals(unit.id()) || under.scopePath().startsWith(unit.scopePath()))) {
            return Refusal.of(ErrorCode.MOVE_INTO_ITSELF);
        }
        if (under != null && move.line() == Line.ADMINISTRATIVE && unit.level().compareTo(under.level()) <= 0) {
            return Refusal.of(
                    ErrorCode.UNIT_LEVEL_NOT_BELOW,
                    unit.name(),
                    unit.level().title(),
                    under.level().title());
        }
        if (move.from().isAfter(clock.today())) {
            return Refusal.of(ErrorCode.MOVE_IN_FUTURE).allowedFrom(move.from());
        }
        return null;
    }

    private @Nullable Refusal wrongDay(Placement open, LocalDate day) {
        if (day.isAfter(clock.today())) {
            return Refusal.of(ErrorCode.MOVE_IN_FUTURE).allowedFrom(day);
        }
        if (!day.isAfter(open.from())) {
            return Refusal.of(ErrorCode.MOVE_BEFORE_LAST, open.from());
        }
        return null;
    }

    /** Ends the placement that held, begins the new one, and lets the paths follow. */
    private Outcome<Boolean> place(Unit unit, @Nullable Unit under, Move move, String by) {
        var line = move.line();
        var above = under == null ? Optional.of(line.code() + "/") : lines.standing(line, under.id());
        if (above.isEmpty()) {
            return Refusal.of(ErrorCode.LINE_PARENT_MISSING).asOutcome();
        }
        var before = lines.open(line, unit.id());
        if (before.isPresent()) {
            if (java.util.Objects.equals(before.get().under(), move.under())) {
                return Refusal.of(ErrorCode.MOVE_NOWHERE, unit.name()).asOutcome();
            }
            var wrongDay = wrongDay(before.get(), move.from());
            if (wrongDay != null) {
                return wrongDay.asOutcome();
            }
        }
        var old = lines.standing(line, unit.id());
        if (old.isPresent() && above.get().startsWith(old.get())) {
            return Refusal.of(ErrorCode.MOVE_INTO_ITSELF).asOutcome();
        }
        before.ifPresent(placement -> lines.close(placement.id(), move.from()));
        var path = above.get() + units.labelOf(unit.id()) + "/";
        if (old.isPresent()) {
            lines.rewritePaths(old.get(), path);
            if (line == Line.ADMINISTRATIVE) {
                events.publishEvent(new UnitMoved(unit.id(), old.get(), path));
            }
        } else {
            lines.stand(line, unit.id(), path);
        }
        lines.place(line, unit.id(), move.under(), move.from(), move.why(), path, clock.now(), by);
        return Outcome.done(true);
    }
}
