package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;

/** When a window closes: with a date, or with something happening, spelled {@code event}. */
public sealed interface WindowEnd permits PartialDate, WindowEnd.ByEvent {
    /** The window stays open until the organiser records that the event happened. */
    record ByEvent() implements WindowEnd {
        @Override
        public String toString() {
            return "event";
        }
    }

    /** The end, or null when the text is no spelling of one. */
    static @Nullable WindowEnd parse(String text) {
        return text.equals("event") ? new ByEvent() : PartialDate.parse(text);
    }
}
