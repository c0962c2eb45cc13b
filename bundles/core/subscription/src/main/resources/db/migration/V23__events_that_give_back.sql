-- Less than none is given back, such as storage that was freed.
ALTER TABLE subscription.usage_event DROP CONSTRAINT usage_event_units_check, ADD CHECK (units <> 0);
