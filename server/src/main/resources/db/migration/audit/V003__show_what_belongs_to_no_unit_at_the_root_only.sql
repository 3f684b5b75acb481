-- Rows without a path are acts of the whole installation (a restored backup, a changed key) and sign-ins that can be laid to
-- nobody. An auditor of a part would learn from them what goes on elsewhere.
DROP POLICY within ON audit.entry;
CREATE POLICY within ON audit.entry FOR SELECT USING (
    path = '' AND (SELECT scope.whole())
    OR path <> '' AND path >= (SELECT scope.low()) AND path < (SELECT scope.high()));
