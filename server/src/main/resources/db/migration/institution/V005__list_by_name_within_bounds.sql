-- Lists of units and people are read from the table of names as well, whether a name is searched or not: its rows are not
-- fenced one by one, so the planner knows how many lie between two bounds and the order comes from an index. The fence is
-- the function, which refuses bounds wider than the transaction's; the rows themselves are read under their own fence.

-- The branch a path lies in: the unit below the root (a province of the nation, a city of a province). Wide bounds hold
-- whole branches, and within a branch the order comes from an index, too; narrow bounds hold few rows.
CREATE FUNCTION institution.branch(path text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT substring(path FROM '^[^/]*/[^/]*/[^/]*/') COLLATE "C" $$;

-- A name is found by how it begins or by what stands behind its first character. The two are kept apart because the order
-- of the list is that of the names: all 王 stand together at its end, and are read off an index instead of being sorted.
CREATE FUNCTION institution.behind_first(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT substr(lower(name), 2) $$;

DROP INDEX institution.name_by_gram;
DROP INDEX institution.name_by_trigram;
ALTER TABLE institution.name
    ADD COLUMN branch text COLLATE "C" GENERATED ALWAYS AS (institution.branch(path)) STORED,
    ADD COLUMN inner_grams text[] GENERATED ALWAYS AS (institution.grams(institution.behind_first(name))) STORED;
CREATE INDEX name_by_trigram ON institution.name USING gin (institution.behind_first(name) public.gin_trgm_ops);
CREATE INDEX name_by_gram ON institution.name USING gin (inner_grams);
CREATE INDEX name_by_first ON institution.name (what, left(lower(name), 1), pinyin, id);
CREATE INDEX name_by_first_two ON institution.name (what, left(lower(name), 2), pinyin, id);
CREATE INDEX name_in_branch_by_first ON institution.name (what, branch, left(lower(name), 1), pinyin, id);
CREATE INDEX name_by_path ON institution.name (what, path);
CREATE INDEX name_in_branch ON institution.name (what, branch, pinyin, id);
CREATE INDEX name_in_branch_of_level ON institution.name (what, branch, level, pinyin, id) WHERE level IS NOT NULL;
CREATE INDEX name_of_level ON institution.name (what, level, pinyin, id) WHERE level IS NOT NULL;
CREATE INDEX name_of_type ON institution.name (what, type, pinyin, id) WHERE type IS NOT NULL;

DROP FUNCTION institution.search_names;
CREATE FUNCTION institution.search_names(
    wanted text, low text, high text, part text, of_level text, of_type text,
    after_pinyin text, after_id uuid, most int)
RETURNS TABLE (id uuid, pinyin text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
    SET search_path = pg_catalog, public
AS $$
DECLARE
    -- So many rows are looked through in their order before an index over names is asked: enough for what is frequent.
    patience CONSTANT int := 5000;
    branch text := institution.branch(low);
    wide boolean := branch IS NULL OR branch = rtrim(low, '!') AND high = left(branch, -1) || '0';
    -- One condition for one fact: two that mean the same would be taken for two that rarely meet.
    fenced text := 'what = $1 AND path >= $2 AND ' || CASE
        WHEN wide AND branch IS NOT NULL THEN format('branch = %L', branch) ELSE 'path < $3' END;
    pattern text := regexp_replace(lower(part), '([\\%_])', '\\\1', 'g');
    -- Names that begin alike: by two characters in the whole table, by one in a branch, which has fewer.
    group_by int := CASE WHEN wide AND branch IS NOT NULL THEN 1 ELSE least(length(part), 2) END;
    begins text;
    holds text;
    ids uuid[];
    keys text[];
BEGIN
    IF low COLLATE "C" < scope.low() COLLATE "C" OR high COLLATE "C" > scope.high() COLLATE "C" THEN
        RAISE EXCEPTION 'the bounds are wider than the scope' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF of_level IS NOT NULL THEN
        fenced := fenced || format(' AND level = %L', of_level);
    END IF;
    IF of_type IS NOT NULL THEN
        fenced := fenced || format(' AND type = %L', of_type);
    END IF;
    IF after_pinyin IS NOT NULL THEN
        fenced := fenced || ' AND (pinyin, id) > ($4, $5)';
    END IF;
    IF part IS NULL THEN
        RETURN QUERY EXECUTE format(
            'SELECT id, pinyin FROM institution.name WHERE %s ORDER BY pinyin, id LIMIT $6', fenced)
        USING wanted, low, high, after_pinyin, after_id, most;
        RETURN;
    END IF;
    -- What is frequent fills a page from the first rows in order. Bounds within a branch hold few rows either way.
    IF wide THEN
        EXECUTE format(
            'SELECT array_agg(id), array_agg(pinyin) FROM (
                 SELECT id, pinyin FROM (
                     SELECT * FROM institution.name WHERE %s ORDER BY pinyin, id LIMIT %s) AS first
                 WHERE lower(name) LIKE %L ORDER BY pinyin, id LIMIT $6) AS page', fenced, patience, '%' || pattern || '%')
        INTO ids, keys
        USING wanted, low, high, after_pinyin, after_id, most;
        IF cardinality(ids) = most THEN
            RETURN QUERY SELECT * FROM unnest(ids, keys);
            RETURN;
        END IF;
    END IF;
    -- One or two characters have no trigram; the grams serve them.
    begins := format('left(lower(name), %s) = %L AND lower(name) LIKE %L',
        group_by, left(lower(part), group_by), pattern || '%');
    holds := CASE WHEN length(part) < 3
        THEN format('inner_grams @> ARRAY[%L]', lower(part))
        ELSE format('institution.behind_first(name) LIKE %L', '%' || pattern || '%') END;
    RETURN QUERY EXECUTE format(
        '(SELECT id, pinyin FROM institution.name WHERE %1$s AND %2$s ORDER BY pinyin, id LIMIT $6)
         UNION
         (SELECT id, pinyin FROM institution.name WHERE %1$s AND %3$s OFFSET 0)
         ORDER BY pinyin, id LIMIT $6', fenced, begins, holds)
    USING wanted, low, high, after_pinyin, after_id, most;
END
$$;
REVOKE ALL ON FUNCTION institution.search_names FROM PUBLIC;
GRANT EXECUTE ON FUNCTION institution.search_names TO ${app};
