package org.sanhao.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShareTest {

    @Test
    void every_spelling_of_the_field_is_read_as_whole_numbers() {
        assertThat(Share.parse("90%")).isEqualTo(new Share(9, 10));
        assertThat(Share.parse("42.5 %")).isEqualTo(new Share(17, 40));
        assertThat(Share.parse("1‰")).isEqualTo(new Share(1, 1000));
        assertThat(Share.parse("0.4:1")).isEqualTo(new Share(2, 5));
        assertThat(Share.parse("2/3")).isEqualTo(new Share(2, 3));
        assertThat(Share.parse("0%")).isEqualTo(new Share(0, 1));
    }

    @Test
    void what_is_no_share_is_not_guessed_at() {
        for (var text : new String[] {"", "90", "0.9", "90 percent", "-1%", "1:0", "九成", "%", "1e2%"}) {
            assertThat(Share.parse(text)).as(text).isNull();
        }
    }

    @Test
    void eighty_percent_of_88_needs_71_and_70_do_not_reach_it() {
        var share = Share.percent(80);

        assertThat(share.need(88)).isEqualTo(71);
        assertThat(share.isMetBy(71, 88)).isTrue();
        assertThat(share.isMetBy(70, 88)).isFalse();
        assertThat(share.isMetBy(64, 80)).isTrue();
        assertThat(share.isMetBy(63, 80)).isFalse();
    }

    @Property
    boolean the_spelling_of_a_share_reads_back_as_the_same_share(
            @ForAll @IntRange(min = 0, max = 5000) int num, @ForAll @IntRange(min = 1, max = 5000) int den) {
        var share = new Share(num, den);
        return share.equals(Share.parse(share.toString()));
    }

    @Property
    boolean the_count_needed_is_the_first_that_meets_the_share(
            @ForAll @IntRange(min = 0, max = 1000) int num,
            @ForAll @IntRange(min = 1, max = 1000) int den,
            @ForAll @IntRange(min = 0, max = 500) int of) {
        var share = new Share(num, den);
        long need = share.need(of);
        return share.isMetBy(need, of) && (need == 0 || !share.isMetBy(need - 1, of));
    }

    @Property
    boolean comparison_agrees_with_exact_decimals(
            @ForAll @IntRange(min = 0, max = 9999) int a, @ForAll @IntRange(min = 0, max = 9999) int b) {
        var left = Share.parse(a / 100 + "." + "%02d".formatted(a % 100) + "%");
        var right = Share.parse(b / 100 + "." + "%02d".formatted(b % 100) + "%");
        return left != null
                && right != null
                && Integer.signum(left.compareTo(right))
                        == BigDecimal.valueOf(a, 2).compareTo(BigDecimal.valueOf(b, 2));
    }
}
