-- What people want to be told of when it is listed.

CREATE TABLE marketplace.saved_search (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    -- One of few places that a user has: what keeps their number bounded.
    place integer NOT NULL CHECK (place BETWEEN 1 AND 20),
    name text NOT NULL,
    frequency text NOT NULL CHECK (frequency IN ('AT_ONCE', 'DAILY', 'NEVER')),
    parameters jsonb NOT NULL,
    query tsquery,
    types text[],
    price_types text[],
    categories text[],
    tags text[],
    countries text[],
    remote boolean,
    currency text,
    min_units bigint,
    max_units bigint,
    latitude double precision,
    longitude double precision,
    radius_metres double precision,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT saved_search_place_key UNIQUE (tenant_id, user_id, place)
);
SELECT data.tenant_table('marketplace.saved_search');

-- Which user is told of which listing: once, however many searches of the user find it.
CREATE TABLE marketplace.saved_search_hit (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    search_name text NOT NULL,
    told boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, listing_id),
    FOREIGN KEY (tenant_id, listing_id) REFERENCES marketplace.listing (tenant_id, id)
);
CREATE INDEX saved_search_hit_open ON marketplace.saved_search_hit (tenant_id, user_id) WHERE NOT told;
CREATE INDEX saved_search_hit_listing ON marketplace.saved_search_hit (tenant_id, listing_id);
SELECT data.tenant_table('marketplace.saved_search_hit');

-- Who will get a digest.
CREATE TABLE marketplace.digest (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
SELECT data.tenant_table('marketplace.digest');
