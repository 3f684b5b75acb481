package org.sanhao.server.signoff;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one sign-off sheet. */
public record SignOffId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SignOffId {}

    public static SignOffId next() {
        return new SignOffId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
