package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/**
 * A piece of work the campaign asks of every unit of a level. Declared and printed; it is handed out and followed up by
 * the task module.
 *
 * @param rrule recurrence (RFC 5545), or null when once
 */
public record Duty(
        @Says("编号") Id id,
        @Says("名称") String title,
        @Says("由哪一级完成") @Refers(Refs.LEVEL) Level who,
        @Says("重复规则") @Nullable String rrule,
        @Says("截止") @Nullable PartialDate by,
        @Says("交什么") List<String> deliver,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
