namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The newest record of each shard that this silo acknowledged or took over, as its witness has it. A store that answers with less has
/// gone back. Read by any thread, changed by the one that writes.
/// </summary>
internal sealed class AcknowledgedHeads(WitnessedHeads heads)
{
    private volatile WitnessedHeads _heads = heads;

    public WitnessedHead this[ShardId shard] => _heads[shard];

    /// <summary>Writes the witness and then counts the heads as acknowledged.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Acknowledge(IEnumerable<(ShardId Shard, WitnessedHead Head)> written, IHeadWitness witness)
    {
        WitnessedHeads next = _heads.Copy();
        foreach ((ShardId shard, WitnessedHead head) in written)
        {
            next[shard] = head;
        }

        witness.Write(next);
        _heads = next;
    }
}
