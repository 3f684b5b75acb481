GRANT USAGE ON SCHEMA clock TO ${app};
-- One row per move of the demo clock, the first of which sets the day of the story; stays empty in production.
CREATE TABLE clock.demo_offset (
    move          int         PRIMARY KEY,
    moved_at      timestamptz NOT NULL,
    moved_by      text        NOT NULL,
    ahead_seconds bigint      NOT NULL
);
GRANT SELECT, INSERT ON clock.demo_offset TO ${app};
