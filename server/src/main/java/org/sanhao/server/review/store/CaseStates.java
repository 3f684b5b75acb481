package org.sanhao.server.review.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sanhao.server.review.domain.CaseState;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** States as rows: the type's name beside its data. */
@Component
class CaseStates {
    private static final Map<String, Class<? extends CaseState>> TYPES = List.<Class<? extends CaseState>>of(
                    CaseState.Preparing.class,
                    CaseState.SelfAssessing.class,
                    CaseState.HeadSigned.class,
                    CaseState.Submitted.class,
                    CaseState.SupplementAsked.class,
                    CaseState.Accepted.class,
                    CaseState.DeskReview.class,
                    CaseState.PanelDrawn.class,
                    CaseState.OnSite.class,
                    CaseState.Feedback.class,
                    CaseState.PanelConcluded.class,
                    CaseState.OpinionGiven.class,
                    CaseState.OpinionSigned.class,
                    CaseState.Forwarded.class,
                    CaseState.Proposed.class,
                    CaseState.PublicNotice.class,
                    CaseState.Objected.class,
                    CaseState.Announced.class,
                    CaseState.InForce.class,
                    CaseState.MustRectify.class,
                    CaseState.NotPassed.class,
                    CaseState.CoolingDown.class,
                    CaseState.Expired.class,
                    CaseState.Removed.class,
                    CaseState.Withdrawn.class)
            .stream()
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private final JsonMapper json;

    CaseStates(JsonMapper json) {
        this.json = json;
    }

    String name(CaseState state) {
        return state.getClass().getSimpleName();
    }

    String data(CaseState state) {
        return json.writeValueAsString(state);
    }

    CaseState read(String name, String data) {
        var type = TYPES.get(name);
        if (type == null) {
            throw new IllegalStateException("no state " + name);
        }
        return json.readerFor(type)
                .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(data);
    }
}
