GRANT USAGE ON SCHEMA signing TO ${app};

-- What the installation hashes and signs with, chosen at its first start and never again.
CREATE TABLE signing.choice (
    single       boolean     PRIMARY KEY CHECK (single),
    installation uuid        NOT NULL,
    hash         text        NOT NULL,
    signature    text        NOT NULL,
    chosen_at    timestamptz NOT NULL
);
GRANT SELECT, INSERT ON signing.choice TO ${app};

-- Every public key that ever signed, the last one signs now. The private halves lie in the key folder only.
CREATE TABLE signing.key (
    position    int         PRIMARY KEY CHECK (position > 0),
    key_id      text        NOT NULL UNIQUE,
    algorithm   text        NOT NULL,
    public_key  text        NOT NULL,
    since       timestamptz NOT NULL,
    endorsed_by text,
    endorsement text
);
GRANT SELECT, INSERT ON signing.key TO ${app};
