package org.sanhao.server.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one use of a piece of evidence. */
public record LinkId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LinkId {}

    public static LinkId next() {
        return new LinkId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
