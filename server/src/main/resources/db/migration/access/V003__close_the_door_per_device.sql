-- Browsers through which an account was opened before. Wrong passwords from one of them close that browser alone; wrong
-- passwords from anywhere else are counted together at the account. So nobody can keep a colleague out by guessing: the
-- colleague's own devices stay open.
CREATE TABLE access.known_device (
    account_id   uuid        NOT NULL,
    device       bytea       NOT NULL CHECK (length(device) = 32),
    failures     int         NOT NULL DEFAULT 0,
    locked_until timestamptz,
    seen_at      timestamptz NOT NULL,
    scope_path   text        NOT NULL COLLATE "C",
    PRIMARY KEY (account_id, device)
);
ALTER TABLE access.known_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.known_device FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.known_device USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, UPDATE, DELETE ON access.known_device TO ${app};
