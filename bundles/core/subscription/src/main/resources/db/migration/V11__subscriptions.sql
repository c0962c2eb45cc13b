-- Subscriptions of tenants, what they owe, and what follows from their plans.

CREATE TABLE subscription.subscription (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_code text NOT NULL,
    plan_version integer NOT NULL,
    billing_interval text NOT NULL CHECK (billing_interval IN ('MONTHLY', 'YEARLY')),
    seats integer NOT NULL CHECK (seats > 0),
    status text NOT NULL CHECK (status IN ('TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELLED', 'LAPSED')),
    auto_renew boolean NOT NULL,
    cancelled boolean NOT NULL,
    started_on date NOT NULL,
    trial_end date,
    anchor date,
    period_number integer NOT NULL,
    metered_from date,
    metered_since date,
    counted jsonb,
    next_plan_code text,
    next_plan_version integer,
    next_interval text,
    next_seats integer,
    move_version integer,
    move_from date,
    changes integer NOT NULL,
    seen_on date NOT NULL,
    ended_on date,
    end_reason text,
    doubt text,
    doubt_detail text,
    due_on date,
    revision bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((ended_on IS NULL) = (status <> 'LAPSED'))
);
-- A tenant has one subscription at a time.
CREATE UNIQUE INDEX subscription_current_key ON subscription.subscription (tenant_id) WHERE ended_on IS NULL;
SELECT data.tenant_table('subscription.subscription');

CREATE TABLE subscription.charge (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('PERIOD', 'CHANGE', 'END')),
    due_on date NOT NULL,
    sequence integer NOT NULL,
    charged_on date NOT NULL,
    currency text NOT NULL,
    total numeric(19, 4) NOT NULL,
    lines jsonb NOT NULL,
    test boolean NOT NULL,
    settled_amount numeric(19, 4),
    settled_at timestamptz,
    handed_over_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, subscription_id) REFERENCES subscription.subscription (tenant_id, id),
    -- Whatever crashes or runs twice: nothing is charged twice.
    CONSTRAINT charge_once_key UNIQUE (tenant_id, subscription_id, kind, due_on, sequence)
);
CREATE INDEX charge_unsettled ON subscription.charge (tenant_id, subscription_id, charged_on) WHERE settled_at IS NULL;
SELECT data.tenant_table('subscription.charge');

-- What operators let a tenant use, whatever its plan says.
CREATE TABLE subscription.limit_override (
    tenant_id uuid NOT NULL,
    resource text NOT NULL,
    period text NOT NULL CHECK (period IN ('DAILY', 'MONTHLY', 'TOTAL')),
    soft_limit bigint CHECK (soft_limit >= 0),
    hard_limit bigint CHECK (hard_limit >= 0),
    overage boolean NOT NULL,
    PRIMARY KEY (tenant_id, resource)
);
SELECT data.tenant_table('subscription.limit_override');

-- Modules that the plan has brought to a tenant, or should have.
CREATE TABLE subscription.plan_module (
    tenant_id uuid NOT NULL,
    module_id text NOT NULL,
    brought boolean NOT NULL,
    problem jsonb,
    PRIMARY KEY (tenant_id, module_id)
);
SELECT data.tenant_table('subscription.plan_module');
