-- What a file is compared with: codes of units, staff numbers of people, and the versions that stand.
CREATE OR REPLACE VIEW institution.pub_unit WITH (security_invoker = true) AS
    SELECT id, level, type, name, pinyin, attributes, scope_path, code, version
    FROM institution.unit WHERE current AND voided_at IS NULL;
CREATE OR REPLACE VIEW institution.pub_person WITH (security_invoker = true) AS
    SELECT id, name, unit_id, scope_path, staff_no, version
    FROM institution.person WHERE current AND voided_at IS NULL;
