package org.sanhao.server.notify;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;

/**
 * Something people of an office are told.
 *
 * @param said what happened, in a word of the sender's: hearing the same word again about the same matter tells nothing new
 * @param title one line as it is read, at most {@value #LONGEST} characters; may name institutions, never a person
 * @param office where they work, and in whose name they see the matter
 * @param posts whoever holds one of them there today
 * @param people others there by name
 * @param but whoever did it and need not be told, or null
 * @param asks whether somebody has to act; settled once the matter moves on
 * @param urgent stands alone instead of renewing what was said of the matter today
 * @param at when it happened
 */
public record Telling(
        Topic topic,
        About about,
        String said,
        String title,
        UnitId office,
        Set<PostKind> posts,
        Set<PersonId> people,
        @Nullable PersonId but,
        boolean asks,
        boolean urgent,
        Instant at) {
    public static final int LONGEST = 200;

    public Telling {
        posts = Set.copyOf(posts);
        people = Set.copyOf(people);
        if (title.length() > LONGEST) {
            title = title.substring(0, LONGEST - 1) + "…";
        }
    }

    /** Something holders of posts are told, once a day about this matter; nobody has to act on it. */
    public static Telling of(
            Topic topic, About about, String said, String title, UnitId office, Set<PostKind> posts, Instant at) {
        return new Telling(topic, about, said, title, office, posts, Set.of(), null, false, false, at);
    }

    public Telling butNot(@Nullable PersonId whoever) {
        return new Telling(topic, about, said, title, office, posts, people, whoever, asks, urgent, at);
    }

    public Telling alsoTo(Set<PersonId> others) {
        return new Telling(topic, about, said, title, office, posts, others, but, asks, urgent, at);
    }

    /** The same as something to be done. */
    public Telling asking() {
        return new Telling(topic, about, said, title, office, posts, people, but, true, urgent, at);
    }
}
