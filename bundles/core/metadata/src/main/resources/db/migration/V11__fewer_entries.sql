-- What an entity does not have is not looked for: no entry of an index for it. The old ones are dropped at the end, as
-- nobody reads the table from there to the commit.
CREATE INDEX entity_of_account ON metadata.entity (tenant_id, account_id, id)
    WHERE deleted_at IS NULL AND account_id IS NOT NULL;
CREATE INDEX entity_of_owner ON metadata.entity (tenant_id, owner_id, id)
    WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
CREATE INDEX entity_at_place ON metadata.entity (tenant_id, entity_type, latitude, longitude)
    WHERE deleted_at IS NULL AND latitude IS NOT NULL;

-- Ids of the tenant's entities that match, at most 10,000, the newest first: for those who do not ask how well.
CREATE FUNCTION metadata.matching_newest(entity_type text, query tsquery) RETURNS TABLE (entity_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT d.entity_id
    FROM metadata.search_document d
    WHERE d.words @@ (quote_literal(metadata.realm(current_setting('app.tenant_id')::uuid, matching_newest.entity_type))
                ::tsquery && matching_newest.query)
      AND d.tenant_id = current_setting('app.tenant_id')::uuid AND d.entity_type = matching_newest.entity_type
    ORDER BY d.entity_id DESC
    LIMIT 10000
$$;
COMMENT ON FUNCTION metadata.matching_newest IS
    'Platform: reads the words as the owner, of the tenant alone; see search_access';

DROP INDEX metadata.entity_account;
DROP INDEX metadata.entity_owner;
DROP INDEX metadata.entity_place;
ALTER INDEX metadata.entity_of_account RENAME TO entity_account;
ALTER INDEX metadata.entity_of_owner RENAME TO entity_owner;
ALTER INDEX metadata.entity_at_place RENAME TO entity_place;
