-- Who asks for the newest that have words which very many have is answered from the newest documents alone: looking up,
-- sorting and joining all that match grows with the tenant.

-- Matches, in no order. All of them where there are few; where there are many, those among the newest 2,000 documents that
-- are older than a given one, if any: complete says that no others are older.
CREATE FUNCTION metadata.matching_recent(entity_type text, query tsquery, before uuid)
RETURNS TABLE (entity_id uuid, complete boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    few constant integer := 1000;
    newest constant integer := 2000;
    tenant constant uuid := current_setting('app.tenant_id');
    mark constant text := metadata.realm_mark(tenant, matching_recent.entity_type);
    sought constant tsquery := metadata.within_realm(mark, metadata.marked_query(mark, matching_recent.query));
    above constant uuid := coalesce(matching_recent.before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    found uuid[];
    oldest uuid;
BEGIN
    found := ARRAY(
        SELECT d.entity_id
        FROM metadata.search_document d
        WHERE d.words @@ sought
          AND (d.tenant_id, d.entity_type) IS NOT DISTINCT FROM (tenant, matching_recent.entity_type)
        LIMIT few + 1);
    IF cardinality(found) <= few THEN
        RETURN QUERY SELECT f, true FROM unnest(found) AS f;
        RETURN;
    END IF;
    oldest := (
        SELECT d.entity_id FROM metadata.search_document d
        WHERE d.tenant_id = tenant AND d.entity_id < above
        ORDER BY d.entity_id DESC OFFSET newest - 1 LIMIT 1);
    -- the function behind @@, for which no index is looked for: those of this range are read one by one
    RETURN QUERY
        SELECT d.entity_id, oldest IS NULL
        FROM metadata.search_document d
        WHERE d.tenant_id = tenant AND d.entity_id < above
          AND d.entity_id >= coalesce(oldest, '00000000-0000-0000-0000-000000000000')
          AND d.entity_type = matching_recent.entity_type AND ts_match_vq(d.words, sought);
END
$$;
COMMENT ON FUNCTION metadata.matching_recent IS
    'Platform: reads the words as the owner, of the tenant alone; see search_access';
