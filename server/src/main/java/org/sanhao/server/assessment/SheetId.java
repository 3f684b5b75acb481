package org.sanhao.server.assessment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one sheet. */
public record SheetId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SheetId {}

    public static SheetId next() {
        return new SheetId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
