-- It is called by the function of a trigger, which has the same setting.
ALTER FUNCTION metadata.document(uuid, text, text, text, text) RESET ALL;
