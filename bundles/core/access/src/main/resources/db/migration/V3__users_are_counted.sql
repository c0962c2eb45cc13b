-- Users are a metered resource; those that there are already count.
INSERT INTO data.usage_total (tenant_id, resource, used)
SELECT tenant_id, 'users', count(*) FROM access.tenant_user WHERE deleted_at IS NULL GROUP BY tenant_id
ON CONFLICT (tenant_id, resource) DO UPDATE SET used = excluded.used;
