-- What the two sides say of one another afterwards.

CREATE TABLE marketplace.review (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    engagement_id uuid NOT NULL,
    author_user_id uuid NOT NULL,
    subject_user_id uuid NOT NULL,
    rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
    text text,
    published_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT review_author_key UNIQUE (tenant_id, engagement_id, author_user_id),
    FOREIGN KEY (tenant_id, engagement_id) REFERENCES marketplace.engagement (tenant_id, id)
);
CREATE INDEX review_subject ON marketplace.review (tenant_id, subject_user_id, id) WHERE published_at IS NOT NULL;
SELECT data.tenant_table('marketplace.review');

-- Sums of the reviews that are published.
CREATE TABLE marketplace.rating (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reviews bigint NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
SELECT data.tenant_table('marketplace.rating');

CREATE FUNCTION marketplace.count_review() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    IF NEW.published_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.published_at IS NULL) THEN
        INSERT INTO marketplace.rating AS r (tenant_id, user_id, reviews, total)
        VALUES (NEW.tenant_id, NEW.subject_user_id, 1, NEW.rating)
        ON CONFLICT (tenant_id, user_id) DO UPDATE SET reviews = r.reviews + 1, total = r.total + excluded.total;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER count AFTER INSERT OR UPDATE OF published_at ON marketplace.review
    FOR EACH ROW EXECUTE FUNCTION marketplace.count_review();
