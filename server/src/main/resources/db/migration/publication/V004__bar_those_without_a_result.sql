-- What the end of a campaign bars follows from having no result.
ALTER TABLE publication.effect ALTER COLUMN result_id DROP NOT NULL;
