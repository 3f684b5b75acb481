package org.sanhao.bench;

import java.util.Locale;

/**
 * What came out.
 *
 * @param value measured, in {@code unit}
 * @param reach the figure promised
 * @param ok whether it is reached
 * @param rival the same measured of the obvious way
 * @param ratio how many times better than the rival; above 1 is better whatever the unit
 */
public record Result(String bench, double value, String unit, double reach, boolean ok, double rival, double ratio) {

    /** Smaller is better. */
    public static Result atMost(String bench, double value, String unit, double reach, double rival) {
        return new Result(bench, value, unit, reach, value <= reach, rival, rival / value);
    }

    /** Larger is better. */
    public static Result atLeast(String bench, double value, String unit, double reach, double rival) {
        return new Result(bench, value, unit, reach, value >= reach, rival, value / rival);
    }

    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"reach\":%.2f,\"ok\":%b,\"rival\":%.2f,\"ratio\":%.2f}",
                bench,
                value,
                unit,
                reach,
                ok,
                rival,
                ratio);
    }
}
