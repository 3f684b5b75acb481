-- scope_path is an index over the placements, not a fact: when a unit moves, every row below it is re-indexed, in every
-- table that has such a column. Runs in the mover's transaction, as scope 'system'.
CREATE FUNCTION scope.rewrite_paths(old_path text, new_path text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $$
DECLARE
    target record;
    touched bigint := 0;
    here bigint;
BEGIN
    IF scope.current() <> 'system' THEN
        RAISE EXCEPTION 'paths are rewritten by the system only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR target IN
        SELECT n.nspname AS schema_name, c.relname AS table_name
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attname = 'scope_path' AND NOT a.attisdropped
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
        ORDER BY 1, 2
    LOOP
        EXECUTE format(
            'UPDATE %I.%I SET scope_path = $2 || substr(scope_path, length($1) + 1)
             WHERE scope_path >= $1 AND scope_path < left($1, -1) || ''0''', target.schema_name, target.table_name)
        USING old_path, new_path;
        GET DIAGNOSTICS here = ROW_COUNT;
        touched := touched + here;
    END LOOP;
    RETURN touched;
END
$$;
GRANT EXECUTE ON FUNCTION scope.rewrite_paths(text, text) TO ${app};
