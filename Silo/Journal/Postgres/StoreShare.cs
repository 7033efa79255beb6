namespace Jifen.Silo.Journal.Postgres;

/// <summary>What one of the databases of a store holds: the shards from one on and below another.</summary>
/// <param name="Place">Which of the databases it is, from 0 on.</param>
/// <param name="Databases">How many the store lies in.</param>
internal sealed record StoreShare(int Place, int Databases, int First, int Below)
{
    /// <summary>The share of a place where the shards are divided evenly, in order: from <c>place · N / K</c> on.</summary>
    public static StoreShare Of(int place, int databases, int shardCount) =>
        new(place, databases, (int)((long)place * shardCount / databases), (int)((place + 1L) * shardCount / databases));
}

/// <summary>What a database says of the store in it.</summary>
/// <param name="Database">Of this database alone, so that one that is named twice is found out.</param>
/// <param name="IsComplete">Said by the first database: all the others were made.</param>
internal sealed record StoreRow(StoreIdentity Identity, StoreShare Share, Guid Database, bool IsComplete);
