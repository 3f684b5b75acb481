GRANT USAGE ON SCHEMA audit TO ${app};

-- The counter of transactions starts anew when a backup is brought back into another cluster; rows of an earlier era come
-- before all rows of a later one.
CREATE TABLE audit.era (
    era      int         PRIMARY KEY CHECK (era > 0),
    began_at timestamptz NOT NULL
);
INSERT INTO audit.era (era, began_at) VALUES (1, clock_timestamp());
GRANT SELECT, INSERT ON audit.era TO ${app};

-- Ids and codes only. The path is where the act happened then: a seal covers it, so a later move does not rewrite it.
CREATE TABLE audit.entry (
    id           uuid        PRIMARY KEY,
    era          int         NOT NULL,
    xact         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at           timestamptz NOT NULL,
    act          text        NOT NULL COLLATE "C",
    result       text        NOT NULL COLLATE "C",
    person       uuid,
    post         uuid,
    account      uuid,
    subject_kind text,
    subject_id   text        COLLATE "C",
    path         text        NOT NULL COLLATE "C",
    request      uuid,
    network      text
);
CREATE INDEX entry_in_order ON audit.entry (era, xact, id);
CREATE INDEX entry_by_time ON audit.entry (at, id);
CREATE INDEX entry_by_person ON audit.entry (person, at, id);
CREATE INDEX entry_by_path ON audit.entry (path);
CREATE INDEX entry_by_subject ON audit.entry (subject_id, at, id);
ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.entry FORCE ROW LEVEL SECURITY;
-- What cannot be laid to anybody (a failed sign-in with an unknown account) is shown to every auditor.
CREATE POLICY within ON audit.entry FOR SELECT USING (
    path = '' OR path >= (SELECT scope.low()) AND path < (SELECT scope.high()));
CREATE POLICY any_act ON audit.entry FOR INSERT WITH CHECK ((SELECT scope.current()) <> '');
GRANT SELECT, INSERT ON audit.entry TO ${app};

-- One seal: the signed line, the leaf hashes in order, and up to which row it reaches.
CREATE TABLE audit.batch (
    number    bigint      PRIMARY KEY CHECK (number > 0),
    line      text        NOT NULL,
    leaves    bytea       NOT NULL,
    last_era  int         NOT NULL,
    last_xact xid8        NOT NULL,
    last_id   uuid        NOT NULL,
    sealed_at timestamptz NOT NULL
);
CREATE INDEX batch_by_reach ON audit.batch (last_era, last_xact, last_id);
GRANT SELECT, INSERT ON audit.batch TO ${app};

-- What each check of the whole log found.
CREATE TABLE audit.check_run (
    id         uuid        PRIMARY KEY,
    checked_at timestamptz NOT NULL,
    checked_by text        NOT NULL,
    sound      boolean     NOT NULL,
    batches    bigint      NOT NULL,
    rows       bigint      NOT NULL,
    kept_to    bigint      NOT NULL,
    took_ms    bigint      NOT NULL,
    finding    text
);
CREATE INDEX check_run_by_time ON audit.check_run (checked_at, id);
GRANT SELECT, INSERT ON audit.check_run TO ${app};
