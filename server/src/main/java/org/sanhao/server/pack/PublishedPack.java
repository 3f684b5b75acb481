package org.sanhao.server.pack;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Phase;
import org.sanhao.lang.pack.score.TierRules;

/**
 * A published version, ready to be used.
 *
 * @param hash of the canonical form, with its algorithm in front
 * @param rules compiled tiers by type of institution
 */
public record PublishedPack(PackRef ref, Pack pack, String hash, Map<Id, TierRules> rules) {

    /** The compiled tiers for institutions of a type, or empty when the pack has no standard for them. */
    public Optional<TierRules> rulesFor(String type) {
        var id = Id.parse(type);
        return id == null ? Optional.empty() : Optional.ofNullable(rules.get(id));
    }

    /** The last day of the last phase that ends on a day; empty when all of them end with an event. */
    public Optional<LocalDate> lastDay(int edition) {
        return pack.phases().stream()
                .map(Phase::window)
                .filter(Objects::nonNull)
                .map(window -> window.lastDay(edition))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }
}
