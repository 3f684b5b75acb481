GRANT USAGE ON SCHEMA access TO ${app};

-- One account per person. The password hash names its algorithm. Failures and locks are state of the door, not facts.
CREATE TABLE access.account (
    id              uuid        PRIMARY KEY,
    person_id       uuid        NOT NULL UNIQUE,
    login           text        NOT NULL COLLATE "C" CHECK (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    password_hash   text        NOT NULL,
    password_set_at timestamptz NOT NULL,
    must_change     boolean     NOT NULL,
    totp_secret     bytea,
    failures        int         NOT NULL DEFAULT 0,
    locked_until    timestamptz,
    last_seen_at    timestamptz,
    disabled_at     timestamptz,
    disabled_why    text,
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    scope_path      text        NOT NULL COLLATE "C"
);
CREATE UNIQUE INDEX account_login ON access.account (login);
CREATE INDEX account_in_scope ON access.account (scope_path, login);
ALTER TABLE access.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.account FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.account USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE ON access.account TO ${app};

-- Spring Session's tables: in the database, so that any node serves any request and one may die.
CREATE TABLE access.session (
    primary_id            char(36) NOT NULL,
    session_id            char(36) NOT NULL,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        varchar(100),
    CONSTRAINT session_pk PRIMARY KEY (primary_id)
);
CREATE UNIQUE INDEX session_by_id ON access.session (session_id);
CREATE INDEX session_by_expiry ON access.session (expiry_time);
CREATE INDEX session_by_principal ON access.session (principal_name);
CREATE TABLE access.session_attributes (
    session_primary_id char(36)     NOT NULL,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    CONSTRAINT session_attributes_pk PRIMARY KEY (session_primary_id, attribute_name),
    CONSTRAINT session_attributes_of FOREIGN KEY (session_primary_id) REFERENCES access.session (primary_id) ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON access.session, access.session_attributes TO ${app};
