namespace Jifen.Silo.Shards;

/// <summary>Everything that work of a shard can wait for.</summary>
internal sealed class WaitingWork(ShardLimits limits)
{
    private readonly HashSet<Request> _searching = [];

    public ParkedWork<MemberKey> ForMember { get; } = new(limits.Parked);

    public ParkedWork<Hash256> ForDocument { get; } = new(limits.Parked);

    /// <summary>Plays behind one that waits for its unit.</summary>
    public ParkedWork<(MemberKey Member, string Lottery)> ForSettlement { get; } = new(limits.Parked);

    public ParkedWork<(string Lottery, string Period)> ForSeed { get; } = new(limits.Parked);

    public int Count => ForMember.Count + ForDocument.Count + ForSettlement.Count + ForSeed.Count + _searching.Count;

    /// <summary>The answer of an earlier record is being looked for.</summary>
    public void BeginSearch(Request request) => _searching.Add(request);

    public void EndSearch(Request request) => _searching.Remove(request);

    public IReadOnlyList<ShardWork> TakeOlderThan(Stamp since) =>
    [
        .. ForDocument.OlderThan(since).SelectMany(ForDocument.Take),
        .. ForSettlement.OlderThan(since).SelectMany(ForSettlement.Take),
        .. ForSeed.OlderThan(since).SelectMany(ForSeed.Take),
    ];

    public IReadOnlyList<ShardWork> TakeAll()
    {
        ShardWork[] all = [.. ForMember.TakeAll(), .. ForDocument.TakeAll(), .. ForSettlement.TakeAll(), .. ForSeed.TakeAll(), .. _searching];
        _searching.Clear();
        return all;
    }
}
