namespace Jifen.Grains.Interfaces;

/// <summary>
/// What a member's request key led to. It is of a durable record before the one being decided, so that whoever derives a decision
/// again finds the same.
/// </summary>
/// <param name="Stamp">Stamp of the record.</param>
/// <param name="Body">Null where no record has the key.</param>
public sealed record PastRecord(RequestKey Key, Stamp Stamp, RecordBody? Body)
{
    /// <summary>Version of the catalogue that the record was decided under; 0 where there is no record.</summary>
    public long Catalogue { get; init; }
}
