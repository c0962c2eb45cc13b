-- Entity schemas, custom fields, the entities that follow them, and what entities are found by.
-- Schemas of the platform, which all tenants see, carry the nil UUID as tenant.

CREATE TABLE metadata.entity_schema (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_subtype text NOT NULL,
    number integer NOT NULL,
    status text NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'RETIRED')),
    definition jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    activated_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT entity_schema_number_key UNIQUE (tenant_id, entity_type, entity_subtype, number)
);
CREATE UNIQUE INDEX entity_schema_active_key ON metadata.entity_schema (tenant_id, entity_type, entity_subtype)
    WHERE status = 'ACTIVE';
CREATE UNIQUE INDEX entity_schema_draft_key ON metadata.entity_schema (tenant_id, entity_type, entity_subtype)
    WHERE status = 'DRAFT';
SELECT data.tenant_table('metadata.entity_schema');

CREATE TABLE metadata.option_set (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    options jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT option_set_name_key UNIQUE (tenant_id, name)
);
SELECT data.tenant_table('metadata.option_set');

CREATE TABLE metadata.custom_field (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    entity_type text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    details jsonb NOT NULL,
    required boolean NOT NULL,
    is_unique boolean NOT NULL,
    searchable boolean NOT NULL,
    filterable boolean NOT NULL,
    sortable boolean NOT NULL,
    option_set_id uuid,
    display_order integer NOT NULL,
    state text NOT NULL CHECK (state IN ('PREPARING', 'READY', 'FAILED', 'REMOVING')),
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT custom_field_name_key UNIQUE (tenant_id, entity_type, name),
    FOREIGN KEY (tenant_id, option_set_id) REFERENCES metadata.option_set (tenant_id, id)
);
CREATE INDEX custom_field_option_set ON metadata.custom_field (tenant_id, option_set_id);
SELECT data.tenant_table('metadata.custom_field');

-- Grows with every change of what entities of a type must look like. Whoever writes an entity checks that it knew the
-- latest; a job that brings older entities into line waits for the transactions that began before the change.
CREATE TABLE metadata.model_revision (
    tenant_id uuid NOT NULL,
    entity_type text NOT NULL,
    revision bigint NOT NULL,
    changed_by xid8 NOT NULL,
    PRIMARY KEY (tenant_id, entity_type)
);
SELECT data.tenant_table('metadata.model_revision');

CREATE TABLE metadata.entity (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_subtype text NOT NULL,
    account_id uuid,
    owner_id uuid,
    name text NOT NULL,
    slug text NOT NULL,
    status text NOT NULL,
    restricted boolean NOT NULL,
    schema_id uuid NOT NULL,
    schema_number integer NOT NULL,
    structured_data jsonb NOT NULL,
    custom_fields jsonb NOT NULL,
    computed_fields jsonb NOT NULL,
    completeness smallint NOT NULL,
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    language text NOT NULL,
    search_text text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX entity_slug_key ON metadata.entity (tenant_id, entity_type, slug) WHERE deleted_at IS NULL;
CREATE INDEX entity_newest ON metadata.entity (tenant_id, entity_type, id) WHERE deleted_at IS NULL;
CREATE INDEX entity_kind ON metadata.entity (tenant_id, entity_type, entity_subtype, status, id)
    WHERE deleted_at IS NULL;
CREATE INDEX entity_name ON metadata.entity (tenant_id, entity_type, name COLLATE "C", id) WHERE deleted_at IS NULL;
CREATE INDEX entity_change ON metadata.entity (tenant_id, entity_type, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX entity_account ON metadata.entity (tenant_id, account_id, id) WHERE deleted_at IS NULL;
CREATE INDEX entity_place ON metadata.entity (tenant_id, entity_type, latitude, longitude) WHERE deleted_at IS NULL;
SELECT data.tenant_table('metadata.entity');

-- Values that entities are filtered and sorted by, as text whose order is that of the values. Only comparisons that
-- cannot leak are used with an index under row-level security: those of text are, those of jsonb are not.
CREATE TABLE metadata.field_value (
    tenant_id uuid NOT NULL,
    entity_type text NOT NULL,
    field text NOT NULL,
    value text COLLATE "C" NOT NULL,
    entity_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, entity_type, field, value, entity_id),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX field_value_entity ON metadata.field_value (tenant_id, entity_id, field);
SELECT data.tenant_table('metadata.field_value');

-- Values that only one entity may have.
CREATE TABLE metadata.unique_value (
    tenant_id uuid NOT NULL,
    entity_type text NOT NULL,
    field text NOT NULL,
    value text COLLATE "C" NOT NULL,
    entity_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, entity_type, field, value),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX unique_value_entity ON metadata.unique_value (tenant_id, entity_id, field);
SELECT data.tenant_table('metadata.unique_value');

-- Brings the entities of a type into line with a change: what they are filtered, sorted and found by, or the values of a
-- field that is removed.
CREATE TABLE metadata.alignment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    entity_type text NOT NULL,
    entity_subtype text,
    fields text[] NOT NULL,
    words boolean NOT NULL,
    removed_field uuid,
    state text NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    total bigint NOT NULL,
    done bigint NOT NULL,
    last_id uuid,
    problem text,
    lease_until timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX alignment_open ON metadata.alignment (created_at) WHERE state IN ('WAITING', 'RUNNING');
COMMENT ON INDEX metadata.alignment_open IS 'Platform: looks for open work of all tenants';
SELECT data.tenant_table('metadata.alignment');

CREATE TABLE metadata.portfolio_item (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    entity_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT', 'LINK')),
    title text NOT NULL,
    description text,
    media_id text,
    url text,
    position integer NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (media_id IS NOT NULL OR url IS NOT NULL),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX portfolio_item_entity ON metadata.portfolio_item (tenant_id, entity_id, position);
SELECT data.tenant_table('metadata.portfolio_item');

-- The words of an entity. In a table of its own because of who may read it: see metadata.matching.
CREATE TABLE metadata.search_document (
    tenant_id uuid NOT NULL,
    entity_id uuid NOT NULL,
    entity_type text NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (tenant_id, entity_id),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('metadata.search_document');

-- The text search configuration of a language (BCP 47), simple where PostgreSQL has none.
CREATE FUNCTION metadata.words_configuration(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'arabic' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german' WHEN 'en' THEN 'english'
    WHEN 'es' THEN 'spanish' WHEN 'fi' THEN 'finnish' WHEN 'fr' THEN 'french' WHEN 'hu' THEN 'hungarian'
    WHEN 'it' THEN 'italian' WHEN 'nl' THEN 'dutch' WHEN 'no' THEN 'norwegian' WHEN 'nb' THEN 'norwegian'
    WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sv' THEN 'swedish'
    WHEN 'tr' THEN 'turkish' ELSE 'simple' END::regconfig;

CREATE FUNCTION metadata.keep_search_document() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
    configuration regconfig := metadata.words_configuration(NEW.language);
BEGIN
    IF NEW.deleted_at IS NOT NULL THEN
        DELETE FROM metadata.search_document d WHERE d.tenant_id = NEW.tenant_id AND d.entity_id = NEW.id;
        RETURN NULL;
    END IF;
    INSERT INTO metadata.search_document (tenant_id, entity_id, entity_type, words)
    VALUES (NEW.tenant_id, NEW.id, NEW.entity_type,
        setweight(to_tsvector(configuration, NEW.name), 'A') || setweight(to_tsvector(configuration, NEW.search_text), 'B')
            || array_to_tsvector(ARRAY[metadata.realm(NEW.tenant_id, NEW.entity_type)]))
    ON CONFLICT (tenant_id, entity_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END
$$;
CREATE TRIGGER keep_search_document_of_new AFTER INSERT ON metadata.entity
    FOR EACH ROW EXECUTE FUNCTION metadata.keep_search_document();
CREATE TRIGGER keep_search_document AFTER UPDATE OF name, search_text, language, deleted_at ON metadata.entity
    FOR EACH ROW
    WHEN ((OLD.name, OLD.search_text, OLD.language, OLD.deleted_at)
        IS DISTINCT FROM (NEW.name, NEW.search_text, NEW.language, NEW.deleted_at))
    EXECUTE FUNCTION metadata.keep_search_document();

-- An index of words is only used where row-level security lets everything through, as the match of words could leak.
-- Therefore the owner of this schema, under which no request runs, may read this one table, and the one function that
-- runs as the owner asks for the tenant itself. What it finds are ids; their entities are read as the tenant.
CREATE POLICY search_access ON metadata.search_document FOR SELECT TO CURRENT_USER USING (true);

-- A word that all documents of one type and tenant have, so that others of the index are not even looked at.
CREATE FUNCTION metadata.realm(tenant_id uuid, entity_type text) RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog
RETURN tenant_id::text || '/' || entity_type;

CREATE INDEX search_document_words ON metadata.search_document USING gin (words);
COMMENT ON INDEX metadata.search_document_words IS 'Platform: every search asks for the word of its tenant as well';

-- Ids of the tenant's entities that match, at most 10,000, the best first.
CREATE FUNCTION metadata.matching(entity_type text, query tsquery) RETURNS TABLE (entity_id uuid, rank real)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 50
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT d.entity_id, ts_rank(d.words, matching.query)
    FROM metadata.search_document d
    WHERE d.words @@ (quote_literal(metadata.realm(current_setting('app.tenant_id')::uuid, matching.entity_type))::tsquery
              && matching.query)
      AND d.tenant_id = current_setting('app.tenant_id')::uuid AND d.entity_type = matching.entity_type
    ORDER BY 2 DESC, 1 DESC
    LIMIT 10000
$$;
COMMENT ON FUNCTION metadata.matching IS 'Platform: reads the words as the owner, of the tenant alone; see search_access';
