package org.sanhao.server.signoff.store;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.signoff.Chain;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Steps of a chain as the database keeps them. */
@Component
class KeptSteps {
    private static final TypeReference<List<KeptStep>> STEPS = new TypeReference<>() {};

    private final JsonMapper json;

    KeptSteps(JsonMapper json) {
        this.json = json;
    }

    /** A step as it is kept: posts that sign, or a meeting with its quorum. */
    private record KeptStep(
            @Nullable List<String> posts,
            @Nullable String meeting,
            @Nullable Integer quorum) {
        static KeptStep of(Chain.Step step) {
            return switch (step) {
                case Chain.Signature signature -> new KeptStep(SignOffStore.codes(signature), null, null);
                case Chain.Meeting meeting -> new KeptStep(null, meeting.name(), meeting.quorum());
            };
        }

        Chain.Step step() {
            return meeting != null && quorum != null
                    ? new Chain.Meeting(meeting, quorum)
                    : new Chain.Signature(Objects.requireNonNull(posts).stream()
                            .map(PostKind::of)
                            .collect(Collectors.toSet()));
        }
    }

    String text(List<Chain.Step> steps) {
        return json.writeValueAsString(steps.stream().map(KeptStep::of).toList());
    }

    List<Chain.Step> of(String text) {
        return json.readValue(text, STEPS).stream().map(KeptStep::step).toList();
    }
}
