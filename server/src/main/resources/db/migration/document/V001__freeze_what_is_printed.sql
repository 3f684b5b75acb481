GRANT USAGE ON SCHEMA document TO ${app};

-- A form as it was printed: the canonical text with its hash, one number for each matter of a unit, a version for each
-- content. Never changed; the latest version current.
CREATE TABLE document.copy (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    unit_id     uuid        NOT NULL,
    year        int         NOT NULL,
    count       int         NOT NULL CHECK (count > 0),
    form        text        NOT NULL COLLATE "C",
    form_name   text        NOT NULL,
    series      text        NOT NULL COLLATE "C",
    token       text        NOT NULL COLLATE "C" UNIQUE,
    content     text        NOT NULL,
    hash        text        NOT NULL COLLATE "C",
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    UNIQUE (unit_id, year, count, version)
);
CREATE UNIQUE INDEX copy_current ON document.copy (id) WHERE current;
CREATE UNIQUE INDEX copy_of_series ON document.copy (unit_id, form, series) WHERE current;
ALTER TABLE document.copy ENABLE ROW LEVEL SECURITY;
ALTER TABLE document.copy FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON document.copy USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON document.copy TO ${app};
GRANT UPDATE (current, scope_path) ON document.copy TO ${app};

-- The names of people behind the commitments of a copy, sealed under a key outside the database. Erasure empties the column
-- and leaves the day.
CREATE TABLE document.withheld (
    copy_id    uuid NOT NULL,
    version    int  NOT NULL,
    commitment text NOT NULL COLLATE "C",
    sealed     bytea,
    erased_at  timestamptz,
    erased_by  text,
    erased_why text,
    scope_path text NOT NULL COLLATE "C",
    PRIMARY KEY (copy_id, version, commitment),
    FOREIGN KEY (copy_id, version) REFERENCES document.copy (id, version),
    CHECK ((sealed IS NULL) = (erased_at IS NOT NULL))
);
ALTER TABLE document.withheld ENABLE ROW LEVEL SECURITY;
ALTER TABLE document.withheld FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON document.withheld USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON document.withheld TO ${app};
GRANT UPDATE (sealed, erased_at, erased_by, erased_why, scope_path) ON document.withheld TO ${app};

-- What everybody may know of a copy, by the token of its QR code: nothing of what it says.
CREATE TABLE document.face (
    token       text        PRIMARY KEY COLLATE "C",
    copy_id     uuid        NOT NULL,
    version     int         NOT NULL,
    recorded_at timestamptz NOT NULL,
    form_name   text        NOT NULL,
    number      text        NOT NULL,
    hash        text        NOT NULL COLLATE "C",
    scope_path  text        NOT NULL COLLATE "C",
    UNIQUE (copy_id, version)
);
ALTER TABLE document.face ENABLE ROW LEVEL SECURITY;
ALTER TABLE document.face FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON document.face USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON document.face FOR SELECT USING (true);
GRANT SELECT, INSERT ON document.face TO ${app};
GRANT UPDATE (scope_path) ON document.face TO ${app};

-- A scan of the signed paper: the picture lies with the evidence, here stands which copy it is of, read from its code or
-- typed, and who confirmed what was typed. The latest row current, the first tells who brought it.
CREATE TABLE document.scan (
    id           uuid        NOT NULL,
    version      int         NOT NULL CHECK (version > 0),
    current      boolean     NOT NULL,
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    state        text        NOT NULL COLLATE "C" CHECK (state IN ('matched', 'waiting', 'confirmed', 'declined')),
    copy_id      uuid        NOT NULL,
    copy_version int         NOT NULL,
    form         text        NOT NULL COLLATE "C",
    subject_id   uuid        NOT NULL,
    evidence_id  uuid        NOT NULL,
    digest       text        NOT NULL COLLATE "C",
    by_hand      boolean     NOT NULL,
    why          text        NOT NULL,
    scope_path   text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    FOREIGN KEY (copy_id, copy_version) REFERENCES document.copy (id, version)
);
CREATE UNIQUE INDEX scan_current ON document.scan (id) WHERE current;
CREATE UNIQUE INDEX scan_once ON document.scan (copy_id, digest) WHERE current;
ALTER TABLE document.scan ENABLE ROW LEVEL SECURITY;
ALTER TABLE document.scan FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON document.scan USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON document.scan TO ${app};
GRANT UPDATE (current, scope_path) ON document.scan TO ${app};

-- Paper received, file received: two ticks of the receiving office. One taken back has no day but a reason.
CREATE TABLE document.receipt (
    copy_id     uuid        NOT NULL,
    kind        text        NOT NULL COLLATE "C" CHECK (kind IN ('paper', 'file')),
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    on_day      date,
    why         text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (copy_id, kind, version)
);
CREATE UNIQUE INDEX receipt_current ON document.receipt (copy_id, kind) WHERE current;
ALTER TABLE document.receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE document.receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON document.receipt USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON document.receipt TO ${app};
GRANT UPDATE (current, scope_path) ON document.receipt TO ${app};
