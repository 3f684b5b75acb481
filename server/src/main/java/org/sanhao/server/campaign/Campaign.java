package org.sanhao.server.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.pack.PackRef;

/**
 * A campaign as it stands.
 *
 * @param packHash hash of the pack version it was opened with
 * @param edition the year; the pack's windows are worked out from it
 * @param scopePath where its organiser stands
 */
public record Campaign(
        CampaignId id,
        int version,
        PackRef pack,
        String packHash,
        UnitId organiser,
        String organiserName,
        int edition,
        String title,
        State state,
        Organisation organisation,
        String scopePath) {

    /** Whether nothing is filled in or applied for any more. */
    public boolean isOver() {
        return state == State.CONCLUDED || state == State.ARCHIVED;
    }

    /** The next version, in another state. */
    public Campaign becoming(State next) {
        return new Campaign(
                id,
                version + 1,
                pack,
                packHash,
                organiser,
                organiserName,
                edition,
                title,
                next,
                organisation,
                scopePath);
    }

    /** How far a campaign has come; it only moves down this list. */
    public enum State {
        DRAFT("draft", "草稿"),
        PUBLISHED("published", "已发布"),
        RUNNING("running", "进行中"),
        CONCLUDED("concluded", "已结束"),
        ARCHIVED("archived", "已归档");

        private final String code;
        private final String title;

        State(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        public static State of(String code) {
            for (var state : values()) {
                if (state.code.equals(code)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no state " + code);
        }
    }

    /**
     * Who leads it at the organiser's.
     *
     * @param head head of the leading group
     * @param officeDirector head of the office that does the daily work
     * @param contact of the office: an inner telephone or room, or null
     */
    public record Organisation(
            String head,
            List<String> deputies,
            List<String> members,
            String officeAt,
            String officeDirector,
            List<String> officeMembers,
            @Nullable String contact) {
        public Organisation {
            deputies = List.copyOf(deputies);
            members = List.copyOf(members);
            officeMembers = List.copyOf(officeMembers);
        }
    }
}
