package org.sanhao.server.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one creation plan. */
public record CreationPlanId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CreationPlanId {}

    public static CreationPlanId next() {
        return new CreationPlanId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
