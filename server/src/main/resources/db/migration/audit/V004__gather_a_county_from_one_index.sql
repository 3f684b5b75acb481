-- The page of a county is chosen from an index that holds where and when, and only the chosen rows are visited.
DROP INDEX audit.entry_by_path;
CREATE INDEX entry_by_path ON audit.entry (path, at, id);
