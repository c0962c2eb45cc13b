-- What people offer or look for, and what it is found by.

CREATE TABLE marketplace.listing (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    account_id uuid,
    user_id uuid NOT NULL,
    type text NOT NULL CHECK (type IN ('GIG', 'JOB', 'SERVICE', 'PRODUCT')),
    status text NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'PAUSED', 'EXPIRED', 'COMPLETED', 'CANCELLED')),
    title text NOT NULL,
    description text NOT NULL,
    language text NOT NULL,
    translations jsonb NOT NULL,
    price numeric(17, 4),
    price_type text NOT NULL CHECK (price_type IN ('FIXED', 'HOURLY', 'DAILY', 'PROJECT', 'NEGOTIABLE')),
    currency text NOT NULL,
    country text,
    city text,
    postal_code text,
    street text,
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    radius_km integer,
    remote boolean NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    timezone text,
    duration_minutes integer,
    profile_subtype text,
    requirements jsonb NOT NULL,
    questions jsonb NOT NULL,
    questions_version integer NOT NULL,
    positions integer NOT NULL CHECK (positions > 0),
    filled integer NOT NULL CHECK (filled >= 0),
    categories text[] NOT NULL,
    tags text[] NOT NULL,
    featured boolean NOT NULL,
    featured_at timestamptz,
    featured_until timestamptz,
    published_at timestamptz,
    expires_at timestamptz,
    application_count bigint NOT NULL CHECK (application_count >= 0),
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    -- The price in ten-thousandths: whole numbers are compared by an index under row-level security.
    price_units bigint,
    words tsvector NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, id),
    CHECK (price IS NOT NULL OR price_type = 'NEGOTIABLE'),
    CHECK (ends_at > starts_at)
);
CREATE INDEX listing_user ON marketplace.listing (tenant_id, user_id, id) WHERE deleted_at IS NULL;
CREATE INDEX listing_account ON marketplace.listing (tenant_id, account_id, id) WHERE deleted_at IS NULL;
CREATE INDEX listing_status ON marketplace.listing (tenant_id, status, id) WHERE deleted_at IS NULL;
CREATE INDEX listing_newest ON marketplace.listing (tenant_id, published_at, id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_featured ON marketplace.listing (tenant_id, featured, published_at, id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_type ON marketplace.listing (tenant_id, type, published_at, id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_country ON marketplace.listing (tenant_id, country, published_at, id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_price ON marketplace.listing (tenant_id, currency, price_units, id)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
CREATE INDEX listing_place ON marketplace.listing (tenant_id, latitude, longitude)
    WHERE status = 'ACTIVE' AND deleted_at IS NULL;
SELECT data.tenant_table('marketplace.listing');

-- The words, categories and tags of the listings that are active. Neither the match of words nor that of arrays is used
-- with an index under row-level security, as they could leak; the comparison of texts cannot.
CREATE TABLE marketplace.listing_term (
    tenant_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('WORD', 'CATEGORY', 'TAG')),
    term text COLLATE "C" NOT NULL,
    listing_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, kind, term, listing_id),
    FOREIGN KEY (tenant_id, listing_id) REFERENCES marketplace.listing (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX listing_term_listing ON marketplace.listing_term (tenant_id, listing_id);
SELECT data.tenant_table('marketplace.listing_term');

-- The questions of a listing, as they were: what an application answers does not change afterwards.
CREATE TABLE marketplace.question_set (
    tenant_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    number integer NOT NULL,
    questions jsonb NOT NULL,
    PRIMARY KEY (tenant_id, listing_id, number),
    FOREIGN KEY (tenant_id, listing_id) REFERENCES marketplace.listing (tenant_id, id) ON DELETE CASCADE
);
SELECT data.tenant_table('marketplace.question_set');

-- The text search configuration of a language (BCP 47), simple where PostgreSQL has none.
CREATE FUNCTION marketplace.words_configuration(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'ar' THEN 'arabic' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german' WHEN 'en' THEN 'english'
    WHEN 'es' THEN 'spanish' WHEN 'fi' THEN 'finnish' WHEN 'fr' THEN 'french' WHEN 'hu' THEN 'hungarian'
    WHEN 'it' THEN 'italian' WHEN 'nl' THEN 'dutch' WHEN 'no' THEN 'norwegian' WHEN 'nb' THEN 'norwegian'
    WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sv' THEN 'swedish'
    WHEN 'tr' THEN 'turkish' ELSE 'simple' END::regconfig;

CREATE FUNCTION marketplace.words(title text, description text, language text, tags text[], translations jsonb)
RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog
AS $$
DECLARE
    configuration regconfig := marketplace.words_configuration(language);
    found tsvector := setweight(to_tsvector(configuration, title), 'A')
        || setweight(to_tsvector(configuration, array_to_string(tags, ' ')), 'B')
        || setweight(to_tsvector(configuration, description), 'C');
    translation jsonb;
BEGIN
    FOR translation IN SELECT jsonb_array_elements(translations) LOOP
        configuration := marketplace.words_configuration(translation ->> 'language');
        found := found || setweight(to_tsvector(configuration, translation ->> 'title'), 'A')
            || setweight(to_tsvector(configuration, coalesce(translation ->> 'description', '')), 'C');
    END LOOP;
    RETURN found;
END
$$;

CREATE FUNCTION marketplace.complete_listing() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    NEW.price_units := NEW.price * 10000;
    IF TG_OP = 'INSERT' OR (NEW.title, NEW.description, NEW.language, NEW.tags, NEW.translations)
            IS DISTINCT FROM (OLD.title, OLD.description, OLD.language, OLD.tags, OLD.translations) THEN
        NEW.words := marketplace.words(NEW.title, NEW.description, NEW.language, NEW.tags, NEW.translations);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER complete BEFORE INSERT OR UPDATE ON marketplace.listing
    FOR EACH ROW EXECUTE FUNCTION marketplace.complete_listing();

CREATE FUNCTION marketplace.keep_terms() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM marketplace.listing_term t WHERE t.tenant_id = NEW.tenant_id AND t.listing_id = NEW.id;
    END IF;
    IF NEW.status = 'ACTIVE' AND NEW.deleted_at IS NULL THEN
        INSERT INTO marketplace.listing_term (tenant_id, kind, term, listing_id)
        SELECT DISTINCT NEW.tenant_id, found.kind, found.term, NEW.id
        FROM (SELECT 'WORD' AS kind, unnest(tsvector_to_array(NEW.words)) AS term
            UNION ALL SELECT 'CATEGORY', unnest(NEW.categories)
            UNION ALL SELECT 'TAG', unnest(NEW.tags)) found;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER keep_terms_of_new AFTER INSERT ON marketplace.listing
    FOR EACH ROW EXECUTE FUNCTION marketplace.keep_terms();
CREATE TRIGGER keep_terms AFTER UPDATE ON marketplace.listing
    FOR EACH ROW
    WHEN ((OLD.status = 'ACTIVE', OLD.deleted_at IS NULL, OLD.categories, OLD.tags, OLD.words)
        IS DISTINCT FROM (NEW.status = 'ACTIVE', NEW.deleted_at IS NULL, NEW.categories, NEW.tags, NEW.words))
    EXECUTE FUNCTION marketplace.keep_terms();

-- The distance of two places on the sphere, in metres.
CREATE FUNCTION marketplace.distance(
    latitude double precision, longitude double precision, other_latitude double precision, other_longitude double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE
RETURN 2 * 6371008.8 * asin(sqrt(least(1, power(sind((latitude - other_latitude) / 2), 2)
    + cosd(latitude) * cosd(other_latitude) * power(sind((longitude - other_longitude) / 2), 2))));
