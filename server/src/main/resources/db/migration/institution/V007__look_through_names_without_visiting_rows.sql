-- What is looked through for a name is read from the index alone: thousands of rows lie anywhere in the table, and visiting
-- them is what a search took its time for. Within narrow bounds all names are looked through; no second way is needed.
DROP INDEX institution.name_by_path;
CREATE INDEX name_by_path ON institution.name (what, path) INCLUDE (pinyin, id, name);
DROP INDEX institution.name_in_branch;
CREATE INDEX name_in_branch ON institution.name (what, branch, pinyin, id) INCLUDE (name, path);
DROP INDEX institution.name_by_pinyin;
CREATE INDEX name_by_pinyin ON institution.name (what, pinyin, id) INCLUDE (name, path);

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
    IF NOT wide THEN
        -- Gathered first: in the order of the list the whole table might be walked before a page of few rows is full.
        RETURN QUERY EXECUTE format(
            'WITH gathered AS MATERIALIZED (
                 SELECT id, pinyin FROM institution.name WHERE %s AND lower(name) LIKE %L)
             SELECT * FROM gathered ORDER BY pinyin, id LIMIT $6', fenced, '%' || pattern || '%')
        USING wanted, low, high, after_pinyin, after_id, most;
        RETURN;
    END IF;
    -- What is frequent fills a page from the first rows in order.
    EXECUTE format(
        'SELECT array_agg(id), array_agg(pinyin) FROM (
             SELECT id, pinyin FROM (
                 SELECT id, pinyin, name FROM institution.name WHERE %s ORDER BY pinyin, id LIMIT %s) AS first
             WHERE lower(name) LIKE %L ORDER BY pinyin, id LIMIT $6) AS page', fenced, patience, '%' || pattern || '%')
    INTO ids, keys
    USING wanted, low, high, after_pinyin, after_id, most;
    IF cardinality(ids) = most THEN
        RETURN QUERY SELECT * FROM unnest(ids, keys);
        RETURN;
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
