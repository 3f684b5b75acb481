-- Files of a shipped pack that were once read, found sound and published: a later start need not read them again.
CREATE TABLE pack.shipped (
    source  text NOT NULL COLLATE "C" PRIMARY KEY, -- hash over names and contents
    id      text NOT NULL COLLATE "C",
    version text NOT NULL COLLATE "C",
    FOREIGN KEY (id, version) REFERENCES pack.published
);
GRANT SELECT, INSERT ON pack.shipped TO ${app};
