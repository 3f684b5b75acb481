-- A file on its way into the register. Its rows are staged, compared with the register and either loaded together or not at
-- all; what is staged is no fact and is thrown away afterwards.
GRANT USAGE ON SCHEMA imports TO ${app};

CREATE TABLE imports.run (
    id            uuid        PRIMARY KEY,
    file_name     text        NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
    file_size     bigint      NOT NULL,
    sha256        bytea       NOT NULL CHECK (length(sha256) = 32),
    state         text        NOT NULL CHECK (state IN ('queued', 'checking', 'ready', 'faulty', 'loading', 'loaded',
                                                        'refused', 'cancelled', 'interrupted')),
    -- May register units, not departments only.
    units_too     boolean     NOT NULL,
    by_person     text        NOT NULL,
    own_unit      uuid        NOT NULL,
    created_at    timestamptz NOT NULL,
    heartbeat_at  timestamptz NOT NULL,
    checked_at    timestamptz,
    finished_at   timestamptz,
    done          int         NOT NULL DEFAULT 0,
    total         int         NOT NULL DEFAULT 0,
    counts        jsonb       NOT NULL DEFAULT '{}',
    faults        int         NOT NULL DEFAULT 0,
    refusal       text,
    refusal_args  text[]      NOT NULL DEFAULT '{}',
    cancel_wanted boolean     NOT NULL DEFAULT false,
    scope_path    text        NOT NULL COLLATE "C"
);
CREATE INDEX run_in_scope ON imports.run (scope_path, created_at DESC, id DESC);
-- The same file twice at once is one import.
CREATE UNIQUE INDEX run_open_once ON imports.run (scope_path, sha256)
    WHERE state IN ('queued', 'checking', 'ready', 'loading');
ALTER TABLE imports.run ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.run FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON imports.run USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE ON imports.run TO ${app};

CREATE TABLE imports.staged_unit (
    run_id     uuid    NOT NULL,
    line       int     NOT NULL,
    fresh_id   uuid    NOT NULL,
    code       text    COLLATE "C",
    name       text    NOT NULL,
    level      text    NOT NULL,
    type       text    NOT NULL,
    parent     text,
    attributes jsonb   NOT NULL,
    from_day   date,
    -- Found out by comparing with the register.
    unit_id    uuid    NOT NULL,
    parent_id  uuid,
    version    int,
    known      boolean NOT NULL DEFAULT false,
    changed    boolean NOT NULL DEFAULT false,
    scope_path text    NOT NULL COLLATE "C",
    PRIMARY KEY (run_id, line)
);
ALTER TABLE imports.staged_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.staged_unit FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON imports.staged_unit USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON imports.staged_unit TO ${app};

CREATE TABLE imports.staged_person (
    run_id      uuid    NOT NULL,
    line        int     NOT NULL,
    fresh_id    uuid    NOT NULL,
    name        text    NOT NULL,
    staff_no    text    COLLATE "C",
    unit        text,
    department  text,
    kind        text,
    title       text,
    from_day    date,
    login       text    COLLATE "C",
    -- Found out by comparing with the register.
    person_id   uuid    NOT NULL,
    unit_id     uuid,
    target_id   uuid,
    version     int,
    -- The first row of this person; the others only add posts.
    first       boolean NOT NULL DEFAULT true,
    known       boolean NOT NULL DEFAULT false,
    changed     boolean NOT NULL DEFAULT false,
    moved       boolean NOT NULL DEFAULT false,
    new_post    boolean NOT NULL DEFAULT false,
    new_account boolean NOT NULL DEFAULT false,
    scope_path  text    NOT NULL COLLATE "C",
    PRIMARY KEY (run_id, line)
);
ALTER TABLE imports.staged_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.staged_person FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON imports.staged_person USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON imports.staged_person TO ${app};

CREATE TABLE imports.fault (
    run_id     uuid    NOT NULL,
    sheet      text    NOT NULL CHECK (sheet IN ('机构', '人员')),
    line       int     NOT NULL,
    n          bigint  GENERATED ALWAYS AS IDENTITY,
    col        text    NOT NULL,
    reason     text    NOT NULL,
    -- Found by comparing rather than by reading, so that a second comparison starts anew.
    compared   boolean NOT NULL,
    scope_path text    NOT NULL COLLATE "C",
    PRIMARY KEY (run_id, sheet, line, n)
);
ALTER TABLE imports.fault ENABLE ROW LEVEL SECURITY;
ALTER TABLE imports.fault FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON imports.fault USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, DELETE ON imports.fault TO ${app};
GRANT UPDATE (scope_path) ON imports.fault TO ${app};
