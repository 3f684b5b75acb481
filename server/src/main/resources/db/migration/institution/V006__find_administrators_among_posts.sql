CREATE INDEX post_of_administrators ON institution.post (person_id) WHERE current AND voided_at IS NULL
    AND kind IN ('system-administrator', 'security-administrator', 'audit-administrator');
