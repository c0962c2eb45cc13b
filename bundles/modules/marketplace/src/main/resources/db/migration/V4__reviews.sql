-- What the two sides say of one another afterwards.

CREATE TABLE marketplace.review (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    engagement_id uuid NOT NULL,
    author_user_id uuid NOT NULL,
    subject_user_id uuid NOT NULL,
    rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
    text text,
    -- Written once, and published later: the sums count what is published by a change.
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

-- Both reviews of an engagement are published at once. The rows of their subjects are locked in one order, so that two
-- people who have done much together do not wait for one another.
CREATE FUNCTION marketplace.count_reviews() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
    INSERT INTO marketplace.rating AS r (tenant_id, user_id, reviews, total)
    SELECT n.tenant_id, n.subject_user_id, count(*), sum(n.rating)
    FROM after n JOIN before o ON o.tenant_id = n.tenant_id AND o.id = n.id
    WHERE o.published_at IS NULL AND n.published_at IS NOT NULL
    GROUP BY n.tenant_id, n.subject_user_id
    ORDER BY n.tenant_id, n.subject_user_id
    ON CONFLICT (tenant_id, user_id) DO UPDATE SET reviews = r.reviews + excluded.reviews,
        total = r.total + excluded.total;
    RETURN NULL;
END
$$;
CREATE TRIGGER count AFTER UPDATE ON marketplace.review REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION marketplace.count_reviews();
