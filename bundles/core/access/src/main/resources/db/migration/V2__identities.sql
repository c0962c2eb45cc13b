-- Identities and how they prove who they are: passwords, second factors, sessions, API keys, and what guards them.

CREATE TABLE access.identity (
    id uuid PRIMARY KEY,
    realm uuid NOT NULL,
    email text NOT NULL CHECK (length(email) <= 254),
    email_verified_at timestamptz,
    password_hash text,
    super_admin boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
    last_tenant_id uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT identity_email_key UNIQUE (realm, email)
);
CREATE INDEX identity_super_admin ON access.identity (id) WHERE super_admin;
SELECT data.global_table('access.identity', 'one identity may have users in several tenants of its realm');

CREATE TABLE access.totp (
    identity_id uuid PRIMARY KEY REFERENCES access.identity (id) ON DELETE CASCADE,
    secret bytea NOT NULL,
    confirmed_at timestamptz,
    -- number of the last time step whose code was accepted: no code is accepted twice
    last_step bigint NOT NULL,
    created_at timestamptz NOT NULL
);
SELECT data.global_table('access.totp', 'second factor of an identity');

CREATE TABLE access.recovery_code (
    identity_id uuid NOT NULL REFERENCES access.identity (id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (identity_id, code_hash)
);
SELECT data.global_table('access.recovery_code', 'second factor of an identity');

CREATE TABLE access.one_time_token (
    token_hash bytea PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('PASSWORD', 'EMAIL')),
    identity_id uuid NOT NULL REFERENCES access.identity (id) ON DELETE CASCADE,
    email text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT one_time_token_key UNIQUE (identity_id, purpose)
);
CREATE INDEX one_time_token_expiry ON access.one_time_token (expires_at);
SELECT data.global_table('access.one_time_token', 'links in mails to an identity');

-- One row per limit and what it counts for: an address with an e-mail, an e-mail, an address. The key is a digest, so
-- that unknown e-mail addresses are counted like known ones and none can be read here.
CREATE TABLE access.attempt (
    key bytea PRIMARY KEY,
    failures integer NOT NULL,
    window_started_at timestamptz NOT NULL,
    paused_until timestamptz,
    succeeded_at timestamptz,
    touched_at timestamptz NOT NULL
);
CREATE INDEX attempt_age ON access.attempt (touched_at);
SELECT data.global_table('access.attempt', 'counts attempts before anybody is known');

CREATE TABLE access.signing_key (
    kid text PRIMARY KEY,
    secret bytea NOT NULL,
    created_at timestamptz NOT NULL
);
SELECT data.global_table('access.signing_key', 'signs the access tokens of every tenant');

CREATE TABLE access.session (
    id uuid PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES access.identity (id) ON DELETE CASCADE,
    tenant_id uuid,
    client_address text,
    user_agent text,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX session_identity ON access.session (identity_id, id);
CREATE INDEX session_expiry ON access.session (expires_at);
SELECT data.global_table('access.session', 'a person who signed in may work in several tenants');

CREATE TABLE access.refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES access.session (id) ON DELETE CASCADE,
    tenant_id uuid,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX refresh_token_session ON access.refresh_token (session_id, tenant_id);
SELECT data.global_table('access.refresh_token', 'continues the session of an identity');

CREATE TABLE access.api_key (
    tenant_id uuid NOT NULL REFERENCES access.tenant (id),
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    secret_hash bytea NOT NULL,
    permissions text[] NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES access.tenant_user (tenant_id, id)
);
CREATE INDEX api_key_user ON access.api_key (tenant_id, user_id);
CREATE UNIQUE INDEX api_key_id ON access.api_key (id);
COMMENT ON INDEX access.api_key_id IS 'Platform: a key is found by its id before its tenant is known';
SELECT data.tenant_table('access.api_key');
