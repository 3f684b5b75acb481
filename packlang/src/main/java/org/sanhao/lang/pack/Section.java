package org.sanhao.lang.pack;

import java.util.List;
import org.sanhao.lang.pack.shape.Says;

/** A chapter or a part of one: further sections or clauses, rarely both. */
public record Section(
        @Says("章节号") ClauseCode code,
        @Says("名称") String title,
        @Says("下级章节") List<Section> sections,
        @Says("条款") List<Clause> clauses) {

    void collect(List<Clause> into) {
        into.addAll(clauses);
        sections.forEach(section -> section.collect(into));
    }
}
