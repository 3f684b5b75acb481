GRANT USAGE ON SCHEMA publication TO ${app};

-- A public notice: what is proposed for whom, by whom, from when until when. Shown to everybody, so everybody may read
-- it; only whoever has the institution in scope may write it.
CREATE TABLE publication.notice (
    id             uuid        PRIMARY KEY,
    code           text        NOT NULL COLLATE "C" UNIQUE,
    case_id        uuid        NOT NULL,
    case_version   int         NOT NULL,
    recorded_at    timestamptz NOT NULL,
    recorded_by    text        NOT NULL,
    first_day      date        NOT NULL,
    last_day       date        NOT NULL CHECK (last_day >= first_day),
    tier           text        NOT NULL,
    tier_title     text        NOT NULL,
    campaign_title text        NOT NULL,
    sample         boolean     NOT NULL,
    unit_id        uuid        NOT NULL,
    unit_name      text        NOT NULL,
    region         text        NOT NULL,
    body_id        uuid        NOT NULL,
    body_name      text        NOT NULL,
    scope_path     text        NOT NULL COLLATE "C",
    UNIQUE (case_id, case_version)
);
CREATE INDEX notice_by_last_day ON publication.notice (last_day, code);
ALTER TABLE publication.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.notice FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.notice USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON publication.notice FOR SELECT USING (true);
GRANT SELECT, INSERT ON publication.notice TO ${app};
GRANT UPDATE (scope_path) ON publication.notice TO ${app};

-- That a notice is over before or after its last day, and how: announced, withdrawn, upheld.
CREATE TABLE publication.notice_end (
    notice_id   uuid        PRIMARY KEY REFERENCES publication.notice (id),
    recorded_at timestamptz NOT NULL,
    how         text        NOT NULL CHECK (how IN ('announced', 'withdrawn', 'upheld')),
    scope_path  text        NOT NULL COLLATE "C"
);
ALTER TABLE publication.notice_end ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.notice_end FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.notice_end USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON publication.notice_end FOR SELECT USING (true);
GRANT SELECT, INSERT ON publication.notice_end TO ${app};
GRANT UPDATE (scope_path) ON publication.notice_end TO ${app};

-- An announced result: the document the seal covers, and what lists show of it.
CREATE TABLE publication.result (
    id             uuid        PRIMARY KEY,
    code           text        NOT NULL COLLATE "C" UNIQUE,
    case_id        uuid        NOT NULL UNIQUE,
    notice_id      uuid        NOT NULL REFERENCES publication.notice (id),
    recorded_at    timestamptz NOT NULL,
    recorded_by    text        NOT NULL,
    pack_id        text        NOT NULL,
    pack_version   text        NOT NULL,
    document       text        NOT NULL,
    hash           text        NOT NULL,
    key_alg        text        NOT NULL,
    key            text        NOT NULL,
    signature      text        NOT NULL,
    tier           text        NOT NULL,
    tier_title     text        NOT NULL,
    campaign_title text        NOT NULL,
    sample         boolean     NOT NULL,
    unit_id        uuid        NOT NULL,
    unit_name      text        NOT NULL,
    region         text        NOT NULL,
    body_name      text        NOT NULL,
    number         text        NOT NULL,
    announced_on   date        NOT NULL,
    valid_from     date        NOT NULL,
    valid_until    date        NOT NULL CHECK (valid_until >= valid_from),
    scope_path     text        NOT NULL COLLATE "C"
);
CREATE INDEX result_by_day ON publication.result (announced_on DESC, code);
CREATE INDEX result_of_unit ON publication.result (unit_id);
ALTER TABLE publication.result ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.result FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.result USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON publication.result FOR SELECT USING (true);
GRANT SELECT, INSERT ON publication.result TO ${app};
GRANT UPDATE (scope_path) ON publication.result TO ${app};

-- What became of a result, the latest row current. The day is the business day on which it became so.
CREATE TABLE publication.result_state (
    result_id   uuid        NOT NULL REFERENCES publication.result (id),
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    state       text        NOT NULL CHECK (state IN (
                    'announced', 'in-force', 'must-rectify', 'expired', 'revoked', 'removed')),
    on_day      date        NOT NULL,
    due         date,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (result_id, version)
);
CREATE UNIQUE INDEX result_state_current ON publication.result_state (result_id) WHERE current;
CREATE INDEX result_state_due ON publication.result_state (due) WHERE current AND due IS NOT NULL;
ALTER TABLE publication.result_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.result_state FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.result_state USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON publication.result_state FOR SELECT USING (true);
GRANT SELECT, INSERT ON publication.result_state TO ${app};
GRANT UPDATE (current, scope_path) ON publication.result_state TO ${app};

-- That a level above has filed a result.
CREATE TABLE publication.result_filing (
    result_id   uuid        PRIMARY KEY REFERENCES publication.result (id),
    recorded_at timestamptz NOT NULL,
    filed_on    date        NOT NULL,
    level       text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C"
);
ALTER TABLE publication.result_filing ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.result_filing FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.result_filing USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY published ON publication.result_filing FOR SELECT USING (true);
GRANT SELECT, INSERT ON publication.result_filing TO ${app};
GRANT UPDATE (scope_path) ON publication.result_filing TO ${app};

-- The words behind the commitments of a document, sealed under a key outside the database. The parties may read them;
-- erasure empties both columns and leaves the day.
CREATE TABLE publication.withheld (
    result_id  uuid NOT NULL REFERENCES publication.result (id),
    commitment text NOT NULL,
    sealed     bytea,
    erased_at  timestamptz,
    erased_by  text,
    erased_why text,
    scope_path text NOT NULL COLLATE "C",
    PRIMARY KEY (result_id, commitment),
    CHECK ((sealed IS NULL) = (erased_at IS NOT NULL))
);
ALTER TABLE publication.withheld ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.withheld FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.withheld USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON publication.withheld TO ${app};
GRANT UPDATE (sealed, erased_at, erased_by, erased_why, scope_path) ON publication.withheld TO ${app};
