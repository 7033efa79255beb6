-- What the store was created with.
CREATE TABLE store (
    one boolean PRIMARY KEY CHECK (one),
    format integer NOT NULL,
    shards integer NOT NULL,
    programme text NOT NULL,
    pepper text NOT NULL,
    id uuid NOT NULL
);

-- All records, in parts by the month of their stamp. Each part has (shard, sequence) as its own primary key: a key of the whole table
-- would have to contain the stamp. Across parts the compare-and-set of "head" refuses a taken sequence.
CREATE TABLE journal (
    shard integer NOT NULL,
    rules integer NOT NULL,
    sequence bigint NOT NULL,
    epoch bigint NOT NULL,
    stamp bigint NOT NULL,
    catalogue bigint NOT NULL,
    control bigint NOT NULL,
    member uuid,
    key uuid,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    input_hash bytea NOT NULL,
    body text NOT NULL
) PARTITION BY RANGE (stamp);

-- Records that were detached with their part, as far as each shard had any there.
CREATE TABLE archived (
    part text NOT NULL,
    shard integer NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    last_hash bytea NOT NULL,
    PRIMARY KEY (shard, last)
);

-- Who may append. A session is one writing connection of one owner, with the backend that serves it.
CREATE TABLE owner (
    shard integer PRIMARY KEY,
    epoch bigint NOT NULL,
    owner text NOT NULL,
    session bigint NOT NULL,
    backend integer NOT NULL,
    backend_start timestamptz NOT NULL
) WITH (fillfactor = 50);

-- The newest record of each shard. "append" is the mark of the append that wrote it.
CREATE TABLE head (
    shard integer PRIMARY KEY,
    sequence bigint NOT NULL,
    stamp bigint NOT NULL,
    append bigint NOT NULL,
    hash bytea NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE checkpoint (
    shard integer PRIMARY KEY,
    floor bigint NOT NULL,
    floor_hash bytea NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE grain (
    shard integer NOT NULL,
    grain text COLLATE "C" NOT NULL,
    member uuid,
    as_of bigint NOT NULL,
    due bigint,
    hash bytea NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (shard, grain)
) WITH (fillfactor = 80);
CREATE INDEX grain_due ON grain (shard, due, member) WHERE due IS NOT NULL AND member IS NOT NULL;
CREATE INDEX grain_of_shard ON grain (shard, grain) WHERE member IS NULL;

CREATE TABLE member_index (
    member uuid NOT NULL,
    sequence bigint NOT NULL,
    key uuid,
    PRIMARY KEY (member, sequence)
);
CREATE INDEX member_key ON member_index (member, key, sequence) WHERE key IS NOT NULL;

CREATE TABLE person (
    member uuid PRIMARY KEY,
    id text NOT NULL,
    profile text
);

CREATE TABLE document (
    hash bytea PRIMARY KEY,
    body bytea NOT NULL
);

CREATE TABLE control (
    one boolean PRIMARY KEY CHECK (one),
    generation bigint NOT NULL,
    paused text[] NOT NULL
) WITH (fillfactor = 50);
INSERT INTO control (one, generation, paused) VALUES (true, 0, '{}');

-- Losses that were accepted: the only way back in time.
CREATE TABLE incarnation (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    reason text NOT NULL,
    lost text[] NOT NULL
);

-- Makes the part of the journal for the stamps from one on and below another. A part is made apart and then attached, which waits for no append.
CREATE FUNCTION make_journal_part(part text, from_stamp bigint, below_stamp bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('jifen journal parts', 0));
    IF EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'journal'::regclass AND inhrelid = to_regclass(quote_ident(part))) THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE journal, PRIMARY KEY (shard, sequence))', part);
    EXECUTE format('ALTER TABLE journal ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, from_stamp, below_stamp);
END
$$;

-- Takes a part out of the journal and remembers up to where each shard had records in it. It stays as a table of its own, to be copied
-- elsewhere and dropped. Refused where a shard may still need one of the records to start: each must have a checkpoint behind them.
CREATE FUNCTION detach_journal_part(part text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    needed integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('jifen journal parts', 0));
    EXECUTE format(
        'INSERT INTO archived (part, shard, first, last, last_hash)
         SELECT %L, e.shard, e.first, e.last, p.hash
         FROM (SELECT shard, min(sequence) AS first, max(sequence) AS last FROM %I GROUP BY shard) AS e
         JOIN %I AS p ON p.shard = e.shard AND p.sequence = e.last', part, part, part);
    SELECT a.shard INTO needed FROM archived AS a JOIN checkpoint AS c USING (shard) WHERE a.part = detach_journal_part.part AND c.floor <= a.last LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The part % holds records behind which shard % has no checkpoint yet.', part, needed;
    END IF;
    EXECUTE format('ALTER TABLE journal DETACH PARTITION %I', part);
END
$$;

-- Puts a part back that was detached, with the bounds it had.
CREATE FUNCTION attach_journal_part(part text, from_stamp bigint, below_stamp bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('jifen journal parts', 0));
    EXECUTE format('ALTER TABLE journal ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, from_stamp, below_stamp);
    DELETE FROM archived AS a WHERE a.part = attach_journal_part.part;
END
$$;
