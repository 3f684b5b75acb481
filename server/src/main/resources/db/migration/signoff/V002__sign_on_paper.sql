-- A signature that stands on paper: whose, of what day, on which printed copy, and the scan it was entered from. The row
-- itself is written by whoever entered it.
ALTER TABLE signoff.step ADD COLUMN paper jsonb;

-- What somebody says against a signature that was entered for them from paper.
CREATE TABLE signoff.contest (
    sheet_id    uuid        NOT NULL REFERENCES signoff.sheet (id),
    step        int         NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    why         text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (sheet_id, step)
);
ALTER TABLE signoff.contest ENABLE ROW LEVEL SECURITY;
ALTER TABLE signoff.contest FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON signoff.contest USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON signoff.contest TO ${app};
GRANT UPDATE (scope_path) ON signoff.contest TO ${app};
