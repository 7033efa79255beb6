-- A store may lie in several databases. "place" says which of them this one is, from 0 on, and first_shard and below_shard which shards lie
-- in it; all of them have the same id, and each a database_id of its own. The first one is complete once all the others were made.
ALTER TABLE store
    ADD COLUMN place integer NOT NULL DEFAULT 0,
    ADD COLUMN databases integer NOT NULL DEFAULT 1,
    ADD COLUMN first_shard integer NOT NULL DEFAULT 0,
    ADD COLUMN below_shard integer,
    ADD COLUMN database_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN complete boolean NOT NULL DEFAULT true;
UPDATE store SET below_shard = shards;
ALTER TABLE store ALTER COLUMN below_shard SET NOT NULL;

-- The shard whose record raised the generation here; null where another database brought it. Every database of the store stands at the
-- generation "everywhere" or at a later one.
ALTER TABLE control
    ADD COLUMN raised_by integer,
    ADD COLUMN everywhere bigint NOT NULL DEFAULT 0;
UPDATE control SET everywhere = generation;
