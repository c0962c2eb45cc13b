-- A client waits for few slots at a time: one for each place. Those who wait already keep what they have.
ALTER TABLE booking.waiting ADD COLUMN place integer CHECK (place > 0);
CREATE UNIQUE INDEX waiting_place ON booking.waiting (tenant_id, client_user_id, place) WHERE status = 'WAITING';
