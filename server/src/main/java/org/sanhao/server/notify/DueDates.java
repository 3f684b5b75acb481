package org.sanhao.server.notify;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;

/** Days a module knows of on which something has to be done. A bean of this type is all a module needs to have people reminded. */
public interface DueDates {

    /**
     * Something to be done by a day.
     *
     * @param title what, as it stands before 「还有 3 天到期」
     * @param office whose task it is
     * @param posts who of the office is reminded
     * @param people others there by name
     * @param due the last day on which it is in time
     */
    record Due(About about, String title, UnitId office, Set<PostKind> posts, Set<PersonId> people, LocalDate due) {
        public Due {
            posts = Set.copyOf(posts);
            people = Set.copyOf(people);
        }
    }

    /**
     * Hands over everything that is still to be done and due up to a day, overdue included. Asked as the system; whatever is
     * long reads page by page.
     */
    void each(LocalDate upTo, Consumer<Due> to);
}
