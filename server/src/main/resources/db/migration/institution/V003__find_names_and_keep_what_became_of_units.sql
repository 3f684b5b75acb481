-- Names to search. Row-level security would keep the trigram index from being used, so this table has none and nobody
-- may read it: the one way in is search_names, which takes the bounds and refuses bounds wider than the transaction's.
CREATE FUNCTION institution.grams(name text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(array_agg(DISTINCT substr(lower(name), start, size)), '{}')
    FROM generate_series(1, length(name)) AS start, generate_series(1, 2) AS size
    WHERE start + size - 1 <= length(name)
$$;

CREATE TABLE institution.name (
    what   text NOT NULL CHECK (what IN ('unit', 'person')),
    id     uuid NOT NULL,
    name   text NOT NULL,
    pinyin text NOT NULL COLLATE "C",
    level  text,
    type   text,
    path   text NOT NULL COLLATE "C",
    PRIMARY KEY (what, id)
);
CREATE INDEX name_by_trigram ON institution.name USING gin (lower(name) public.gin_trgm_ops);
CREATE INDEX name_by_gram ON institution.name USING gin (institution.grams(name));
CREATE INDEX name_by_pinyin ON institution.name (what, pinyin, id);

-- The index follows the facts: a new version, a void, a move.
CREATE FUNCTION institution.follow_name() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog
AS $$
BEGIN
    IF NOT NEW.current THEN
        RETURN NULL;
    END IF;
    IF NEW.voided_at IS NOT NULL THEN
        DELETE FROM institution.name n WHERE n.what = TG_ARGV[0] AND n.id = NEW.id;
        RETURN NULL;
    END IF;
    INSERT INTO institution.name (what, id, name, pinyin, level, type, path)
    VALUES (TG_ARGV[0], NEW.id, NEW.name, NEW.pinyin, to_jsonb(NEW) ->> 'level', to_jsonb(NEW) ->> 'type', NEW.scope_path)
    ON CONFLICT (what, id) DO UPDATE
        SET name = EXCLUDED.name, pinyin = EXCLUDED.pinyin, level = EXCLUDED.level, type = EXCLUDED.type,
            path = EXCLUDED.path;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_name AFTER INSERT OR UPDATE OF current, scope_path ON institution.unit
    FOR EACH ROW EXECUTE FUNCTION institution.follow_name('unit');
CREATE TRIGGER follow_name AFTER INSERT OR UPDATE OF current, scope_path ON institution.person
    FOR EACH ROW EXECUTE FUNCTION institution.follow_name('person');

-- Rows are read by the owner, whom forced row-level security binds as well; the scope says 'system' for the copy.
SELECT set_config('sanhao.scope', 'system', true);
INSERT INTO institution.name (what, id, name, pinyin, level, type, path)
SELECT 'unit', id, name, pinyin, level, type, scope_path FROM institution.unit WHERE current AND voided_at IS NULL
UNION ALL
SELECT 'person', id, name, pinyin, NULL, NULL, scope_path FROM institution.person WHERE current AND voided_at IS NULL;

CREATE FUNCTION institution.search_names(
    wanted text, low text, high text, part text, of_level text, of_type text,
    after_pinyin text, after_id uuid, most int)
RETURNS TABLE (id uuid, pinyin text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public
AS $$
DECLARE
    likeness text := '%' || regexp_replace(lower(part), '([\\%_])', '\\\1', 'g') || '%';
    condition text;
BEGIN
    IF low COLLATE "C" < scope.low() COLLATE "C" OR high COLLATE "C" > scope.high() COLLATE "C" THEN
        RAISE EXCEPTION 'the bounds are wider than the scope' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- One or two characters have no trigram; the grams serve them.
    condition := CASE WHEN length(part) < 3
        THEN format('institution.grams(n.name) @> ARRAY[%L]', lower(part))
        ELSE format('lower(n.name) LIKE %L', likeness) END;
    RETURN QUERY EXECUTE format(
        'SELECT n.id, n.pinyin FROM institution.name n
         WHERE n.what = $1 AND n.path >= $2 AND n.path < $3 AND %s
           AND ($4 IS NULL OR n.level = $4) AND ($5 IS NULL OR n.type = $5)
           AND ($6 IS NULL OR (n.pinyin, n.id) > ($6, $7))
         ORDER BY n.pinyin, n.id LIMIT $8', condition)
    USING wanted, low, high, of_level, of_type, after_pinyin, after_id, most;
END
$$;
REVOKE ALL ON FUNCTION institution.search_names FROM PUBLIC;
GRANT EXECUTE ON FUNCTION institution.search_names TO ${app};

-- Which unit took over another's people, departments and history. The unit taken over is voided and stands below its
-- successor from then on, so that the successor reads what was there.
CREATE TABLE institution.succession (
    unit_id     uuid        PRIMARY KEY,
    into_id     uuid        NOT NULL,
    on_day      date        NOT NULL,
    reason      text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    scope_path  text        NOT NULL COLLATE "C",
    CHECK (unit_id <> into_id)
);
CREATE INDEX succession_into ON institution.succession (into_id);
ALTER TABLE institution.succession ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution.succession FORCE ROW LEVEL SECURITY;
CREATE POLICY within ON institution.succession USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));
GRANT SELECT, INSERT ON institution.succession TO ${app};
GRANT UPDATE (scope_path) ON institution.succession TO ${app};

-- A unit that leaves a line stands nowhere on it.
GRANT DELETE ON institution.standing TO ${app};
CREATE POLICY leave ON institution.standing FOR DELETE USING (
    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()));

-- Why a post ended, where it ended on a day; a post given by mistake is voided instead.
ALTER TABLE institution.post ADD COLUMN ended_why text;

-- Nobody holds two of the three administrators on the same day; one after the other is allowed.
DROP INDEX institution.post_one_administrator;
ALTER TABLE institution.post ADD CONSTRAINT post_one_administrator
    EXCLUDE USING gist (person_id WITH =, valid WITH &&)
    WHERE (current AND voided_at IS NULL
           AND kind IN ('system-administrator', 'security-administrator', 'audit-administrator'));

-- What access shows of posts beside accounts.
CREATE VIEW institution.pub_post WITH (security_invoker = true) AS
    SELECT id, person_id, unit_id, line, kind, title, valid, scope_path
    FROM institution.post WHERE current AND voided_at IS NULL;
GRANT SELECT ON institution.pub_post TO ${app};
