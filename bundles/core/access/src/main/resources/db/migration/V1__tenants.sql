-- Tenants and what belongs to them: settings, users with profiles, accounts with members, roles, grants, invitations.

CREATE TABLE access.tenant (
    id uuid PRIMARY KEY,
    identifier text NOT NULL,
    name text NOT NULL,
    domain text,
    status text NOT NULL CHECK (status IN ('ACTIVE', 'TRIAL', 'SUSPENDED', 'INACTIVE')),
    tier text NOT NULL,
    industry text,
    parent_id uuid REFERENCES access.tenant (id) CHECK (parent_id <> id),
    own_realm boolean NOT NULL,
    company jsonb NOT NULL,
    logo_url text,
    language text NOT NULL,
    theme text,
    timezone text NOT NULL,
    currency text NOT NULL,
    features text[] NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT tenant_identifier_key UNIQUE (identifier),
    CONSTRAINT tenant_domain_key UNIQUE (domain)
);
CREATE UNIQUE INDEX tenant_name_key ON access.tenant (lower(name));
CREATE INDEX tenant_parent ON access.tenant (parent_id);
SELECT data.global_table('access.tenant', 'a tenant is found by identifier, domain or id before anything is known of it');

CREATE TABLE access.tenant_setting (
    tenant_id uuid NOT NULL REFERENCES access.tenant (id),
    key text NOT NULL,
    value jsonb NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
SELECT data.tenant_table('access.tenant_setting');

CREATE TABLE access.tenant_user (
    tenant_id uuid NOT NULL REFERENCES access.tenant (id),
    id uuid NOT NULL,
    identity_id uuid NOT NULL,
    email text NOT NULL,
    username text,
    status text NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
    last_login_at timestamptz,
    login_count bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
-- A deleted user leaves the names free for somebody else.
CREATE UNIQUE INDEX tenant_user_email_key ON access.tenant_user (tenant_id, email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX tenant_user_username_key ON access.tenant_user (tenant_id, lower(username)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX tenant_user_identity_key ON access.tenant_user (identity_id, tenant_id) WHERE deleted_at IS NULL;
COMMENT ON INDEX access.tenant_user_identity_key IS
    'Platform: leads from an identity to its users in all tenants when it signs in';
SELECT data.tenant_table('access.tenant_user');

CREATE TABLE access.user_profile (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    display_name text NOT NULL,
    bio text,
    avatar text,
    cover_image text,
    phone text,
    website text,
    location text,
    title text,
    company text,
    experience jsonb NOT NULL,
    skills text[] NOT NULL,
    social_links jsonb NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES access.tenant_user (tenant_id, id)
);
SELECT data.tenant_table('access.user_profile');

CREATE TABLE access.account (
    tenant_id uuid NOT NULL REFERENCES access.tenant (id),
    id uuid NOT NULL,
    identifier text NOT NULL,
    name text NOT NULL,
    type text NOT NULL CHECK (type IN ('INDIVIDUAL', 'AGENCY', 'VENDOR', 'CLIENT')),
    status text NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'SUSPENDED', 'INACTIVE')),
    business_info jsonb NOT NULL,
    features text[] NOT NULL,
    limits jsonb NOT NULL,
    billing_info jsonb NOT NULL,
    verified_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX account_identifier_key ON access.account (tenant_id, identifier) WHERE deleted_at IS NULL;
SELECT data.tenant_table('access.account');

CREATE TABLE access.account_member (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('ADMIN', 'MEMBER', 'VIEWER')),
    joined_at timestamptz NOT NULL,
    invited_by uuid,
    PRIMARY KEY (tenant_id, account_id, user_id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES access.account (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES access.tenant_user (tenant_id, id)
);
CREATE INDEX account_member_user ON access.account_member (tenant_id, user_id);
SELECT data.tenant_table('access.account_member');

CREATE TABLE access.role (
    tenant_id uuid NOT NULL REFERENCES access.tenant (id),
    id uuid NOT NULL,
    name text NOT NULL,
    description text,
    type text NOT NULL CHECK (type IN ('TENANT', 'CUSTOM')),
    level text NOT NULL CHECK (level IN ('TENANT', 'ACCOUNT', 'USER')),
    permissions text[] NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX role_name_key ON access.role (tenant_id, lower(name));
SELECT data.tenant_table('access.role');

-- Shipped roles live in the code, so an assignment names either one of those or a row of access.role.
CREATE TABLE access.user_role (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid,
    shipped_role text CHECK (shipped_role IN ('TENANT_ADMIN', 'CONTENT_MODERATOR', 'ACCOUNT_OWNER', 'USER')),
    account_id uuid,
    expires_at timestamptz,
    assigned_by uuid,
    assigned_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES access.tenant_user (tenant_id, id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES access.role (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES access.account (tenant_id, id),
    CHECK (num_nonnulls(role_id, shipped_role) = 1),
    CONSTRAINT user_role_key UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, role_id, shipped_role, account_id)
);
CREATE INDEX user_role_role ON access.user_role (tenant_id, role_id);
CREATE INDEX user_role_shipped ON access.user_role (tenant_id, shipped_role);
CREATE INDEX user_role_account ON access.user_role (tenant_id, account_id);
SELECT data.tenant_table('access.user_role');

CREATE TABLE access.user_permission (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    effect text NOT NULL CHECK (effect IN ('GRANT', 'DENY')),
    account_id uuid,
    expires_at timestamptz,
    assigned_by uuid,
    assigned_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES access.tenant_user (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES access.account (tenant_id, id),
    CONSTRAINT user_permission_key UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, permission, effect, account_id)
);
CREATE INDEX user_permission_account ON access.user_permission (tenant_id, account_id);
SELECT data.tenant_table('access.user_permission');

CREATE TABLE access.invitation (
    tenant_id uuid NOT NULL REFERENCES access.tenant (id),
    id uuid NOT NULL,
    email text NOT NULL,
    role_id uuid,
    shipped_role text CHECK (shipped_role IN ('TENANT_ADMIN', 'CONTENT_MODERATOR', 'ACCOUNT_OWNER', 'USER')),
    role_name text NOT NULL,
    account_id uuid,
    -- null until the mail is sent: the token is made then
    token_hash bytea,
    expires_at timestamptz NOT NULL,
    invited_by uuid,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, role_id) REFERENCES access.role (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES access.account (tenant_id, id),
    FOREIGN KEY (tenant_id, accepted_by) REFERENCES access.tenant_user (tenant_id, id),
    -- a closed invitation outlives its role and keeps the name
    CHECK (num_nonnulls(role_id, shipped_role) = 1 OR accepted_at IS NOT NULL OR revoked_at IS NOT NULL),
    CONSTRAINT invitation_token_key UNIQUE (tenant_id, token_hash)
);
CREATE UNIQUE INDEX invitation_open_key ON access.invitation (tenant_id, email, account_id) NULLS NOT DISTINCT
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_role ON access.invitation (tenant_id, role_id);
CREATE INDEX invitation_account ON access.invitation (tenant_id, account_id);
SELECT data.tenant_table('access.invitation');
