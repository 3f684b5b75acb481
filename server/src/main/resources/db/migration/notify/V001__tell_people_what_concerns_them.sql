GRANT USAGE ON SCHEMA notify TO ${app};

-- What people are told: a view on what happened elsewhere, one row per person, office, matter and day. Said again on the
-- same day it is the same row, renewed. `slot` is empty, or names what was said where it is urgent and stands alone.
CREATE TABLE notify.message (
    id         uuid        PRIMARY KEY,
    person_id  uuid        NOT NULL,
    office_id  uuid        NOT NULL,
    topic      text        NOT NULL COLLATE "C",
    about_kind text        NOT NULL COLLATE "C",
    about_id   uuid        NOT NULL,
    day        date        NOT NULL,
    slot       text        NOT NULL COLLATE "C",
    said       text        NOT NULL COLLATE "C",
    title      text        NOT NULL,
    asks       boolean     NOT NULL,
    at         timestamptz NOT NULL,
    read_at    timestamptz,
    scope_path text        NOT NULL COLLATE "C",
    UNIQUE (person_id, office_id, about_kind, about_id, day, slot)
);
CREATE INDEX message_inbox ON notify.message (person_id, office_id, at DESC, id DESC);
CREATE INDEX message_unread ON notify.message (person_id, office_id, at DESC, id DESC) WHERE read_at IS NULL;
CREATE INDEX message_asks ON notify.message (about_id) WHERE asks AND read_at IS NULL;
CREATE INDEX message_of_office ON notify.message (office_id, at);
ALTER TABLE notify.message ENABLE ROW LEVEL SECURITY;
ALTER TABLE notify.message FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON notify.message USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE ON notify.message TO ${app};

-- How a person wants to be reached outside the product. The address is sealed; taking it away leaves nothing of it.
CREATE TABLE notify.reach (
    person_id     uuid        PRIMARY KEY,
    version       int         NOT NULL CHECK (version > 0),
    address       bytea,
    verified_at   timestamptz,
    pending       bytea,
    pending_until timestamptz,
    tries         int         NOT NULL DEFAULT 0,
    refused_at    timestamptz,
    by_topic      jsonb       NOT NULL,
    quiet_from    time        NOT NULL,
    quiet_until   time        NOT NULL,
    digest_at     timestamptz NOT NULL,
    scope_path    text        NOT NULL COLLATE "C",
    CHECK ((address IS NULL) = (verified_at IS NULL)),
    CHECK ((pending IS NULL) = (pending_until IS NULL))
);
ALTER TABLE notify.reach ENABLE ROW LEVEL SECURITY;
ALTER TABLE notify.reach FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON notify.reach USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON notify.reach TO ${app};

-- Group chats and other programs an office tells how much is new: counts, never a name. The address holds a secret.
CREATE TABLE notify.channel (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    current     boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    office_id   uuid        NOT NULL,
    name        text        NOT NULL,
    shape       text        NOT NULL COLLATE "C",
    host        text        NOT NULL COLLATE "C",
    address     bytea       NOT NULL,
    pace        text        NOT NULL COLLATE "C" CHECK (pace IN ('daily', 'half-hourly')),
    state       text        NOT NULL COLLATE "C" CHECK (state IN ('on', 'paused', 'gone')),
    scope_path  text        NOT NULL COLLATE "C",
    PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX channel_current ON notify.channel (id) WHERE current;
CREATE INDEX channel_of_office ON notify.channel (office_id) WHERE current AND state <> 'gone';
ALTER TABLE notify.channel ENABLE ROW LEVEL SECURITY;
ALTER TABLE notify.channel FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON notify.channel USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON notify.channel TO ${app};
GRANT UPDATE (current, scope_path) ON notify.channel TO ${app};

-- What is to leave the house, and how that went. The same thing is put in once. What it says is looked up when it leaves;
-- only what cannot be looked up then is sealed here, and taken out when it is over.
CREATE TABLE notify.dispatch (
    id         uuid        PRIMARY KEY,
    what       text        NOT NULL COLLATE "C" CHECK (what IN ('message', 'digest', 'code', 'round', 'trial')),
    target_id  uuid        NOT NULL,
    key        text        NOT NULL COLLATE "C",
    sealed     bytea,
    made_at    timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    attempts   int         NOT NULL DEFAULT 0,
    state      text        NOT NULL COLLATE "C" CHECK (state IN ('waiting', 'sent', 'dropped', 'given-up')),
    ended_at   timestamptz,
    problem    text,
    scope_path text        NOT NULL COLLATE "C",
    UNIQUE (what, target_id, key)
);
CREATE INDEX dispatch_due ON notify.dispatch (due_at, id) WHERE state = 'waiting';
CREATE INDEX dispatch_given_up ON notify.dispatch (ended_at DESC, id DESC) WHERE state = 'given-up';
CREATE INDEX dispatch_of_target ON notify.dispatch (target_id, made_at DESC);
ALTER TABLE notify.dispatch ENABLE ROW LEVEL SECURITY;
ALTER TABLE notify.dispatch FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON notify.dispatch USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE ON notify.dispatch TO ${app};

-- Up to which business day people were reminded.
CREATE TABLE notify.reminded (
    one        boolean     PRIMARY KEY CHECK (one),
    day        date        NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON notify.reminded TO ${app};
