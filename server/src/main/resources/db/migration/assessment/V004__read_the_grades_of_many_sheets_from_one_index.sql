-- The grades of a sheet are read from the index alone, its row-level path included: tiers of a whole province or nation are
-- worked out from current answers without visiting a row.
DROP INDEX assessment.answer_current;
CREATE UNIQUE INDEX answer_current ON assessment.answer (sheet_id, clause) INCLUDE (grade, scope_path) WHERE current;
