namespace Jifen.Silo.Shards;

/// <summary>Everything that work of a shard can wait for.</summary>
internal sealed class WaitingWork(ShardLimits limits)
{
    private readonly HashSet<Request> _searching = [];
    private readonly Dictionary<Request, Request> _lookingBack = [];

    public ParkedWork<MemberKey> ForMember { get; } = new(limits.Parked);

    public ParkedWork<Hash256> ForDocument { get; } = new(limits.Parked);

    /// <summary>Plays behind one that waits for its unit.</summary>
    public ParkedWork<(MemberKey Member, string Lottery)> ForSettlement { get; } = new(limits.Parked);

    public ParkedWork<(string Lottery, string Period)> ForSeed { get; } = new(limits.Parked);

    public WaitingEarnings ForBudget { get; } = new(limits.Parked);

    public int Count =>
        ForMember.Count + ForDocument.Count + ForSettlement.Count + ForSeed.Count + ForBudget.Count + _searching.Count + _lookingBack.Count;

    /// <summary>The answer of an earlier record is being looked for.</summary>
    public void BeginSearch(Request request) => _searching.Add(request);

    public void EndSearch(Request request) => _searching.Remove(request);

    /// <summary>A request waits for the record that <paramref name="probe"/> searches.</summary>
    public void BeginLookBack(Request probe, Request waiting) => _lookingBack.Add(probe, waiting);

    /// <summary>The request that waits for the probe's record; null where the probe is a caller's own search.</summary>
    public Request? EndLookBack(Request probe) => _lookingBack.Remove(probe, out Request? waiting) ? waiting : null;

    public IReadOnlyList<ShardWork> TakeOlderThan(Stamp since) =>
    [
        .. ForDocument.OlderThan(since).SelectMany(ForDocument.Take),
        .. ForSettlement.OlderThan(since).SelectMany(ForSettlement.Take),
        .. ForSeed.OlderThan(since).SelectMany(ForSeed.Take),
        .. ForBudget.TakeOlderThan(since),
    ];

    public IReadOnlyList<ShardWork> TakeAll()
    {
        ShardWork[] all =
        [
            .. ForMember.TakeAll(), .. ForDocument.TakeAll(), .. ForSettlement.TakeAll(), .. ForSeed.TakeAll(), .. ForBudget.TakeAll(), .. _searching,
            .. _lookingBack.Values,
        ];
        _searching.Clear();
        _lookingBack.Clear();
        return all;
    }
}
