-- One row per state-changing request: written in the transaction of its effect, so both exist or neither.
GRANT USAGE ON SCHEMA http TO ${app};

CREATE TABLE http.request_answer (
    actor       text        NOT NULL,
    key         text        NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
    fingerprint bytea       NOT NULL,
    status      int         NOT NULL,
    headers     jsonb       NOT NULL,
    body        text,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX request_answer_by_age ON http.request_answer (answered_at);

GRANT SELECT, INSERT, DELETE ON http.request_answer TO ${app};
