package org.sanhao.server.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.Post;
import org.sanhao.server.scope.Scope;

/** What others may ask of messages. Whoever tells does so as the system, after what happened is committed. */
public interface Messages {

    /**
     * Tells people, each once about a matter and day, and puts in what leaves the house. Telling the same again, after a
     * crash or by an event delivered twice, changes nothing.
     *
     * @return how many people were told something new
     */
    int tell(List<Telling> tellings);

    /**
     * A matter has moved on: what people were asked to do about it up to that moment is done or pointless, and does not wait
     * for them any more.
     *
     * @param said the word of what is told of the move, which stands
     */
    void settle(About about, Instant upTo, String said);

    /** Messages of a person in the office the post works for, the latest first. */
    Page<Message> inbox(Scope scope, Post reader, boolean unreadOnly, @Nullable String cursor, int limit);

    /**
     * How many wait to be read.
     *
     * @param here in the office of the post, {@value #MANY} at most
     * @param elsewhere in other offices the person works for, {@value #MANY} at most
     */
    record Unread(int here, int elsewhere) {}

    int MANY = 100;

    Unread unread(Scope scope, Post reader);

    /** Marks one as read; refused as NOT_FOUND for somebody else's. */
    Outcome<Message> read(Scope scope, Post reader, UUID id);

    /** Marks all up to a moment as read, so that nothing the person has not seen is swept along. */
    int readAll(Scope scope, Post reader, Instant upTo);
}
