-- The silos of the store, a row for each life of one. All instants are of this server's clock. A heartbeat changes no indexed column, so
-- that it stays within its page.
CREATE TABLE silo (
    id text PRIMARY KEY,
    name text NOT NULL,
    address text NOT NULL,
    home text NOT NULL,
    standing text NOT NULL CHECK (standing IN ('live', 'leaving', 'left', 'dead')),
    joined timestamptz NOT NULL,
    heartbeat timestamptz NOT NULL,
    -- From when on it was heard of without a gap.
    fresh_since timestamptz NOT NULL,
    -- When it left or was declared dead.
    gone timestamptz,
    CHECK ((gone IS NULL) = (standing IN ('live', 'leaving')))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX silo_at_home ON silo (home) WHERE gone IS NULL;

-- Tells whoever listens that a silo came or went, or that a shard changed hands. A channel belongs to the database; its name, to the schema.
CREATE FUNCTION tell_cluster_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('jifen_' || to_hex(hashtextextended(TG_TABLE_SCHEMA::text, 0)), '');
    RETURN NULL;
END
$$;
CREATE TRIGGER news_of_joining AFTER INSERT ON silo FOR EACH ROW EXECUTE FUNCTION tell_cluster_news();
CREATE TRIGGER news_of_standing AFTER UPDATE ON silo FOR EACH ROW WHEN (old.standing <> new.standing) EXECUTE FUNCTION tell_cluster_news();
CREATE TRIGGER news_of_owner AFTER UPDATE ON owner FOR EACH ROW WHEN (old.owner <> new.owner OR old.epoch <> new.epoch) EXECUTE FUNCTION tell_cluster_news();

CREATE FUNCTION hear_cluster_news() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('LISTEN %I', 'jifen_' || to_hex(hashtextextended(current_schema()::text, 0)));
END
$$;
