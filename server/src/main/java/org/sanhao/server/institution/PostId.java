package org.sanhao.server.institution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one post. */
public record PostId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PostId {}

    public static PostId next() {
        return new PostId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
