-- Whose tier is to be worked out again. The mark was a column with an index of its own: every answer set it and every
-- working out took it away, and each time the row had to be entered anew in all thirteen indexes of its table. Beside the
-- rows it touches one small index, and the rows are rewritten where they stand.
CREATE TABLE dashboard.to_judge (enrolment_id uuid PRIMARY KEY);
ALTER TABLE dashboard.to_judge ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.to_judge FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON dashboard.to_judge USING ((SELECT scope.current()) = 'system');
GRANT SELECT, INSERT, DELETE ON dashboard.to_judge TO ${app};
SELECT set_config('sanhao.scope', 'system', true);
INSERT INTO dashboard.to_judge (enrolment_id) SELECT enrolment_id FROM dashboard.enrolment_now WHERE stale;
ALTER TABLE dashboard.enrolment_now DROP COLUMN stale;
