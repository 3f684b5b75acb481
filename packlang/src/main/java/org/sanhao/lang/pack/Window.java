package org.sanhao.lang.pack;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Says;

/**
 * From when to when, as printed: both days belong to it. Either side may be missing where the notice names none.
 *
 * @param event what closes a window whose end is an event
 */
public record Window(
        @Says("开始，例如 03、03-01、03-early") @Nullable PartialDate from,
        @Says("结束，当天算在内；由事件结束的写 event") @Nullable WindowEnd to,
        @Says("结束事件的名称") @Nullable String event) {

    /** The first day, or null when the window has no beginning. */
    public @Nullable LocalDate firstDay(int edition) {
        return from == null ? null : from.first(edition);
    }

    /** The last day, itself included, or null when the window has no dated end. */
    public @Nullable LocalDate lastDay(int edition) {
        return to instanceof PartialDate date ? date.last(edition) : null;
    }

    /** As a notice says it: 3月至8月. */
    public String zh() {
        var start = from == null ? "" : from.zh();
        var end = switch (to) {
            case null -> "起";
            case PartialDate date -> date.equals(from) ? "" : (from == null ? date.zh() + "前" : "至" + date.zh());
            case WindowEnd.ByEvent ignored -> "至" + (event == null ? "事件发生" : event);
        };
        return start + end;
    }
}
