-- A booking that was moved waits for confirmation again: its price is taken back, and owed anew once it is confirmed.
ALTER TABLE booking.sale DROP CONSTRAINT sale_tenant_id_booking_id_kind_key;
CREATE INDEX sale_by_booking ON booking.sale (tenant_id, booking_id);
CREATE UNIQUE INDEX sale_owed_once ON booking.sale (tenant_id, booking_id, kind) WHERE NOT cancelled;
