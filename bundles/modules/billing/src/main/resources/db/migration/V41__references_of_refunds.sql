-- What was settled by the reference of another refund was not booked: the reference stays with the first.
UPDATE billing.refund_attempt r SET external_reference = NULL
WHERE EXISTS (
    SELECT FROM billing.refund_attempt o
    WHERE o.tenant_id = r.tenant_id AND o.external_reference = r.external_reference AND o.id < r.id);
CREATE UNIQUE INDEX refund_attempt_reference ON billing.refund_attempt (tenant_id, external_reference)
    WHERE external_reference IS NOT NULL;
