package org.sanhao.server.publication;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one announced result; never stands in a public link. */
public record ResultId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ResultId {}

    public static ResultId next() {
        return new ResultId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
