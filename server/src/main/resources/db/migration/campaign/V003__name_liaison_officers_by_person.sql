-- A liaison officer is a person of the register, not a name that goes stale; names written before stay readable.
ALTER TABLE campaign.enrolment ADD COLUMN liaison_id uuid;
