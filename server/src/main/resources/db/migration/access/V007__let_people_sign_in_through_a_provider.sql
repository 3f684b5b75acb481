-- Who somebody is at the provider of the customer. State of an account, like its password: unbound it is gone.
CREATE TABLE access.provider_identity (
    issuer     text        NOT NULL COLLATE "C",
    subject    text        NOT NULL COLLATE "C",
    account_id uuid        NOT NULL REFERENCES access.account (id),
    bound_at   timestamptz NOT NULL,
    by_claim   boolean     NOT NULL,
    scope_path text        NOT NULL COLLATE "C",
    PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX provider_identity_of_account ON access.provider_identity (account_id, issuer);
ALTER TABLE access.provider_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.provider_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.provider_identity USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT, DELETE ON access.provider_identity TO ${app};
GRANT UPDATE (scope_path) ON access.provider_identity TO ${app};
