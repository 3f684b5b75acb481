package org.sanhao.lang.pack;

import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/**
 * When a case that did not pass may come again: the latest of interval, next window and once-a-year rule.
 *
 * @param after from the day of the decision
 * @param window the part of every year in which applications are taken, or null for the whole year
 */
public record Reapply(
        @Says("距上次不通过至少多久，例如 P6M") @Nullable Period after,

        @Says("每年只申报一次") @Key("once-a-year") @Default("false")
        boolean onceAYear,

        @Says("每年的申报时间") @Nullable Window window,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
