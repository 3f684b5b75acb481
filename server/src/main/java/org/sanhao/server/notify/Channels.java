package org.sanhao.server.notify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.Post;
import org.sanhao.server.scope.Scope;

/** The channels of an office. */
public interface Channels {

    /** The most an office may have. */
    int MOST = 10;

    /** Hosts the person who runs the product allows to be spoken to; empty switches channels off. */
    List<String> hosts();

    /**
     * What is wanted of a channel.
     *
     * @param address null keeps the one there is
     */
    record Wish(String name, Channel.Shape shape, @Nullable String address, Channel.Pace pace, Channel.State state) {}

    /** A channel with how its last delivery went: null while there was none, else the moment and what went wrong, if it did. */
    record Standing(
            Channel channel,
            @Nullable Instant last,
            @Nullable String problem) {}

    List<Standing> of(Scope scope, Post keeper);

    /** @return refused as CHANNEL_HOST_UNKNOWN, CHANNEL_ADDRESS_WRONG, CHANNELS_FULL */
    Outcome<Channel> add(Scope scope, Post keeper, Wish wish);

    /** @return refused also as NOT_FOUND, STALE */
    Outcome<Channel> change(Scope scope, Post keeper, UUID id, int seen, Wish wish);

    /** Sends a line that says it is a trial; how it went shows at the channel a moment later. */
    Outcome<Channel> tryOut(Scope scope, Post keeper, UUID id);
}
