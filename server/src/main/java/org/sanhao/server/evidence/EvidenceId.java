package org.sanhao.server.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one piece of evidence. */
public record EvidenceId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EvidenceId {}

    public static EvidenceId next() {
        return new EvidenceId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
