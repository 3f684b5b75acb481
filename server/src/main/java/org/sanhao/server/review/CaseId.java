package org.sanhao.server.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one case. */
public record CaseId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CaseId {}

    public static CaseId next() {
        return new CaseId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
