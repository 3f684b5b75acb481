package org.sanhao.server.publication;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one public notice; never stands in a public link. */
public record NoticeId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NoticeId {}

    public static NoticeId next() {
        return new NoticeId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
