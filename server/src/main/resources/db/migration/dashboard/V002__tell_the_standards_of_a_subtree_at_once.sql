-- Which standards a subtree works by: a handful among tens of thousands of rows, found by one step of this index each.
CREATE INDEX enrolment_kinds ON dashboard.enrolment_now (pack_id, edition, pack_version, unit_type, scope_path);
-- A row is written again with every answer; room on its page keeps that from touching every index.
ALTER TABLE dashboard.enrolment_now SET (fillfactor = 80);
