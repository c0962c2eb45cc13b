-- When the latest known news of the payment occurred: news comes in any order.
ALTER TABLE marketplace.engagement ADD COLUMN settled_at timestamptz;
