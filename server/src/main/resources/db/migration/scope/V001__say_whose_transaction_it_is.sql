-- The scope of the running transaction, read by every row-level policy. Raises when nobody set it: after a pooled
-- connection is reused the setting is '' and not NULL, so both mean "nobody".

GRANT USAGE ON SCHEMA scope TO ${app};

CREATE FUNCTION scope.current() RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path = pg_catalog
AS $$
DECLARE
    setting text := current_setting('sanhao.scope', true);
BEGIN
    IF setting IS NULL OR setting = '' THEN
        RAISE EXCEPTION 'this transaction has no scope' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN setting;
END
$$;

-- First path inside the scope.
CREATE FUNCTION scope.low() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT CASE scope.current() WHEN 'system' THEN '' ELSE scope.current() END $$;

-- First path after the scope: paths end with '/', and '0' follows '/' in the C collation.
CREATE FUNCTION scope.high() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT CASE scope.current() WHEN 'system' THEN U&'\+10FFFF' ELSE left(scope.current(), -1) || '0' END $$;

-- The paths above the scope, nearest last: rows there may be readable from below (a published campaign of the county).
CREATE FUNCTION scope.above() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT coalesce(array_agg(left(scope.current(), position) ORDER BY position), '{}')
    FROM generate_series(1, length(scope.current()) - 1) AS position
    WHERE substr(scope.current(), position, 1) = '/'
$$;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA scope TO ${app};
