-- Sorts in the words that wait in the list of the index: by whoever wants to, so that it does not fall to a writer while
-- others wait for its entity. Nobody else waits for it.
CREATE FUNCTION metadata.sort_in_words() RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT gin_clean_pending_list('metadata.search_document_words'::regclass)
$$;
COMMENT ON FUNCTION metadata.sort_in_words IS 'Platform: only the owner of an index may have its list sorted in; it reads no row';
