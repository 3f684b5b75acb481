package org.sanhao.server.pack;

import java.util.List;
import java.util.Optional;

/** What others may ask about packs. */
public interface Packs {

    /** All published versions, the newest of each pack first. */
    List<PublishedPack> list();

    Optional<PublishedPack> find(PackRef ref);

    /**
     * The version a campaign was opened with.
     *
     * @throws IllegalStateException when it is not there: a campaign without its pack is broken data
     */
    default PublishedPack get(PackRef ref) {
        return find(ref).orElseThrow(() -> new IllegalStateException("pack " + ref + " is not published here"));
    }
}
