package org.sanhao.server.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names one campaign. */
public record CampaignId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CampaignId {}

    public static CampaignId next() {
        return new CampaignId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
