GRANT USAGE ON SCHEMA review TO ${app};

-- A case: one application of one institution for one tier, with the way it takes. Never changes.
CREATE TABLE review.review_case (
    id           uuid        PRIMARY KEY,
    enrolment_id uuid        NOT NULL,
    campaign_id  uuid        NOT NULL,
    unit_id      uuid        NOT NULL,
    tier         text        NOT NULL,
    route        jsonb       NOT NULL,
    opened_at    timestamptz NOT NULL,
    opened_by    text        NOT NULL,
    scope_path   text        NOT NULL COLLATE "C"
);
CREATE INDEX case_of_enrolment ON review.review_case (enrolment_id);
CREATE INDEX case_in_scope ON review.review_case (scope_path);
ALTER TABLE review.review_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.review_case FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON review.review_case USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON review.review_case TO ${app};
GRANT UPDATE (scope_path) ON review.review_case TO ${app};

-- The log of moves; each row holds the state after it. Only the index columns are ever touched again.
CREATE TABLE review.step (
    case_id      uuid        NOT NULL REFERENCES review.review_case (id),
    version      int         NOT NULL CHECK (version > 0),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    current      boolean     NOT NULL,
    move         text        NOT NULL,
    reason       text        NOT NULL,
    details      jsonb       NOT NULL,
    actor_level  text,
    state        text        NOT NULL,
    state_data   jsonb       NOT NULL,
    held_at      text,
    open         boolean     NOT NULL,
    asked_at     text[]      NOT NULL,
    told         boolean     NOT NULL,
    enrolment_id uuid        NOT NULL,
    scope_path   text        NOT NULL COLLATE "C",
    PRIMARY KEY (case_id, version)
);
CREATE UNIQUE INDEX step_current ON review.step (case_id) WHERE current;
-- One open application per institution and campaign.
CREATE UNIQUE INDEX step_one_open ON review.step (enrolment_id) WHERE current AND open;
CREATE INDEX step_held ON review.step (held_at, scope_path) WHERE current;
ALTER TABLE review.step ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.step FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON review.step USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON review.step TO ${app};
GRANT UPDATE (current, scope_path) ON review.step TO ${app};

-- What was sent: the sheet in canonical form with its hash. Later edits of the sheet do not touch it.
CREATE TABLE review.submission (
    case_id     uuid        NOT NULL REFERENCES review.review_case (id),
    version     int         NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    canonical   text        NOT NULL,
    hash        text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (case_id, version)
);
ALTER TABLE review.submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE review.submission FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON review.submission USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON review.submission TO ${app};
GRANT UPDATE (scope_path) ON review.submission TO ${app};
