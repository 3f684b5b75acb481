GRANT USAGE ON SCHEMA jobs TO ${app};

-- Where each recurring job stands: state, not a fact. The row is the lock: the run that wrote its id into it has the job
-- in hand until the lease ends, and renews the lease while it lives.
CREATE TABLE jobs.job (
    name       text        PRIMARY KEY COLLATE "C" CHECK (name ~ '^[a-z]+(-[a-z]+)*$'),
    times      text        NOT NULL,
    due        timestamptz NOT NULL,
    run        uuid,
    held_until timestamptz,
    began      timestamptz,
    ended      timestamptz,
    done       timestamptz,
    failures   int         NOT NULL DEFAULT 0,
    problem    text,
    CHECK ((run IS NULL) = (held_until IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON jobs.job TO ${app};
