-- The few answers that ask to leave a clause out, in the order in which they wait.
CREATE INDEX answer_asks ON assessment.answer (recorded_at, sheet_id, clause) WHERE current AND na_reason IS NOT NULL;
-- Everything ever found over an institution, over all campaigns.
CREATE INDEX sheet_of_unit ON assessment.sheet (unit_id);
