-- Features, and for whom they are on. Which of them go together is checked by the platform whenever one changes.
CREATE TABLE subscription.feature_flag (
    key text PRIMARY KEY,
    name text NOT NULL,
    description text,
    category text NOT NULL CHECK (category IN ('CORE', 'BETA', 'EXPERIMENTAL')),
    on_by_default boolean NOT NULL,
    rollout_percentage integer NOT NULL CHECK (rollout_percentage BETWEEN 0 AND 100),
    rollout_unit text NOT NULL CHECK (rollout_unit IN ('TENANT', 'USER')),
    enabled_plans text[] NOT NULL,
    enabled_tenants uuid[] NOT NULL,
    disabled_tenants uuid[] NOT NULL,
    required_features text[] NOT NULL,
    incompatible_features text[] NOT NULL,
    metadata jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
SELECT data.global_table('subscription.feature_flag', 'operators decide about features for all tenants');
