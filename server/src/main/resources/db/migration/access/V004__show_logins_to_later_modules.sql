-- Who has which account; no password, no secret.
CREATE VIEW access.pub_account WITH (security_invoker = true) AS
    SELECT id, person_id, login, last_seen_at, must_change, disabled_at, scope_path FROM access.account;
GRANT SELECT ON access.pub_account TO ${app};
