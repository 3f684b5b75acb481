-- Asking and answering are facts: nothing is changed afterwards, and a repair nobody answered in time is over by itself.
CREATE TABLE access.repair (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES access.account,
    what       text        NOT NULL COLLATE "C" CHECK (what IN ('password', 'second-factor')),
    why        text        NOT NULL,
    asked_by   uuid        NOT NULL,
    asked_at   timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL CHECK (ends_at > asked_at),
    scope_path text        NOT NULL COLLATE "C"
);
CREATE INDEX repair_of_account ON access.repair (account_id, asked_at);
CREATE INDEX repair_in_scope ON access.repair (scope_path, asked_at);
ALTER TABLE access.repair ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.repair FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.repair USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON access.repair TO ${app};
GRANT UPDATE (scope_path) ON access.repair TO ${app};

CREATE TABLE access.repair_answer (
    repair_id   uuid        PRIMARY KEY REFERENCES access.repair,
    answer      text        NOT NULL COLLATE "C" CHECK (answer IN ('confirmed', 'declined', 'withdrawn')),
    answered_by uuid        NOT NULL,
    answered_at timestamptz NOT NULL,
    scope_path  text        NOT NULL COLLATE "C"
);
ALTER TABLE access.repair_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.repair_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.repair_answer USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON access.repair_answer TO ${app};
GRANT UPDATE (scope_path) ON access.repair_answer TO ${app};

-- Who holds the account has read what was done to it.
CREATE TABLE access.repair_read (
    repair_id  uuid        PRIMARY KEY REFERENCES access.repair,
    read_at    timestamptz NOT NULL,
    scope_path text        NOT NULL COLLATE "C"
);
ALTER TABLE access.repair_read ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.repair_read FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON access.repair_read USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON access.repair_read TO ${app};
GRANT UPDATE (scope_path) ON access.repair_read TO ${app};
