GRANT USAGE ON SCHEMA plan TO ${app};

-- The creation plan of an office for a campaign: one document, written anew with every change; the latest row current.
CREATE TABLE plan.creation_plan (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    office_id   uuid        NOT NULL,
    pack_id     text        NOT NULL COLLATE "C",
    title       text        NOT NULL,
    first_year  int         NOT NULL CHECK (first_year BETWEEN 2000 AND 2100),
    last_year   int         NOT NULL CHECK (last_year BETWEEN first_year AND 2100),
    goals       jsonb       NOT NULL,
    targets     jsonb       NOT NULL,
    state       text        NOT NULL COLLATE "C" CHECK (state IN ('draft', 'adopted')),
    reason      text        NOT NULL,
    changed     int         NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX creation_plan_current ON plan.creation_plan (id) WHERE current;
CREATE UNIQUE INDEX creation_plan_of_office ON plan.creation_plan (office_id, pack_id) WHERE current;
ALTER TABLE plan.creation_plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan.creation_plan FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON plan.creation_plan USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON plan.creation_plan TO ${app};
GRANT UPDATE (current, scope_path) ON plan.creation_plan TO ${app};
