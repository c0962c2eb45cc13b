-- Words go straight to their place in the index. With a list that waits to be sorted in, whoever fills it up sorts for
-- everybody, for more than a hundred milliseconds at times, while others wait for the entity that it writes.
ALTER INDEX metadata.search_document_words SET (fastupdate = off);
SELECT gin_clean_pending_list('metadata.search_document_words'::regclass);
DROP FUNCTION metadata.sort_in_words();
