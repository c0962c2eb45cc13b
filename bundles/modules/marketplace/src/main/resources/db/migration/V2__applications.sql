-- Who wants what is listed.

CREATE TABLE marketplace.application (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    listing_id uuid NOT NULL,
    user_id uuid NOT NULL,
    status text NOT NULL
        CHECK (status IN ('PENDING', 'REVIEWING', 'SHORTLISTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN')),
    cover_letter text,
    questions_version integer NOT NULL,
    answers jsonb NOT NULL,
    attachments jsonb NOT NULL,
    -- The terms of the listing when it was sent: what its acceptance is about.
    price numeric(17, 4),
    currency text NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    timezone text,
    reviewed_at timestamptz,
    reviewed_by uuid,
    submitted_at timestamptz NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT application_applicant_key UNIQUE (tenant_id, listing_id, user_id),
    FOREIGN KEY (tenant_id, listing_id) REFERENCES marketplace.listing (tenant_id, id),
    FOREIGN KEY (tenant_id, listing_id, questions_version)
        REFERENCES marketplace.question_set (tenant_id, listing_id, number)
);
CREATE INDEX application_listing ON marketplace.application (tenant_id, listing_id, id);
CREATE INDEX application_user ON marketplace.application (tenant_id, user_id, id);
SELECT data.tenant_table('marketplace.application');

CREATE TABLE marketplace.message (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    user_id uuid NOT NULL,
    text text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, application_id) REFERENCES marketplace.application (tenant_id, id)
);
CREATE INDEX message_application ON marketplace.message (tenant_id, application_id, id);
SELECT data.tenant_table('marketplace.message');

-- How many have applied to a listing and have not withdrawn.
CREATE FUNCTION marketplace.count_application() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
    change integer := (NEW.status <> 'WITHDRAWN')::integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        change := change - (OLD.status <> 'WITHDRAWN')::integer;
    END IF;
    IF change <> 0 THEN
        UPDATE marketplace.listing l SET application_count = l.application_count + change
        WHERE l.tenant_id = NEW.tenant_id AND l.id = NEW.listing_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER count AFTER INSERT OR UPDATE OF status ON marketplace.application
    FOR EACH ROW EXECUTE FUNCTION marketplace.count_application();
