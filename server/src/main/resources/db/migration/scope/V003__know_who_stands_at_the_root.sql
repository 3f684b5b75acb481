-- Whether the transaction sees a whole line: the system, or somebody whose scope is the root itself (adm/a1/). What belongs
-- to the installation and to no unit is his to see and nobody's below.
CREATE FUNCTION scope.whole() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT scope.current() = 'system' OR scope.current() ~ '^[a-z]+/[a-z0-9]+/$' $$;
GRANT EXECUTE ON FUNCTION scope.whole() TO ${app};
