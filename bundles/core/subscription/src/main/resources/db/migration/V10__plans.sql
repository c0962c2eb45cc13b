-- The catalogue of plans, the same for all tenants. What is published never changes.

CREATE TABLE subscription.plan (
    id uuid NOT NULL PRIMARY KEY,
    code text NOT NULL CONSTRAINT plan_code_key UNIQUE,
    name jsonb NOT NULL,
    description jsonb NOT NULL,
    retired boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
SELECT data.global_table('subscription.plan', 'one catalogue of plans for all tenants');

CREATE TABLE subscription.plan_version (
    plan_code text NOT NULL REFERENCES subscription.plan (code),
    number integer NOT NULL,
    status text NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED')),
    content jsonb NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (plan_code, number),
    CHECK ((status = 'PUBLISHED') = (published_at IS NOT NULL))
);
CREATE UNIQUE INDEX plan_version_draft_key ON subscription.plan_version (plan_code) WHERE status = 'DRAFT';
SELECT data.global_table('subscription.plan_version', 'one catalogue of plans for all tenants');

CREATE FUNCTION subscription.refuse_change_of_published_version() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    RAISE EXCEPTION 'version % of the plan % is published and stays as it is', OLD.number, OLD.plan_code;
END
$$;
CREATE TRIGGER published_stays BEFORE UPDATE OR DELETE ON subscription.plan_version
FOR EACH ROW WHEN (OLD.status = 'PUBLISHED')
EXECUTE FUNCTION subscription.refuse_change_of_published_version();
