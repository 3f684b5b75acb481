package org.sanhao.server.demo;

import org.sanhao.server.institution.Level;

/** Who sits in the offices over an institution, by login. */
final class DemoOffices {
    private DemoOffices() {}

    /**
     * The login of a post.
     *
     * @param manager code of the authority that manages the institution
     * @param post {@code handler} or {@code division}
     */
    static String login(String manager, Level level, String post) {
        return switch (level) {
            case COUNTY -> manager.equals("x1") ? "county." + post : manager + "." + post;
            case CITY -> {
                var city = manager.startsWith("c") ? manager : parentOf("units", manager);
                yield city.equals("c1") && post.equals("division") ? "city.division" : city + "." + post;
            }
            case PROVINCE -> post.equals("division") ? "province.division" : "p1." + post;
            case NATION, INSTITUTION, DEPARTMENT -> throw new IllegalStateException("no office at " + level);
        };
    }

    /** The code of whoever stands above a unit or institution. */
    static String parentOf(String table, String code) {
        return DemoTable.read(table).stream()
                .filter(row -> row.text("code").equals(code))
                .findFirst()
                .orElseThrow()
                .text("parent");
    }
}
