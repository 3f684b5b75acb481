package org.sanhao.server.publication;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one objection; never stands in a public link. */
public record ObjectionId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ObjectionId {}

    public static ObjectionId next() {
        return new ObjectionId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
