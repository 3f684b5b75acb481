-- Where every case stood after every move, for modules that count; under the reader's own row-level security. Reasons,
-- details and persons stay here.
CREATE VIEW review.pub_case_step WITH (security_invoker = true) AS
    SELECT c.id AS case_id, c.enrolment_id, c.tier, c.route, c.opened_at, s.version, s.current, s.recorded_at, s.move, s.state,
           s.state_data, s.held_at, s.scope_path
    FROM review.review_case c JOIN review.step s ON s.case_id = c.id;
GRANT SELECT ON review.pub_case_step TO ${app};
CREATE INDEX step_of_enrolment ON review.step (enrolment_id, version);
