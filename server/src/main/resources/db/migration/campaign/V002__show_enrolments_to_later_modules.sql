-- Who takes part in what is published, for modules that count; under the reader's own row-level security. The liaison
-- officer's name stays here.
CREATE VIEW campaign.pub_enrolment WITH (security_invoker = true) AS
    SELECT e.id AS enrolment_id, e.campaign_id, e.unit_id, e.mode, e.priority, e.target, e.recorded_at, c.pack_id,
           c.pack_version, c.edition, c.title AS campaign_title, e.scope_path
    FROM campaign.enrolment e
    JOIN campaign.campaign c ON c.id = e.campaign_id AND c.current AND c.voided_at IS NULL AND c.state <> 'draft'
    WHERE e.current AND e.voided_at IS NULL;
GRANT SELECT ON campaign.pub_enrolment TO ${app};
