package org.sanhao.server.dashboard.service;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sanhao.lang.pack.Standard;
import org.sanhao.server.dashboard.domain.Outline;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.springframework.stereotype.Component;

/** The outlines of published standards, cut once. */
@Component
public class Outlines {
    private final Packs packs;
    private final Map<Standard, Outline> cut = new ConcurrentHashMap<>();

    Outlines(Packs packs) {
        this.packs = packs;
    }

    /** The outline for institutions of a type; empty when the pack has no standard for them. */
    public Optional<Outline> of(PackRef pack, String unitType) {
        return packs.get(pack).rulesFor(unitType).map(rules -> cut.computeIfAbsent(rules.standard(), Outline::of));
    }
}
