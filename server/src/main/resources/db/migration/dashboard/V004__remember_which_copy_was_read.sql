-- The copy of the case that counts from which the institution's own grades were read; null reads the living sheet.
ALTER TABLE dashboard.enrolment_now ADD COLUMN case_copy int;
