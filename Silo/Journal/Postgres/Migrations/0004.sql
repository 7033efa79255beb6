-- What a silo says of itself with its beats. It is in no index, so that a heartbeat still stays within its page.
ALTER TABLE silo ADD COLUMN status jsonb;
