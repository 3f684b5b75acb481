-- The log is read the latest first; each condition somebody may ask for has the index that keeps that order or leaves few
-- rows to sort.
CREATE INDEX entry_by_act ON audit.entry (act, at, id);
CREATE INDEX entry_refused ON audit.entry (at, id) WHERE result <> 'done';
CREATE INDEX entry_by_request ON audit.entry (request) WHERE request IS NOT NULL;
