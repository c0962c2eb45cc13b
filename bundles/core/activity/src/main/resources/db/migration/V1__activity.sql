CREATE TABLE activity.activity (
    tenant_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    type          text        NOT NULL CHECK (type IN ('VIEW', 'LIKE', 'SHARE', 'COMMENT')),
    user_id       uuid        NOT NULL,
    target        text        NOT NULL,
    target_id     uuid        NOT NULL,
    owner_user_id uuid,
    day           date        NOT NULL,
    text          text,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((type = 'COMMENT') = (text IS NOT NULL))
);
SELECT data.tenant_table('activity.activity');
CREATE UNIQUE INDEX activity_view ON activity.activity (tenant_id, target_id, target, user_id, day) WHERE type = 'VIEW';
CREATE UNIQUE INDEX activity_like ON activity.activity (tenant_id, target_id, target, user_id) WHERE type = 'LIKE';
CREATE INDEX activity_of_target ON activity.activity (tenant_id, target_id, target, id) WHERE type <> 'VIEW';
CREATE INDEX activity_of_user ON activity.activity (tenant_id, user_id, id);
CREATE INDEX activity_of_owner ON activity.activity (tenant_id, owner_user_id, id) WHERE type <> 'VIEW';

CREATE TABLE activity.counter (
    tenant_id uuid   NOT NULL,
    target    text   NOT NULL,
    target_id uuid   NOT NULL,
    views     bigint NOT NULL DEFAULT 0 CHECK (views >= 0),
    likes     bigint NOT NULL DEFAULT 0 CHECK (likes >= 0),
    shares    bigint NOT NULL DEFAULT 0 CHECK (shares >= 0),
    comments  bigint NOT NULL DEFAULT 0 CHECK (comments >= 0),
    PRIMARY KEY (tenant_id, target_id, target)
);
SELECT data.tenant_table('activity.counter');

-- Counts what is stored and what is deleted, in the transaction that does it.
CREATE FUNCTION activity.count_activity() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    one  activity.activity := coalesce(NEW, OLD);
    step integer := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO activity.counter AS c (tenant_id, target, target_id, views, likes, shares, comments)
    VALUES (one.tenant_id, one.target, one.target_id,
            (one.type = 'VIEW')::integer, (one.type = 'LIKE')::integer,
            (one.type = 'SHARE')::integer, (one.type = 'COMMENT')::integer)
    ON CONFLICT (tenant_id, target_id, target) DO UPDATE SET
        views = c.views + step * (one.type = 'VIEW')::integer,
        likes = c.likes + step * (one.type = 'LIKE')::integer,
        shares = c.shares + step * (one.type = 'SHARE')::integer,
        comments = c.comments + step * (one.type = 'COMMENT')::integer;
    RETURN NULL;
END $$;
CREATE TRIGGER count_activity AFTER INSERT OR DELETE ON activity.activity
    FOR EACH ROW EXECUTE FUNCTION activity.count_activity();
