-- Categories and tags. Those of the platform, which all tenants see, carry the nil UUID as tenant. What a tenant has
-- under the slug or name of one of the platform's takes its place for that tenant.

-- One row for each tenant that ever had a category: locked by whoever changes the shape of its tree.
CREATE TABLE metadata.category_tree (
    tenant_id uuid NOT NULL PRIMARY KEY,
    revision bigint NOT NULL
);
SELECT data.tenant_table('metadata.category_tree');

CREATE TABLE metadata.category (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    -- may be one of the platform's, hence no foreign key
    parent_id uuid,
    slug text NOT NULL,
    name jsonb NOT NULL,
    description jsonb NOT NULL,
    category_type text NOT NULL CHECK (category_type IN ('CLASSIFICATION', 'NAVIGATION', 'FILTERING')),
    allowed_entity_types text[] NOT NULL,
    max_depth integer CHECK (max_depth >= 0),
    icon text,
    color text,
    display_order integer NOT NULL,
    active boolean NOT NULL,
    requires_approval boolean NOT NULL,
    auto_assign_rules text[] NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT category_slug_key UNIQUE (tenant_id, slug),
    CHECK (parent_id <> id)
);
CREATE INDEX category_parent ON metadata.category (tenant_id, parent_id);
SELECT data.tenant_table('metadata.category');

CREATE TABLE metadata.entity_category (
    tenant_id uuid NOT NULL,
    entity_id uuid NOT NULL,
    -- may be one of the platform's, hence no foreign key
    category_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('PENDING', 'APPROVED')),
    automatic boolean NOT NULL,
    assigned_by uuid,
    assigned_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, entity_id, category_id),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX entity_category_category ON metadata.entity_category (tenant_id, category_id, entity_id);
SELECT data.tenant_table('metadata.entity_category');

CREATE TABLE metadata.tag_set (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    label jsonb NOT NULL,
    vocabulary text NOT NULL CHECK (vocabulary IN ('OPEN', 'CLOSED')),
    allowed_entity_types text[] NOT NULL,
    max_per_entity integer CHECK (max_per_entity > 0),
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT tag_set_name_key UNIQUE (tenant_id, name)
);
SELECT data.tenant_table('metadata.tag_set');

-- Names of sets and slugs of tags never change: both are what others refer to, whoever owns the row.
CREATE TABLE metadata.tag (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    tag_set text NOT NULL,
    slug text NOT NULL,
    label jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT tag_slug_key UNIQUE (tenant_id, tag_set, slug)
);
SELECT data.tenant_table('metadata.tag');

CREATE TABLE metadata.entity_tag (
    tenant_id uuid NOT NULL,
    entity_id uuid NOT NULL,
    tag_set text NOT NULL,
    slug text NOT NULL,
    PRIMARY KEY (tenant_id, entity_id, tag_set, slug),
    FOREIGN KEY (tenant_id, entity_id) REFERENCES metadata.entity (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX entity_tag_tag ON metadata.entity_tag (tenant_id, tag_set, slug, entity_id);
SELECT data.tenant_table('metadata.entity_tag');
