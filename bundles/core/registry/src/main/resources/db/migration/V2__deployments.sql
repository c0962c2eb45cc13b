-- Which modules run on the platform: what is wanted, its artifacts, how it comes about, and what each node has come to.

CREATE TABLE registry.artifact (
    module_id     text        NOT NULL CHECK (module_id ~ '^[a-z][a-z0-9]{0,39}$'),
    version       text        NOT NULL,
    symbolic_name text        NOT NULL,
    sha256        text        NOT NULL,
    file_name     text        NOT NULL,
    content       bytea       NOT NULL,
    signer        text,
    trusted       boolean     NOT NULL,
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (module_id, version)
);
SELECT data.global_table('registry.artifact', 'modules are installed for the platform; tenants enable them');

-- A removed module keeps its row, without a version: its data is still there.
CREATE TABLE registry.rollout (
    module_id        text        PRIMARY KEY,
    version          text,
    candidate        text,
    share_percent    integer     CHECK (share_percent BETWEEN 1 AND 99),
    error_rate       double precision CHECK (error_rate > 0 AND error_rate <= 1),
    minimum_requests integer     CHECK (minimum_requests > 0),
    previous         text,
    revision         bigint      NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK ((candidate IS NULL) = (share_percent IS NULL)),
    CHECK ((candidate IS NULL) = (error_rate IS NULL)),
    CHECK ((candidate IS NULL) = (minimum_requests IS NULL))
);
SELECT data.global_table('registry.rollout', 'which version serves is decided for the platform; tenants may be pinned');

CREATE TABLE registry.deployment (
    id           uuid        PRIMARY KEY,
    action       text        NOT NULL CHECK (action IN ('INSTALL', 'UPGRADE', 'ROLLBACK', 'FINISH', 'REMOVE')),
    module_id    text        NOT NULL,
    from_version text,
    to_version   text,
    state        text        NOT NULL CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED', 'UNDONE')),
    step         text        NOT NULL,
    share_percent    integer,
    error_rate       double precision,
    minimum_requests integer,
    first        boolean     NOT NULL,
    problem      text,
    violations   text[]      NOT NULL,
    node         text        NOT NULL,
    leased_until timestamptz NOT NULL,
    started_by   text        NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz
);
COMMENT ON COLUMN registry.deployment.step IS 'The step that is under way, or was when the deployment ended';
COMMENT ON COLUMN registry.deployment.first IS 'Whether the module was unknown before: then undoing drops its schema';
COMMENT ON COLUMN registry.deployment.violations IS 'Rule, subject and message of the first, then of the second, and so on';
CREATE UNIQUE INDEX deployment_running ON registry.deployment (module_id) WHERE state = 'RUNNING';
CREATE INDEX deployment_latest ON registry.deployment (started_at, id);
SELECT data.global_table('registry.deployment', 'modules are installed for the platform; tenants enable them');

CREATE TABLE registry.node (
    name    text        PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
SELECT data.global_table('registry.node', 'nodes serve all tenants');

CREATE TABLE registry.node_module (
    node      text   NOT NULL REFERENCES registry.node (name) ON DELETE CASCADE,
    module_id text   NOT NULL,
    revision  bigint NOT NULL,
    ready     text[] NOT NULL,
    problem   text,
    PRIMARY KEY (node, module_id)
);
SELECT data.global_table('registry.node_module', 'nodes serve all tenants');

ALTER TABLE registry.tenant_module ADD COLUMN pinned_version text;
CREATE INDEX tenant_module_pinned ON registry.tenant_module (tenant_id, module_id, pinned_version)
    WHERE pinned_version IS NOT NULL;
