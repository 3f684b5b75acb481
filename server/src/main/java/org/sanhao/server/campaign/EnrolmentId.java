package org.sanhao.server.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one enrolment. */
public record EnrolmentId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnrolmentId {}

    public static EnrolmentId next() {
        return new EnrolmentId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
