-- The rules of the door, one row per decision: nothing is overwritten, the highest version holds.
CREATE TABLE access.security_policy (
    version          int         PRIMARY KEY CHECK (version > 0),
    recorded_at      timestamptz NOT NULL,
    recorded_by      text        NOT NULL,
    min_length       int         NOT NULL CHECK (min_length BETWEEN 8 AND 64),
    classes          int         NOT NULL CHECK (classes BETWEEN 1 AND 4),
    history          int         NOT NULL CHECK (history BETWEEN 0 AND 10),
    expiry_days      int         NOT NULL CHECK (expiry_days BETWEEN 0 AND 365),
    failures         int         NOT NULL CHECK (failures BETWEEN 3 AND 10),
    lock_minutes     int         NOT NULL CHECK (lock_minutes BETWEEN 1 AND 1440),
    idle_minutes     int         NOT NULL CHECK (idle_minutes BETWEEN 5 AND 480),
    absolute_minutes int         NOT NULL CHECK (absolute_minutes BETWEEN 30 AND 1440),
    stale_days       int         NOT NULL CHECK (stale_days BETWEEN 30 AND 365),
    second_factor    text[]      NOT NULL
);
GRANT SELECT, INSERT ON access.security_policy TO ${app};
INSERT INTO access.security_policy VALUES (1, now(), 'installation', 10, 3, 3, 0, 5, 15, 30, 720, 90, '{}');

-- Hashes of passwords used before, so that they do not come back.
CREATE TABLE access.password_history (
    account_id    uuid        NOT NULL,
    set_at        timestamptz NOT NULL,
    password_hash text        NOT NULL,
    scope_path    text        NOT NULL COLLATE "C",
    PRIMARY KEY (account_id, set_at)
);
ALTER TABLE access.password_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.password_history FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.password_history USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, DELETE ON access.password_history TO ${app};
GRANT UPDATE (scope_path) ON access.password_history TO ${app};

-- The second factor: a secret waits until its first code proves that the authenticator has it; a time step serves once.
ALTER TABLE access.account
    ADD COLUMN totp_pending   bytea,
    ADD COLUMN totp_since     timestamptz,
    ADD COLUMN totp_last_step bigint NOT NULL DEFAULT 0;
