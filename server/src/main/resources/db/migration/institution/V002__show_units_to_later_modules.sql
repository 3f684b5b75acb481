-- What later modules may join: units as they stand, under the reader's own row-level security.
CREATE VIEW institution.pub_unit WITH (security_invoker = true) AS
    SELECT id, level, type, name, pinyin, attributes, scope_path
    FROM institution.unit WHERE current AND voided_at IS NULL;
CREATE VIEW institution.pub_person WITH (security_invoker = true) AS
    SELECT id, name, unit_id, scope_path
    FROM institution.person WHERE current AND voided_at IS NULL;
GRANT SELECT ON institution.pub_unit, institution.pub_person TO ${app};
