package org.sanhao.cli.coverage;

import java.util.List;

/**
 * Somebody says that requirements are met.
 *
 * @param by who says so, as a reader finds it: {@code org.sanhao.x.YTest#name}, {@code packs/a/1/pack.yaml:12}
 * @param ids as written, known or not
 * @param standing whether the word counts now
 */
public record Mark(String by, List<String> ids, Standing standing) {
    /** More ids than this on one test prove little about each. */
    public static final int WEAK_ABOVE = 12;

    public Mark {
        ids = List.copyOf(ids);
    }

    boolean counts() {
        return standing == Standing.HOLDS;
    }

    /** A test naming so many ids that it cannot be about each of them. */
    boolean isWeak() {
        return ids.size() > WEAK_ABOVE;
    }

    /** What the last run says about a mark. */
    public enum Standing {
        /** The test passed, or the pack checks clean. */
        HOLDS("通过"),
        /** The test failed, was in error or was skipped in part; or the pack has errors. */
        BROKEN("未通过"),
        /** No report tells of the test. */
        NOT_RUN("未运行"),
        /** The test was edited after its last report. */
        OUTDATED("运行后已修改");

        private final String zh;

        Standing(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
