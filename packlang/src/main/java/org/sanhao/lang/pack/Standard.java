package org.sanhao.lang.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.NotEmpty;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;
import org.sanhao.lang.pack.shape.Variant;

/**
 * A tree of sections and graded clauses.
 *
 * @param sample a reconstruction, not an official text; every screen and print says so
 * @param promises how many clauses of a set the text itself says there are; the checker counts
 */
@Variant("clauses")
public record Standard(
        @Says("编号") @Key("standard") Id id,
        @Says("名称") Bilingual title,
        @Says("样例重构，非官方文本") @Default("false") boolean sample,
        @Says("适用的机构类型") @Key("for") @Refers(Refs.TYPE) Id type,
        @Says("来源") @Nullable String source,
        @Says("文本写明的条款数") Map<ClauseSet, Integer> promises,
        @Says("章节") @NotEmpty List<Section> sections)
        implements Scheme {

    /** All clauses in the order printed. */
    public List<Clause> clauses() {
        var all = new ArrayList<Clause>();
        sections.forEach(section -> section.collect(all));
        return List.copyOf(all);
    }

    /** The clause of a code, if the standard has it. */
    public Optional<Clause> clause(ClauseCode code) {
        return clauses().stream().filter(clause -> clause.code().equals(code)).findFirst();
    }
}
