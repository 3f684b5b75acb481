package org.sanhao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Cursor.Part;

/** What the wire brings is a day, a moment, a text, a place in a list – or nothing of ours. */
class WireFormsTest {
    private static final String ID = "01a00000-0000-7000-8000-000000000000";

    @Test
    void a_place_in_a_list_comes_back_as_it_went_out() {
        var place = Cursor.at("山", Instant.parse("2026-03-01T08:00:00Z"), 7, ID);

        assertThat(Cursor.parse(place.text(), Part.TEXT, Part.MOMENT, Part.NUMBER, Part.ID))
                .contains(place);
        assertThat(Cursor.parse(null, Part.ID)).isEmpty();
    }

    @Test
    void a_place_of_another_make_is_refused() {
        for (var wrong :
                List.of("x", "1-1-1-1-1", "", "+999999999-12-31", "a\0b", ID.toUpperCase(java.util.Locale.ROOT))) {
            for (var part : List.of(Part.ID, Part.MOMENT, Part.DAY, Part.NUMBER)) {
                var text = Cursor.at(wrong).text();
                if (!text.isEmpty()) {
                    assertThatThrownBy(() -> Cursor.parse(text, part))
                            .as(wrong + " as " + part)
                            .isInstanceOf(RefusedException.class);
                }
            }
        }
        var shorter = Cursor.at(ID).text();
        assertThatThrownBy(() -> Cursor.parse(shorter, Part.TEXT, Part.ID)).isInstanceOf(RefusedException.class);
        var machine = Cursor.at("a\0b").text();
        assertThatThrownBy(() -> Cursor.parse(machine, Part.TEXT)).isInstanceOf(RefusedException.class);
    }

    @Test
    void days_and_moments_have_years_of_four_digits() {
        assertThat(Years.day("1949-10-01")).isEqualTo("1949-10-01");
        assertThat(Years.moment("2026-03-01T08:00:00+08:00")).isEqualTo("2026-03-01T00:00:00Z");
        for (var wrong : List.of("+10000-01-01", "0999-12-31", "-0001-01-01", "2026-02-30", "")) {
            assertThatThrownBy(() -> Years.day(wrong)).as(wrong).isInstanceOf(DateTimeException.class);
        }
        for (var wrong : List.of("+10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-03-01", "")) {
            assertThatThrownBy(() -> Years.moment(wrong)).as(wrong).isInstanceOf(DateTimeException.class);
        }
    }

    @Test
    void text_of_any_script_is_whole_and_what_only_machines_speak_is_not() {
        for (var whole : List.of("", "望溪县", "𠮷𠮷", "👨‍👩‍👧", "two\r\nlines\tand a tab", "e\u0301")) {
            assertThat(PlainText.isBroken(whole)).as(whole).isFalse();
        }
        for (var broken : List.of("a\0b", "\u001b[31m", "\ud800", "\udc00\ud800", "\u0085", "a\ud842")) {
            assertThat(PlainText.isBroken(broken)).isTrue();
        }
    }
}
