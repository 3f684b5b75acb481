GRANT USAGE ON SCHEMA assessment TO ${app};

-- One sheet per assessor: the institution's own, and one per level that looks at a case. A sheet never changes; its
-- answers are facts. Grades of different levels stand in different sheets and never overwrite each other.
CREATE TABLE assessment.sheet (
    id           uuid        PRIMARY KEY,
    enrolment_id uuid        NOT NULL,
    campaign_id  uuid        NOT NULL,
    unit_id      uuid        NOT NULL,
    level        text        NOT NULL CHECK (level IN ('institution', 'county', 'city', 'province', 'nation')),
    case_id      uuid,
    opened_at    timestamptz NOT NULL,
    opened_by    text        NOT NULL,
    scope_path   text        NOT NULL COLLATE "C",
    CHECK ((level = 'institution') = (case_id IS NULL))
);
CREATE UNIQUE INDEX sheet_own ON assessment.sheet (enrolment_id) WHERE level = 'institution';
CREATE UNIQUE INDEX sheet_of_case ON assessment.sheet (case_id, level) WHERE case_id IS NOT NULL;
CREATE INDEX sheet_of_enrolment ON assessment.sheet (enrolment_id);
CREATE INDEX sheet_in_scope ON assessment.sheet (scope_path, campaign_id);
ALTER TABLE assessment.sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment.sheet FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON assessment.sheet USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON assessment.sheet TO ${app};
GRANT UPDATE (scope_path) ON assessment.sheet TO ${app};

-- What an assessor found of a clause: the lines judged, the grade the cascade gives, a remark, whether "not applicable"
-- is asked for. One row per version.
CREATE TABLE assessment.answer (
    sheet_id    uuid        NOT NULL REFERENCES assessment.sheet (id),
    clause      text        NOT NULL COLLATE "C",
    version     int         NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    current     boolean     NOT NULL,
    judged      jsonb       NOT NULL,
    grade       text        NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D', 'none')),
    remark      text        NOT NULL CHECK (length(remark) <= 2000),
    na_reason   text        CHECK (length(na_reason) BETWEEN 1 AND 500),
    look        text        NOT NULL CHECK (look IN ('self', 'desk', 'on-site')),
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (sheet_id, clause, version)
);
CREATE UNIQUE INDEX answer_current ON assessment.answer (sheet_id, clause) WHERE current;
CREATE INDEX answer_in_scope ON assessment.answer (scope_path) WHERE current;
ALTER TABLE assessment.answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment.answer FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON assessment.answer USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON assessment.answer TO ${app};
GRANT UPDATE (current, scope_path) ON assessment.answer TO ${app};

-- The managing level's word on "not applicable": about one version of the institution's answer.
CREATE TABLE assessment.ruling (
    sheet_id       uuid        NOT NULL REFERENCES assessment.sheet (id),
    clause         text        NOT NULL COLLATE "C",
    answer_version int         NOT NULL,
    recorded_at    timestamptz NOT NULL,
    recorded_by    text        NOT NULL,
    level          text        NOT NULL,
    approved       boolean     NOT NULL,
    reason         text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    scope_path     text        NOT NULL COLLATE "C",
    PRIMARY KEY (sheet_id, clause, answer_version)
);
ALTER TABLE assessment.ruling ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment.ruling FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON assessment.ruling USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON assessment.ruling TO ${app};
GRANT UPDATE (scope_path) ON assessment.ruling TO ${app};

-- Who answers for a part of the sheet: a section or a clause handed to a department or a person. The latest counts.
CREATE TABLE assessment.assignment (
    sheet_id      uuid        NOT NULL REFERENCES assessment.sheet (id),
    part          text        NOT NULL COLLATE "C",
    version       int         NOT NULL CHECK (version > 0),
    recorded_at   timestamptz NOT NULL,
    recorded_by   text        NOT NULL,
    current       boolean     NOT NULL,
    department_id uuid,
    person_id     uuid,
    due           date,
    scope_path    text        NOT NULL COLLATE "C",
    PRIMARY KEY (sheet_id, part, version)
);
CREATE UNIQUE INDEX assignment_current ON assessment.assignment (sheet_id, part) WHERE current;
ALTER TABLE assessment.assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment.assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON assessment.assignment USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON assessment.assignment TO ${app};
GRANT UPDATE (current, scope_path) ON assessment.assignment TO ${app};
