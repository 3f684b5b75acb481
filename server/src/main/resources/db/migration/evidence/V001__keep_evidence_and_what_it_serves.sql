GRANT USAGE ON SCHEMA evidence TO ${app};

-- The bytes of a file, once per institution and content. They lie sealed outside the database under the content's id;
-- the key that opens them lies here, itself sealed under a key of the key folder. Erasure takes the key away and leaves
-- the digest, so that everything that named it can still be checked.
CREATE TABLE evidence.content (
    id          uuid        PRIMARY KEY,
    unit_id     uuid        NOT NULL,
    digest      text        NOT NULL CHECK (digest LIKE 'sha-256:%'),
    bytes       bigint      NOT NULL CHECK (bytes > 0),
    kind        text        NOT NULL,
    pages       int         CHECK (pages > 0),
    taken_on    date,
    sealed_key  bytea,
    erased_at   timestamptz,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    CHECK ((sealed_key IS NULL) = (erased_at IS NOT NULL))
);
CREATE UNIQUE INDEX content_once ON evidence.content (unit_id, digest) WHERE erased_at IS NULL;
CREATE INDEX content_in_scope ON evidence.content (scope_path);

-- A piece of evidence: a file, or the number of a record with the place where it lies. One row per version.
CREATE TABLE evidence.item (
    id            uuid        NOT NULL,
    version       int         NOT NULL CHECK (version > 0),
    recorded_at   timestamptz NOT NULL,
    recorded_by   text        NOT NULL,
    voided_at     timestamptz,
    voided_by     text,
    voided_why    text        CHECK (length(voided_why) BETWEEN 1 AND 200),
    current       boolean     NOT NULL,
    unit_id       uuid        NOT NULL,
    department_id uuid,
    content_id    uuid        REFERENCES evidence.content (id),
    digest        text        NOT NULL,
    name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    record_sealed bytea,
    record_place  text        CHECK (length(record_place) BETWEEN 1 AND 120),
    expires_on    date,
    scope_path    text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((content_id IS NULL) = (record_place IS NOT NULL)),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX item_current ON evidence.item (id) WHERE current;
CREATE UNIQUE INDEX item_once ON evidence.item (content_id) WHERE current AND voided_at IS NULL;
CREATE INDEX item_of_unit ON evidence.item (unit_id, id) WHERE current;
CREATE INDEX item_in_scope ON evidence.item (scope_path) WHERE current;

-- What a piece of evidence serves: a line of a clause of a sheet, later also other things. Never changed; taking it off
-- again is a further version with the reason.
CREATE TABLE evidence.link (
    id           uuid        NOT NULL,
    version      int         NOT NULL CHECK (version > 0),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    voided_at    timestamptz,
    voided_by    text,
    voided_why   text        CHECK (length(voided_why) BETWEEN 1 AND 200),
    current      boolean     NOT NULL,
    item_id      uuid        NOT NULL,
    subject_kind text        NOT NULL COLLATE "C",
    subject_id   uuid        NOT NULL,
    part         text        NOT NULL COLLATE "C",
    line         text        NOT NULL COLLATE "C",
    scope_path   text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX link_current ON evidence.link (id) WHERE current;
CREATE UNIQUE INDEX link_once ON evidence.link (subject_id, subject_kind, part, line, item_id)
    WHERE current AND voided_at IS NULL;
CREATE INDEX link_of_item ON evidence.link (item_id) WHERE current;
CREATE INDEX link_in_scope ON evidence.link (scope_path) WHERE current;

-- Whoever stands above the institution reaches a piece of evidence only through what it serves or once served; the
-- institution itself reaches all of its own. Bytes are reached through the item alone.
ALTER TABLE evidence.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence.link FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON evidence.link USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON evidence.link TO ${app};
GRANT UPDATE (current, scope_path) ON evidence.link TO ${app};

ALTER TABLE evidence.item ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence.item FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON evidence.item FOR SELECT USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high())
    AND ((SELECT scope.current()) IN (scope_path, 'system')
         OR EXISTS (SELECT 1 FROM evidence.link l WHERE l.item_id = item.id AND l.current)));
CREATE POLICY write ON evidence.item FOR INSERT WITH CHECK (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY reindex ON evidence.item FOR UPDATE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON evidence.item TO ${app};
-- current and scope_path are indexes; name and record_sealed are emptied by erasure.
GRANT UPDATE (current, scope_path, name, record_sealed) ON evidence.item TO ${app};

ALTER TABLE evidence.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence.content FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON evidence.content FOR SELECT USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high())
    AND ((SELECT scope.current()) IN (scope_path, 'system')
         OR EXISTS (SELECT 1 FROM evidence.item i WHERE i.content_id = content.id)));
CREATE POLICY write ON evidence.content FOR INSERT WITH CHECK (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY reindex ON evidence.content FOR UPDATE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON evidence.content TO ${app};
-- scope_path is an index; the key goes by erasure.
GRANT UPDATE (scope_path, sealed_key, erased_at) ON evidence.content TO ${app};
