GRANT USAGE ON SCHEMA signoff TO ${app};

-- Who signs what in an office, one after the other; the latest row current. Steps are posts or meetings; none is one signature, as usual.
CREATE TABLE signoff.chain (
    office_id   uuid        NOT NULL,
    kind        text        NOT NULL COLLATE "C",
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    steps       jsonb       NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (office_id, kind, version)
);
CREATE UNIQUE INDEX chain_current ON signoff.chain (office_id, kind) WHERE current;
ALTER TABLE signoff.chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE signoff.chain FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON signoff.chain USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON signoff.chain TO ${app};
GRANT UPDATE (current, scope_path) ON signoff.chain TO ${app};

-- What was put up to be signed: never changed.
CREATE TABLE signoff.sheet (
    id         uuid        PRIMARY KEY,
    kind       text        NOT NULL COLLATE "C",
    subject_id uuid        NOT NULL,
    office_id  uuid        NOT NULL,
    title      text        NOT NULL,
    hash       text        NOT NULL COLLATE "C",
    chain      int         NOT NULL,
    steps      jsonb       NOT NULL,
    opened_at  timestamptz NOT NULL,
    opened_by  text        NOT NULL,
    scope_path text        NOT NULL COLLATE "C"
);
CREATE INDEX sheet_of_subject ON signoff.sheet (subject_id, kind, opened_at DESC);
ALTER TABLE signoff.sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE signoff.sheet FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON signoff.sheet USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON signoff.sheet TO ${app};
GRANT UPDATE (scope_path) ON signoff.sheet TO ${app};

-- The way of a sheet, the latest row current: put up, signed, sent back, overtaken. What it waits for is a set of posts.
CREATE TABLE signoff.step (
    sheet_id    uuid        NOT NULL REFERENCES signoff.sheet (id),
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    what        text        NOT NULL COLLATE "C" CHECK (what IN ('put', 'agree', 'send-back', 'overtake')),
    opinion     text        NOT NULL,
    post_title  text        NOT NULL,
    for_whom    text,
    minutes     jsonb,
    state       text        NOT NULL COLLATE "C" CHECK (state IN ('open', 'agreed', 'sent-back', 'overtaken')),
    waits_for   text[]      NOT NULL,
    kind        text        NOT NULL COLLATE "C",
    subject_id  uuid        NOT NULL,
    office_id   uuid        NOT NULL,
    opened_at   timestamptz NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (sheet_id, version)
);
CREATE UNIQUE INDEX step_current ON signoff.step (sheet_id) WHERE current;
CREATE UNIQUE INDEX step_open_once ON signoff.step (kind, subject_id) WHERE current AND state = 'open';
CREATE INDEX step_waiting ON signoff.step (office_id, opened_at, sheet_id) WHERE current AND state = 'open';
ALTER TABLE signoff.step ENABLE ROW LEVEL SECURITY;
ALTER TABLE signoff.step FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON signoff.step USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON signoff.step TO ${app};
GRANT UPDATE (current, scope_path) ON signoff.step TO ${app};

-- Whose signature is lent to whom, from when until when; ended early by another version.
CREATE TABLE signoff.delegation (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    office_id   uuid        NOT NULL,
    post        text        NOT NULL COLLATE "C",
    post_title  text        NOT NULL,
    from_person uuid        NOT NULL,
    to_person   uuid        NOT NULL CHECK (to_person <> from_person),
    since       timestamptz NOT NULL,
    until       timestamptz NOT NULL CHECK (until >= since),
    why         text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX delegation_current ON signoff.delegation (id) WHERE current;
CREATE INDEX delegation_of_office ON signoff.delegation (office_id, until) WHERE current;
ALTER TABLE signoff.delegation ENABLE ROW LEVEL SECURITY;
ALTER TABLE signoff.delegation FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON signoff.delegation USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON signoff.delegation TO ${app};
GRANT UPDATE (current, scope_path) ON signoff.delegation TO ${app};
