package org.sanhao.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.scope.Scope;

/**
 * All evidence of one thing, for a screen: each piece once, and what it is used for.
 *
 * @param uses in the order of the parts
 */
public record EvidenceOf(List<EvidenceView> pieces, List<Use> uses) {

    /** @param takenOff why it no longer counts; absent while it does */
    public record Use(
            UUID id,
            UUID evidenceId,
            String clause,
            String line,
            Instant since,
            @Nullable String takenOff) {
        public static Use of(EvidenceUse use) {
            return new Use(
                    use.id().value(),
                    use.evidence().value(),
                    use.subject().part(),
                    use.subject().line(),
                    use.since(),
                    use.takenOff() == null ? null : use.takenOff().why());
        }
    }

    public EvidenceOf {
        pieces = List.copyOf(pieces);
        uses = List.copyOf(uses);
    }

    /** What stands for a thing now: two statements, however many parts it has. */
    public static EvidenceOf of(EvidenceFiles files, Scope scope, String kind, UUID subject) {
        var uses = files.usesOf(scope, kind, subject, false);
        var pieces = files.behind(scope, kind, subject);
        return new EvidenceOf(
                uses.stream()
                        .map(EvidenceUse::evidence)
                        .distinct()
                        .filter(pieces::containsKey)
                        .map(id -> EvidenceView.of(java.util.Objects.requireNonNull(pieces.get(id))))
                        .toList(),
                uses.stream().map(Use::of).toList());
    }
}
