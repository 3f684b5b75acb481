GRANT USAGE ON SCHEMA clock TO ${app};
-- One row per move of the demo clock; stays empty in production.
CREATE TABLE clock.demo_offset (
    moved_at      timestamptz NOT NULL,
    moved_by      text        NOT NULL,
    ahead_seconds bigint      NOT NULL CHECK (ahead_seconds >= 0)
);
GRANT SELECT, INSERT ON clock.demo_offset TO ${app};
