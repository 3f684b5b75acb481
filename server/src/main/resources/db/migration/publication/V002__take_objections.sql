-- An objection to a public notice. Its scope path is that of the deciding body, not of the institution: whoever is
-- objected against must not read who objects, and row-level security says so.
CREATE TABLE publication.objection (
    id          uuid        PRIMARY KEY,
    notice_id   uuid        NOT NULL REFERENCES publication.notice (id),
    case_id     uuid        NOT NULL,
    recorded_at timestamptz NOT NULL,
    received_on date        NOT NULL,
    form_key    text        NOT NULL,
    code_hash   bytea       NOT NULL UNIQUE,
    mode        text        NOT NULL CHECK (mode IN ('real-name', 'sealed')),
    commitment  text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    UNIQUE (notice_id, form_key)
);
CREATE INDEX objection_of_case ON publication.objection (case_id, recorded_at);
ALTER TABLE publication.objection ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.objection FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.objection USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON publication.objection TO ${app};
GRANT UPDATE (scope_path) ON publication.objection TO ${app};

-- Name, contact and words of an objection, sealed under a key outside the database; erased on request or in time.
CREATE TABLE publication.objection_person (
    objection_id uuid PRIMARY KEY REFERENCES publication.objection (id),
    sealed       bytea,
    erased_at    timestamptz,
    erased_by    text,
    erased_why   text,
    scope_path   text NOT NULL COLLATE "C",
    CHECK ((sealed IS NULL) = (erased_at IS NOT NULL))
);
ALTER TABLE publication.objection_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.objection_person FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.objection_person USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON publication.objection_person TO ${app};
GRANT UPDATE (sealed, erased_at, erased_by, erased_why, scope_path) ON publication.objection_person TO ${app};

-- Every time somebody opened the name of a sealed objection, with the reason.
CREATE TABLE publication.objection_opening (
    id           uuid        PRIMARY KEY,
    objection_id uuid        NOT NULL REFERENCES publication.objection (id),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    why          text        NOT NULL CHECK (why <> ''),
    scope_path   text        NOT NULL COLLATE "C"
);
ALTER TABLE publication.objection_opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.objection_opening FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.objection_opening USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON publication.objection_opening TO ${app};
GRANT UPDATE (scope_path) ON publication.objection_opening TO ${app};

-- The deciding body's answer; one per objection.
CREATE TABLE publication.objection_answer (
    objection_id uuid        PRIMARY KEY REFERENCES publication.objection (id),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    answered_on  date        NOT NULL,
    upheld       boolean     NOT NULL,
    reason       text        NOT NULL CHECK (reason <> ''),
    scope_path   text        NOT NULL COLLATE "C"
);
ALTER TABLE publication.objection_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.objection_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.objection_answer USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON publication.objection_answer TO ${app};
GRANT UPDATE (scope_path) ON publication.objection_answer TO ${app};

-- How many objections a notice had and how they were answered: figures only, written beside the answer, for everybody.
CREATE TABLE publication.objection_count (
    notice_id  uuid NOT NULL REFERENCES publication.notice (id),
    version    int  NOT NULL CHECK (version > 0),
    current    boolean NOT NULL,
    received   int  NOT NULL,
    upheld     int  NOT NULL,
    dismissed  int  NOT NULL CHECK (received >= upheld + dismissed),
    scope_path text NOT NULL COLLATE "C",
    PRIMARY KEY (notice_id, version)
);
CREATE UNIQUE INDEX objection_count_current ON publication.objection_count (notice_id) WHERE current;
ALTER TABLE publication.objection_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.objection_count FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.objection_count USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON publication.objection_count FOR SELECT USING (true);
GRANT SELECT, INSERT ON publication.objection_count TO ${app};
GRANT UPDATE (current, scope_path) ON publication.objection_count TO ${app};
