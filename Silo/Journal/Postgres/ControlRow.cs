namespace Jifen.Silo.Journal.Postgres;

/// <summary>The control generation as one database of a store has it.</summary>
/// <param name="RaisedBy">The shard whose record raised it here; null where it was brought from another database.</param>
/// <param name="Everywhere">A generation that every database of the store is known to have reached.</param>
internal sealed record ControlRow(ControlState State, ShardId? RaisedBy, long Everywhere)
{
    /// <summary>Whether another database may still accept what was decided before.</summary>
    public bool IsPending => State.Generation > Everywhere;
}
