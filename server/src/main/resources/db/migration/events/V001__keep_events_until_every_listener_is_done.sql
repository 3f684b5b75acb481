-- The registry of Spring Modulith: one row per event and listener, completed or to be sent again. Ids only, no persons.
GRANT USAGE ON SCHEMA events TO ${app};

CREATE TABLE events.event_publication (
    id                     uuid PRIMARY KEY,
    listener_id            text NOT NULL,
    event_type             text NOT NULL,
    serialized_event       text NOT NULL,
    publication_date       timestamptz NOT NULL,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
CREATE INDEX event_publication_by_content ON events.event_publication USING hash (serialized_event);
CREATE INDEX event_publication_open ON events.event_publication (publication_date) WHERE completion_date IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON events.event_publication TO ${app};
