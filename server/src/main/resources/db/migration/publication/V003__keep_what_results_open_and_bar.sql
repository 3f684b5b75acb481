-- What a result opens, bars or tilts for an institution, from when until when. A result that ends early cuts the range by
-- a new version.
CREATE TABLE publication.effect (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    ended_why   text,
    unit_id     uuid        NOT NULL,
    campaign_id uuid        NOT NULL,
    result_id   uuid        NOT NULL REFERENCES publication.result (id),
    consequence text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('opens', 'bars', 'tilts')),
    what        text        NOT NULL,
    basis       text[]      NOT NULL,
    holds       daterange   NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    EXCLUDE USING gist (unit_id WITH =, campaign_id WITH =, consequence WITH =, holds WITH &&) WHERE (current)
);
CREATE UNIQUE INDEX effect_current ON publication.effect (id) WHERE current;
CREATE INDEX effect_of_unit ON publication.effect (unit_id) WHERE current;
CREATE INDEX effect_of_result ON publication.effect (result_id) WHERE current;
ALTER TABLE publication.effect ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication.effect FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON publication.effect USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON publication.effect TO ${app};
GRANT UPDATE (current, scope_path) ON publication.effect TO ${app};
