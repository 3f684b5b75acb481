package org.sanhao.server.pack;

import java.util.Map;
import java.util.Optional;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
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
}
