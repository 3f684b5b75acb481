-- Units, the dated lines over them, people and the posts they hold. Facts are append-only: a correction is a new version,
-- the column "current" is an index kept by the statement that writes the version. What may be updated is granted below,
-- column by column; nothing may be deleted.

GRANT USAGE ON SCHEMA institution TO ${app};

CREATE SEQUENCE institution.unit_label;
GRANT USAGE ON SEQUENCE institution.unit_label TO ${app};

CREATE TABLE institution.unit (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    voided_at   timestamptz,
    voided_by   text,
    voided_why  text,
    current     boolean     NOT NULL,
    label       text        NOT NULL COLLATE "C" CHECK (label ~ '^[a-z0-9]+$'),
    level       text        NOT NULL CHECK (level IN ('nation', 'province', 'city', 'county', 'institution', 'department')),
    type        text        NOT NULL,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    pinyin      text        NOT NULL COLLATE "C",
    code        text        COLLATE "C",
    attributes  jsonb       NOT NULL DEFAULT '{}',
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX unit_current ON institution.unit (id) WHERE current;
CREATE UNIQUE INDEX unit_label_once ON institution.unit (label) WHERE current;
CREATE UNIQUE INDEX unit_code_once ON institution.unit (code) WHERE current AND voided_at IS NULL AND code IS NOT NULL;
CREATE INDEX unit_in_scope ON institution.unit (scope_path) WHERE current AND voided_at IS NULL;
CREATE INDEX unit_by_pinyin ON institution.unit (pinyin, id) WHERE current AND voided_at IS NULL;
CREATE INDEX unit_by_type ON institution.unit (type, pinyin, id) WHERE current AND voided_at IS NULL;

ALTER TABLE institution.unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution.unit FORCE ROW LEVEL SECURITY;
-- A unit also sees the units above it: whom it reports to is no secret.
CREATE POLICY read ON institution.unit FOR SELECT USING (
    (scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()))
    OR scope_path = ANY ((SELECT scope.above())::text[]));
CREATE POLICY write ON institution.unit FOR INSERT WITH CHECK (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY reindex ON institution.unit FOR UPDATE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON institution.unit TO ${app};
GRANT UPDATE (current, scope_path) ON institution.unit TO ${app};

-- Who stood below whom on which line, and when. The first element of every path is the line.
CREATE TABLE institution.placement (
    id          uuid        PRIMARY KEY,
    line        text        NOT NULL CHECK (line IN ('adm', 'party', 'community', 'trade', 'entrusted')),
    unit_id     uuid        NOT NULL,
    parent_id   uuid,
    valid       daterange   NOT NULL CHECK (NOT isempty(valid)),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    reason      text,
    scope_path  text        NOT NULL COLLATE "C",
    EXCLUDE USING gist (line WITH =, unit_id WITH =, valid WITH &&)
);
CREATE INDEX placement_below ON institution.placement (line, parent_id);
CREATE INDEX placement_in_scope ON institution.placement (scope_path);
ALTER TABLE institution.placement ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution.placement FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON institution.placement FOR SELECT USING (
    (scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()))
    OR scope_path = ANY ((SELECT scope.above())::text[]));
CREATE POLICY write ON institution.placement FOR INSERT WITH CHECK (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY reindex ON institution.placement FOR UPDATE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON institution.placement TO ${app};
-- Ending a placement closes its range; it is never rewritten otherwise.
GRANT UPDATE (valid, scope_path) ON institution.placement TO ${app};

-- Where a unit stands today on each line: the index from which scopes are made.
CREATE TABLE institution.standing (
    line       text NOT NULL,
    unit_id    uuid NOT NULL,
    scope_path text NOT NULL COLLATE "C",
    PRIMARY KEY (line, unit_id)
);
CREATE UNIQUE INDEX standing_by_path ON institution.standing (scope_path);
ALTER TABLE institution.standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution.standing FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON institution.standing FOR SELECT USING (
    (scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()))
    OR scope_path = ANY ((SELECT scope.above())::text[]));
CREATE POLICY write ON institution.standing FOR INSERT WITH CHECK (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY reindex ON institution.standing FOR UPDATE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON institution.standing TO ${app};
GRANT UPDATE (scope_path) ON institution.standing TO ${app};

CREATE TABLE institution.person (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    voided_at   timestamptz,
    voided_by   text,
    voided_why  text,
    current     boolean     NOT NULL,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    pinyin      text        NOT NULL COLLATE "C",
    staff_no    text        COLLATE "C",
    unit_id     uuid        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX person_current ON institution.person (id) WHERE current;
CREATE INDEX person_in_scope ON institution.person (scope_path, pinyin, id) WHERE current AND voided_at IS NULL;
ALTER TABLE institution.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution.person FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON institution.person USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON institution.person TO ${app};
GRANT UPDATE (current, scope_path) ON institution.person TO ${app};

-- A post: a person does something for a unit on a line, from a day to a day. One person may hold several.
CREATE TABLE institution.post (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    voided_at   timestamptz,
    voided_by   text,
    voided_why  text,
    current     boolean     NOT NULL,
    person_id   uuid        NOT NULL,
    line        text        NOT NULL,
    unit_id     uuid        NOT NULL,
    kind        text        NOT NULL,
    title       text        NOT NULL,
    valid       daterange   NOT NULL CHECK (NOT isempty(valid)),
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX post_current ON institution.post (id) WHERE current;
CREATE INDEX post_of_person ON institution.post (person_id) WHERE current AND voided_at IS NULL;
CREATE INDEX post_in_scope ON institution.post (scope_path, kind) WHERE current AND voided_at IS NULL;
-- Nobody holds two of the three administrators.
CREATE UNIQUE INDEX post_one_administrator ON institution.post (person_id)
    WHERE current AND voided_at IS NULL AND kind IN ('system-administrator', 'security-administrator', 'audit-administrator');
ALTER TABLE institution.post ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution.post FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON institution.post USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON institution.post TO ${app};
GRANT UPDATE (current, scope_path) ON institution.post TO ${app};
