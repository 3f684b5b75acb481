package org.sanhao.cli.coverage;

import java.util.List;
import java.util.Locale;
import org.sanhao.lang.pack.RequirementId;

/**
 * One row of {@code docs/requirements.tsv}.
 *
 * @param rule the figure in a short form such as {@code >= 50% by 2011-12-31}; empty when there is none
 */
public record Requirement(
        RequirementId id, String system, Binding binding, List<String> capabilities, String rule, String line) {
    public Requirement {
        capabilities = List.copyOf(capabilities);
    }

    /** How strongly a source asks. */
    public enum Binding {
        MUST,
        STRIVE,
        MAY,
        BY_REFERENCE,
        DEFAULT,
        PILOT,
        FACT;

        /** As the table spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
