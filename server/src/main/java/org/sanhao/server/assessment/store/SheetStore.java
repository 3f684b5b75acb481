package org.sanhao.server.assessment.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sheets. */
@Repository
public class SheetStore {
    private static final String SHEET =
            "SELECT id, enrolment_id, campaign_id, unit_id, level, case_id, opened_at, scope_path FROM"
                    + " assessment.sheet";
    private final JdbcClient jdbc;

    SheetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void open(Sheet sheet, String by) {
        jdbc.sql("""
                        INSERT INTO assessment.sheet
                            (id, enrolment_id, campaign_id, unit_id, level, case_id, opened_at, opened_by, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .param(sheet.id().value())
                .param(sheet.enrolment().value())
                .param(sheet.campaign().value())
                .param(sheet.unit().value())
                .param(sheet.level().code())
                .param(sheet.caseId())
                .param(utc(sheet.openedAt()))
                .param(by)
                .param(sheet.scopePath())
                .update();
    }

    public Optional<Sheet> find(SheetId id) {
        return jdbc.sql(SHEET + " WHERE id = ?")
                .param(id.value())
                .query(SheetStore::sheet)
                .optional();
    }

    public Optional<Sheet> own(EnrolmentId enrolment) {
        return jdbc.sql(SHEET + " WHERE enrolment_id = ? AND level = 'institution'")
                .param(enrolment.value())
                .query(SheetStore::sheet)
                .optional();
    }

    public Optional<Sheet> ofCase(UUID caseId, Level level) {
        return jdbc.sql(SHEET + " WHERE case_id = ? AND level = ?")
                .params(caseId, level.code())
                .query(SheetStore::sheet)
                .optional();
    }

    public List<Sheet> of(EnrolmentId enrolment) {
        return jdbc.sql(SHEET + " WHERE enrolment_id = ? ORDER BY (level <> 'institution'), opened_at")
                .param(enrolment.value())
                .query(SheetStore::sheet)
                .list();
    }

    /** The institution's own sheet, then those of the levels that look at one case, the first to look first. */
    public List<Sheet> ofCase(EnrolmentId enrolment, UUID caseId) {
        return jdbc.sql(SHEET + """
                         WHERE enrolment_id = ? AND (level = 'institution' OR case_id = ?)
                        ORDER BY (level <> 'institution'), opened_at
                        """)
                .params(enrolment.value(), caseId)
                .query(SheetStore::sheet)
                .list();
    }

    static Sheet sheet(ResultSet row, int n) throws SQLException {
        return new Sheet(
                new SheetId(row.getObject("id", UUID.class)),
                new EnrolmentId(row.getObject("enrolment_id", UUID.class)),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                new UnitId(row.getObject("unit_id", UUID.class)),
                Level.of(row.getString("level")),
                row.getObject("case_id", UUID.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("scope_path"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
