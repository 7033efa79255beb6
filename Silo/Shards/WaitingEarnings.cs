namespace Jifen.Silo.Shards;

/// <summary>
/// Earnings that wait for points of a campaign's budget, and behind each whatever else its member reports: what a member does is decided
/// in the order in which it came.
/// </summary>
internal sealed class WaitingEarnings(int limit)
{
    private readonly ParkedWork<string> _parked = new(limit);
    private readonly Dictionary<MemberKey, string> _campaignOf = [];

    public int Count => _parked.Count;

    /// <summary>The campaign for which the member waits, or null.</summary>
    public string? CampaignOf(MemberKey member) => _campaignOf.GetValueOrDefault(member);

    /// <summary>Parks the earning; false at the bound.</summary>
    public bool TryPark(string campaign, Request request, Stamp now)
    {
        bool parked = _parked.TryPark(campaign, request, now, out _);
        if (parked)
        {
            _campaignOf[request.Member!.Value] = campaign;
        }

        return parked;
    }

    public IReadOnlyList<ShardWork> Take(string campaign) => Without(_parked.Take(campaign));

    public IReadOnlyList<ShardWork> TakeOlderThan(Stamp since) => [.. _parked.OlderThan(since).SelectMany(Take)];

    public IReadOnlyList<ShardWork> TakeAll() => Without(_parked.TakeAll());

    private IReadOnlyList<ShardWork> Without(IReadOnlyList<ShardWork> taken)
    {
        foreach (ShardWork work in taken)
        {
            _campaignOf.Remove(work.Member!.Value);
        }

        return taken;
    }
}
