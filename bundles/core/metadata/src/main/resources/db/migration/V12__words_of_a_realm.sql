-- Words lie in the index under the mark of their realm, a tenant's entities of one type: a search looks at the pages of
-- its own realm, however many others have the same words, and a new entity's words land on pages that lie together.

-- Writers wait here until all documents are rewritten, before they look up the functions that are replaced. Searches wait
-- for the index; those that are under way fail once.
LOCK TABLE metadata.entity IN SHARE ROW EXCLUSIVE MODE;

-- Eight hexadecimal digits. Two realms that share them find each other's documents, which are then left out.
CREATE FUNCTION metadata.realm_mark(tenant_id uuid, entity_type text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN left(encode(sha256(uuid_send(tenant_id) || decode(entity_type, 'escape')), 'hex'), 8);

-- In the text of words each begins with a quotation mark that follows a space, and none has a space in it.
CREATE FUNCTION metadata.marked_words(mark text, words tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE
RETURN ('''' || mark || ''' ' || replace(' ' || words::text, ' ''', ' ''' || mark))::tsvector;

-- The same of what is asked for. A word may have an exclamation mark in it, as may what asks for the absence of one, so
-- that these take the longer way.
CREATE FUNCTION metadata.marked_query(mark text, query tsquery) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    asked constant text := query::text;
BEGIN
    IF strpos(asked, '!') = 0 THEN
        RETURN replace(' ' || asked, ' ''', ' ''' || mark)::tsquery;
    END IF;
    RETURN regexp_replace(asked, '''((?:[^'']|'''')*)''', '''' || mark || '\1''', 'g')::tsquery;
END
$$;

-- What asks for no word, or for the absence of one, asks for the mark as well, which all documents of the realm have.
CREATE FUNCTION metadata.within_realm(mark text, asked tsquery) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF numnode(asked) = 0 OR strpos(asked::text, '!') > 0 THEN
        RETURN mark::tsquery && asked;
    END IF;
    RETURN asked;
END
$$;

-- Without a setting of its own, and with constants for the names, it becomes part of what calls it.
CREATE OR REPLACE FUNCTION metadata.words_configuration(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'arabic'::regconfig WHEN 'da' THEN 'danish'::regconfig WHEN 'de' THEN 'german'::regconfig
    WHEN 'en' THEN 'english'::regconfig WHEN 'es' THEN 'spanish'::regconfig WHEN 'fi' THEN 'finnish'::regconfig
    WHEN 'fr' THEN 'french'::regconfig WHEN 'hu' THEN 'hungarian'::regconfig WHEN 'it' THEN 'italian'::regconfig
    WHEN 'nl' THEN 'dutch'::regconfig WHEN 'no' THEN 'norwegian'::regconfig WHEN 'nb' THEN 'norwegian'::regconfig
    WHEN 'pt' THEN 'portuguese'::regconfig WHEN 'ro' THEN 'romanian'::regconfig WHEN 'ru' THEN 'russian'::regconfig
    WHEN 'sv' THEN 'swedish'::regconfig WHEN 'tr' THEN 'turkish'::regconfig ELSE 'simple'::regconfig END;

-- The words of an entity, by the rank of where they stand. PostgreSQL bounds words and documents: of a long text the
-- first 60,000 characters count, and no word that leaves no room for the mark.
CREATE FUNCTION metadata.document(
    tenant_id uuid, entity_type text, language text, name text, search_text text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog
AS $$
DECLARE
    configuration constant regconfig := metadata.words_configuration(language);
    mark constant text := metadata.realm_mark(tenant_id, entity_type);
    words tsvector := setweight(to_tsvector(configuration, left(name, 60000)), 'A')
        || setweight(to_tsvector(configuration, left(search_text, 60000)), 'B');
BEGIN
    IF length(name) + length(search_text) > 500 THEN
        words := ts_delete(words, ARRAY(SELECT w.lexeme FROM unnest(words) AS w WHERE octet_length(w.lexeme) > 2000));
    END IF;
    RETURN metadata.marked_words(mark, words);
END
$$;

CREATE OR REPLACE FUNCTION metadata.keep_search_document() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.deleted_at IS NULL THEN
            INSERT INTO metadata.search_document (tenant_id, entity_id, entity_type, words)
            VALUES (NEW.tenant_id, NEW.id, NEW.entity_type,
                metadata.document(NEW.tenant_id, NEW.entity_type, NEW.language, NEW.name, NEW.search_text));
        END IF;
    ELSIF NEW.deleted_at IS NOT NULL THEN
        DELETE FROM metadata.search_document d WHERE d.tenant_id = NEW.tenant_id AND d.entity_id = NEW.id;
    ELSE
        INSERT INTO metadata.search_document (tenant_id, entity_id, entity_type, words)
        VALUES (NEW.tenant_id, NEW.id, NEW.entity_type,
            metadata.document(NEW.tenant_id, NEW.entity_type, NEW.language, NEW.name, NEW.search_text))
        ON CONFLICT (tenant_id, entity_id) DO UPDATE SET words = excluded.words;
    END IF;
    RETURN NULL;
END
$$;

-- The index of words is the only one that is of use, whatever is asked for and however much there is: the plan is made
-- once for a connection.
CREATE OR REPLACE FUNCTION metadata.matching(entity_type text, query tsquery) RETURNS TABLE (entity_id uuid, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    tenant constant uuid := current_setting('app.tenant_id');
    mark constant text := metadata.realm_mark(tenant, matching.entity_type);
    asked constant tsquery := metadata.marked_query(mark, matching.query);
    sought constant tsquery := metadata.within_realm(mark, asked);
BEGIN
    RETURN QUERY
        SELECT d.entity_id, ts_rank(d.words, asked)
        FROM metadata.search_document d
        WHERE d.words @@ sought
          AND (d.tenant_id, d.entity_type) IS NOT DISTINCT FROM (tenant, matching.entity_type)
        ORDER BY 2 DESC, 1 DESC
        LIMIT 10000;
END
$$;

CREATE OR REPLACE FUNCTION metadata.matching_newest(entity_type text, query tsquery) RETURNS TABLE (entity_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    tenant constant uuid := current_setting('app.tenant_id');
    mark constant text := metadata.realm_mark(tenant, matching_newest.entity_type);
    asked constant tsquery := metadata.marked_query(mark, matching_newest.query);
    sought constant tsquery := metadata.within_realm(mark, asked);
BEGIN
    RETURN QUERY
        SELECT d.entity_id
        FROM metadata.search_document d
        WHERE d.words @@ sought
          AND (d.tenant_id, d.entity_type) IS NOT DISTINCT FROM (tenant, matching_newest.entity_type)
        ORDER BY d.entity_id DESC
        LIMIT 10000;
END
$$;

DROP INDEX metadata.search_document_words;
UPDATE metadata.search_document d
SET words = metadata.document(e.tenant_id, e.entity_type, e.language, e.name, e.search_text)
FROM metadata.entity e WHERE e.tenant_id = d.tenant_id AND e.id = d.entity_id;
CREATE INDEX search_document_words ON metadata.search_document USING gin (words) WITH (fastupdate = off);
COMMENT ON INDEX metadata.search_document_words IS 'Platform: every search asks for words of its realm';
DROP FUNCTION metadata.realm(uuid, text);
