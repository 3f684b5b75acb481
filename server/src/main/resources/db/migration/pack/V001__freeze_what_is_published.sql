GRANT USAGE ON SCHEMA pack TO ${app};
-- Published pack versions, frozen with their hash. Reference data, the same for everybody.
CREATE TABLE pack.published (
    id           text        NOT NULL COLLATE "C",
    version      text        NOT NULL COLLATE "C",
    hash         text        NOT NULL COLLATE "C",
    canonical    text        NOT NULL,
    published_at timestamptz NOT NULL,
    published_by text        NOT NULL,
    PRIMARY KEY (id, version)
);
GRANT SELECT, INSERT ON pack.published TO ${app};
