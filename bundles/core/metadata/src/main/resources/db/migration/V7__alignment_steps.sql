-- How long entities were kept from others, and what was found twice before another node went on.
ALTER TABLE metadata.alignment
    ADD COLUMN longest_step_millis bigint NOT NULL DEFAULT 0,
    ADD COLUMN taken bigint NOT NULL DEFAULT 0;
