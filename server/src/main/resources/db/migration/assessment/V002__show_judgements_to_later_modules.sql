-- Every version of every assessor's answer with the ruling on it, for modules that count; under the reader's own row-level
-- security. Grades only: remarks and persons stay here.
CREATE VIEW assessment.pub_judgement WITH (security_invoker = true) AS
    SELECT s.enrolment_id, s.id AS sheet_id, s.case_id, s.level, a.clause, a.version, a.current, a.recorded_at, a.grade,
           a.look, a.na_reason IS NOT NULL AS na_asked, r.approved AS na_approved, r.level AS ruled_at_level,
           r.recorded_at AS ruled_at, a.scope_path
    FROM assessment.sheet s
    JOIN assessment.answer a ON a.sheet_id = s.id
    LEFT JOIN assessment.ruling r
        ON r.sheet_id = a.sheet_id AND r.clause = a.clause AND r.answer_version = a.version;
GRANT SELECT ON assessment.pub_judgement TO ${app};
