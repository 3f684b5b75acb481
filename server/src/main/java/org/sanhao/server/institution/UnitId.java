package org.sanhao.server.institution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one unit. */
public record UnitId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnitId {}

    public static UnitId next() {
        return new UnitId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
