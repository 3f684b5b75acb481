-- What a case stands on after each of its moves: the copy signed last, or the living sheet while nothing is signed and
-- again when the case is over.
CREATE OR REPLACE VIEW review.pub_case_step WITH (security_invoker = true) AS
    SELECT c.id AS case_id, c.enrolment_id, c.tier, c.route, c.opened_at, s.version, s.current, s.recorded_at, s.move, s.state,
           s.state_data, s.held_at, s.scope_path,
           CASE WHEN s.open AND s.state NOT IN ('Preparing', 'SelfAssessing')
                THEN (SELECT max(m.version) FROM review.submission m
                      WHERE m.case_id = s.case_id AND m.recorded_at <= s.recorded_at)
           END AS copy
    FROM review.review_case c JOIN review.step s ON s.case_id = c.id;

-- Which version of which answer a copy holds. What was written stays here.
CREATE VIEW review.pub_sent_answer WITH (security_invoker = true) AS
    SELECT m.case_id, m.version AS copy, sent.key AS clause, (sent.value ->> 'version')::int AS answer_version, m.scope_path
    FROM review.submission m, jsonb_each(m.canonical::jsonb -> 'clauses') AS sent;
GRANT SELECT ON review.pub_sent_answer TO ${app};
