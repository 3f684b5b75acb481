-- A unit that is renamed, merged or struck: what it takes part in follows.
CREATE INDEX enrolment_of_unit ON dashboard.enrolment_now (unit_id);
