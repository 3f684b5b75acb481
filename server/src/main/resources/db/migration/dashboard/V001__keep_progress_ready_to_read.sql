-- Read models: what officers look at all day, worked out when something happens instead of when somebody looks. Nothing
-- here is a fact: every row can be dropped and made again from the modules that keep the facts, and a nightly job compares.
GRANT USAGE ON SCHEMA dashboard TO ${app};

-- One row per institution taking part.
CREATE TABLE dashboard.enrolment_now (
    enrolment_id   uuid        PRIMARY KEY,
    campaign_id    uuid        NOT NULL,
    unit_id        uuid        NOT NULL,
    unit_type      text        NOT NULL,
    unit_pinyin    text        NOT NULL COLLATE "C",
    pack_id        text        NOT NULL COLLATE "C",
    pack_version   text        NOT NULL,
    edition        int         NOT NULL,
    target         text,
    priority       text,
    started_on     date,
    institutions   int         NOT NULL DEFAULT 1,
    clauses        int         NOT NULL,
    untouched      int         NOT NULL,
    graded         int         NOT NULL,
    not_applicable int         NOT NULL,
    lack_c         int         NOT NULL,
    lack_b         int         NOT NULL,
    lack_a         int         NOT NULL,
    -- "Not applicable" asked for and not yet ruled on.
    na_open        int         NOT NULL DEFAULT 0,
    -- What the grades come to; worked out a moment later, when "stale".
    stale          boolean     NOT NULL DEFAULT true,
    tier_reached   text,
    gap            int,
    gap_c          int         NOT NULL DEFAULT 0,
    gap_b          int         NOT NULL DEFAULT 0,
    gap_a          int         NOT NULL DEFAULT 0,
    -- The case that counts: the one opened last.
    case_id        uuid,
    case_version   int         NOT NULL DEFAULT 0,
    case_tier      text,
    state          text        NOT NULL DEFAULT 'Preparing',
    held_at        text,
    due            date,
    file_at        text,
    moved_at       timestamptz,
    steps          text[]      NOT NULL DEFAULT '{enrolled}',
    last_at        timestamptz NOT NULL,
    scope_path     text        NOT NULL COLLATE "C"
);
CREATE INDEX enrolment_in_scope ON dashboard.enrolment_now (scope_path, pack_id, edition);
CREATE INDEX enrolment_by_gap ON dashboard.enrolment_now (pack_id, edition, (coalesce(gap, 1000000)), enrolment_id);
CREATE INDEX enrolment_by_name ON dashboard.enrolment_now (pack_id, edition, unit_pinyin, enrolment_id);
CREATE INDEX enrolment_by_due ON dashboard.enrolment_now (pack_id, edition, (coalesce(due, '9999-12-31'::date)), enrolment_id);
CREATE INDEX enrolment_by_move ON dashboard.enrolment_now (moved_at, enrolment_id) WHERE moved_at IS NOT NULL;
CREATE INDEX enrolment_held ON dashboard.enrolment_now (held_at, scope_path) WHERE held_at IS NOT NULL;
CREATE INDEX enrolment_to_file ON dashboard.enrolment_now (file_at) WHERE file_at IS NOT NULL;
CREATE INDEX enrolment_of_campaign ON dashboard.enrolment_now (campaign_id, enrolment_id);
CREATE INDEX enrolment_stale ON dashboard.enrolment_now (enrolment_id) WHERE stale;
ALTER TABLE dashboard.enrolment_now ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.enrolment_now FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON dashboard.enrolment_now USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON dashboard.enrolment_now TO ${app};

-- One row per institution and clause that anybody has answered: the grade that counts and whose it is.
CREATE TABLE dashboard.clause_now (
    enrolment_id uuid        NOT NULL REFERENCES dashboard.enrolment_now (enrolment_id) ON DELETE CASCADE,
    clause       text        NOT NULL COLLATE "C",
    grade        text        NOT NULL,
    level        text,
    look         text,
    sheet_id     uuid,
    version      int         NOT NULL,
    na_open      boolean     NOT NULL,
    at           timestamptz NOT NULL,
    scope_path   text        NOT NULL COLLATE "C",
    PRIMARY KEY (enrolment_id, clause)
);
CREATE INDEX clause_to_rule ON dashboard.clause_now (scope_path) WHERE na_open;
CREATE INDEX clause_in_scope ON dashboard.clause_now (scope_path);
ALTER TABLE dashboard.clause_now ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.clause_now FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON dashboard.clause_now USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON dashboard.clause_now TO ${app};

-- Sums over everything below a unit, the unit included. "part" is a section of the standard (3.2), the empty text for the
-- whole, or a step (@started), of which only the institutions count. Everything is added, so a change is an addition.
CREATE TABLE dashboard.subtree_sum (
    pack_id        text   NOT NULL COLLATE "C",
    edition        int    NOT NULL,
    scope_path     text   NOT NULL COLLATE "C",
    part           text   NOT NULL COLLATE "C",
    parent_path    text   NOT NULL COLLATE "C" GENERATED ALWAYS AS (regexp_replace(scope_path, '[^/]+/$', '')) STORED,
    unit_id        uuid,
    level          text,
    institutions   int    NOT NULL,
    clauses        int    NOT NULL,
    untouched      int    NOT NULL,
    graded         int    NOT NULL,
    not_applicable int    NOT NULL,
    lack_c         int    NOT NULL,
    lack_b         int    NOT NULL,
    lack_a         int    NOT NULL,
    PRIMARY KEY (pack_id, edition, scope_path, part)
) WITH (fillfactor = 70);
CREATE INDEX sum_of_children ON dashboard.subtree_sum (pack_id, edition, parent_path, part, scope_path);
CREATE INDEX sum_by_level ON dashboard.subtree_sum (pack_id, edition, level, scope_path) WHERE part = '';
CREATE INDEX sum_nameless ON dashboard.subtree_sum (scope_path) WHERE part = '' AND unit_id IS NULL;
ALTER TABLE dashboard.subtree_sum ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.subtree_sum FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON dashboard.subtree_sum USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON dashboard.subtree_sum TO ${app};

-- Additions on their way into the sums. Whoever hears an event adds a row here in the same transaction as its own; one
-- worker folds them into every unit above, many at a time, so that nobody waits for the nation's row.
CREATE TABLE dashboard.pending (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pack_id        text   NOT NULL COLLATE "C",
    edition        int    NOT NULL,
    scope_path     text   NOT NULL COLLATE "C",
    part           text   NOT NULL COLLATE "C",
    institutions   int    NOT NULL,
    clauses        int    NOT NULL,
    untouched      int    NOT NULL,
    graded         int    NOT NULL,
    not_applicable int    NOT NULL,
    lack_c         int    NOT NULL,
    lack_b         int    NOT NULL,
    lack_a         int    NOT NULL
);
ALTER TABLE dashboard.pending ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.pending FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON dashboard.pending USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON dashboard.pending TO ${app};

-- The sums at the end of past days, computed from the facts as they stood; a row only where something changed.
CREATE TABLE dashboard.day_sum (
    pack_id        text   NOT NULL COLLATE "C",
    edition        int    NOT NULL,
    scope_path     text   NOT NULL COLLATE "C",
    part           text   NOT NULL COLLATE "C",
    day            date   NOT NULL,
    institutions   int    NOT NULL,
    clauses        int    NOT NULL,
    untouched      int    NOT NULL,
    graded         int    NOT NULL,
    not_applicable int    NOT NULL,
    lack_c         int    NOT NULL,
    lack_b         int    NOT NULL,
    lack_a         int    NOT NULL,
    PRIMARY KEY (pack_id, edition, scope_path, part, day)
);
ALTER TABLE dashboard.day_sum ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.day_sum FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON dashboard.day_sum USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON dashboard.day_sum TO ${app};

-- Days that are closed: what was recorded until their end is in day_sum. The product's own bookkeeping.
CREATE TABLE dashboard.closed_day (
    day       date        PRIMARY KEY,
    closed_at timestamptz NOT NULL,
    compared  int         NOT NULL,
    repaired  int         NOT NULL
);
ALTER TABLE dashboard.closed_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.closed_day FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON dashboard.closed_day USING ((SELECT scope.current()) = 'system');
GRANT SELECT, INSERT ON dashboard.closed_day TO ${app};

-- What the nightly comparison found and mended.
CREATE TABLE dashboard.difference (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    found_at   timestamptz NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('enrolment', 'clause', 'case', 'sum')),
    subject    text        NOT NULL,
    expected   text        NOT NULL,
    found      text        NOT NULL,
    scope_path text        NOT NULL COLLATE "C"
);
ALTER TABLE dashboard.difference ENABLE ROW LEVEL SECURITY;
ALTER TABLE dashboard.difference FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON dashboard.difference USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON dashboard.difference TO ${app};
GRANT UPDATE (scope_path) ON dashboard.difference TO ${app};
