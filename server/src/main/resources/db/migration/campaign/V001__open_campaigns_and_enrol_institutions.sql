GRANT USAGE ON SCHEMA campaign TO ${app};

-- A pack opened by an organiser for an edition. An amendment is a new version; the version published first stays readable.
CREATE TABLE campaign.campaign (
    id           uuid        NOT NULL,
    version      int         NOT NULL CHECK (version > 0),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    voided_at    timestamptz,
    voided_by    text,
    voided_why   text,
    current      boolean     NOT NULL,
    pack_id      text        NOT NULL,
    pack_version text        NOT NULL,
    pack_hash    text        NOT NULL,
    organiser_id uuid        NOT NULL,
    edition      int         NOT NULL CHECK (edition BETWEEN 2000 AND 2100),
    title        text        NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    state        text        NOT NULL CHECK (state IN ('draft', 'published', 'running', 'concluded', 'archived')),
    organisation jsonb       NOT NULL,
    scope_path   text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX campaign_current ON campaign.campaign (id) WHERE current;
CREATE UNIQUE INDEX campaign_once ON campaign.campaign (organiser_id, pack_id, edition) WHERE current AND voided_at IS NULL;
CREATE INDEX campaign_in_scope ON campaign.campaign (scope_path) WHERE current AND voided_at IS NULL;
ALTER TABLE campaign.campaign ENABLE ROW LEVEL SECURITY;
ALTER TABLE campaign.campaign FORCE ROW LEVEL SECURITY;
-- What is published is seen from below; a draft is the organiser's own.
CREATE POLICY read ON campaign.campaign FOR SELECT USING (
    (scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()))
    OR (state <> 'draft' AND scope_path = ANY ((SELECT scope.above())::text[])));
CREATE POLICY write ON campaign.campaign FOR INSERT WITH CHECK (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
CREATE POLICY reindex ON campaign.campaign FOR UPDATE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON campaign.campaign TO ${app};
GRANT UPDATE (current, scope_path) ON campaign.campaign TO ${app};

CREATE TABLE campaign.enrolment (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    voided_at   timestamptz,
    voided_by   text,
    voided_why  text,
    current     boolean     NOT NULL,
    campaign_id uuid        NOT NULL,
    unit_id     uuid        NOT NULL,
    mode        text        NOT NULL,
    priority    text,
    target      text,
    liaison     text,
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version),
    CHECK ((voided_at IS NULL) = (voided_why IS NULL))
);
CREATE UNIQUE INDEX enrolment_current ON campaign.enrolment (id) WHERE current;
CREATE UNIQUE INDEX enrolment_once ON campaign.enrolment (campaign_id, unit_id) WHERE current AND voided_at IS NULL;
CREATE INDEX enrolment_in_scope ON campaign.enrolment (scope_path) WHERE current AND voided_at IS NULL;
ALTER TABLE campaign.enrolment ENABLE ROW LEVEL SECURITY;
ALTER TABLE campaign.enrolment FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON campaign.enrolment USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON campaign.enrolment TO ${app};
GRANT UPDATE (current, scope_path) ON campaign.enrolment TO ${app};
