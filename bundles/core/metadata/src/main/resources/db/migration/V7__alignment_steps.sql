-- How long entities were kept from others, and what was found twice before another node went on.
ALTER TABLE metadata.alignment
    ADD COLUMN longest_step_millis bigint NOT NULL DEFAULT 0,
    ADD COLUMN taken bigint NOT NULL DEFAULT 0;

-- Writes what an entity is filtered and sorted by, and what it alone may have; gives the unique fields whose value it has.
-- To be called by the statement that has changed the entity. A function, as its statements see what was committed until
-- the entity was free to be changed; the statement that changes the entity sees it as of when it began to wait.
CREATE FUNCTION metadata.keep_values(
    tenant_id uuid,
    entity_type text,
    entity_id uuid,
    fields text[],
    texts text[],
    unique_fields text[],
    unique_texts text[]) RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog
-- a plan that was made while there was little would be kept when there is much
SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    DELETE FROM metadata.field_value v
    WHERE v.tenant_id = keep_values.tenant_id AND v.entity_id = keep_values.entity_id
      AND NOT EXISTS (
        SELECT FROM unnest(fields, texts) AS f(field, value) WHERE f.field = v.field AND f.value = v.value);
    INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
    SELECT keep_values.tenant_id, keep_values.entity_type, f.field, f.value, keep_values.entity_id
    FROM unnest(fields, texts) AS f(field, value)
    ON CONFLICT DO NOTHING;
    DELETE FROM metadata.unique_value v
    WHERE v.tenant_id = keep_values.tenant_id AND v.entity_id = keep_values.entity_id
      AND NOT EXISTS (
        SELECT FROM unnest(unique_fields, unique_texts) AS u(field, value)
        WHERE u.field = v.field AND u.value = v.value);
    INSERT INTO metadata.unique_value (tenant_id, entity_type, field, value, entity_id)
    SELECT keep_values.tenant_id, keep_values.entity_type, u.field, u.value, keep_values.entity_id
    FROM unnest(unique_fields, unique_texts) AS u(field, value)
    ON CONFLICT DO NOTHING;
    RETURN ARRAY(
        SELECT v.field FROM metadata.unique_value v
        WHERE v.tenant_id = keep_values.tenant_id AND v.entity_id = keep_values.entity_id);
END
$$;

-- New words wait in a list until it is full; then one writer has to sort in all of them, while others wait for its entity.
-- 64 kB are sorted in within some milliseconds; the 4 MB that are the default take hundreds.
ALTER INDEX metadata.search_document_words SET (gin_pending_list_limit = 64);
