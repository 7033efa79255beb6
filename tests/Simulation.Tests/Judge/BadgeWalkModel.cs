namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Badges that are published later: once badges have changed, each shard looks through its members, and when it is through, all have what
/// they deserved when it began and still do.
/// </summary>
internal sealed class BadgeWalkModel(Case judged, BadgeModel badges) : Model(judged)
{
    private readonly Dictionary<ShardId, Walk> _walks = [];
    private readonly Dictionary<ShardId, Seen> _last = [];
    private readonly Dictionary<ShardId, long> _adopted = [];

    public override void See(Seen seen)
    {
        _last[seen.Shard] = seen;
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case CatalogueAdopted adopted:
                    _adopted[seen.Shard] = adopted.Version;
                    break;
                case BadgeWalkBegun begun:
                    Begin(seen, begun);
                    break;
                case BadgesWalked walked:
                    Walk under = _walks[seen.Shard];
                    under.Owed.UnionWith(walked.Owed);
                    under.IsThrough = walked.Through is null;
                    RequireGiven(seen, under);
                    break;
                case OwedBadgesGiven given:
                    _walks[seen.Shard].Owed.Remove(given.Member);
                    RequireGiven(seen, _walks[seen.Shard]);
                    break;
            }
        }

        if (seen.Record.Member is { } member && _walks.TryGetValue(seen.Shard, out Walk? walk))
        {
            walk.Due.RemoveAll(due => due.Member == member && !badges.Deserves(member, due.Badge));
        }
    }

    /// <summary>
    /// Badges that have changed are looked for on every shard that has a record under the version, and nobody misses what there is again. That
    /// a look comes to its end is seen when all comes to rest; one that begins while its shard drains goes on with whoever has that next.
    /// </summary>
    public override void End()
    {
        foreach ((ShardId shard, Seen last) in _last)
        {
            JudgedBadges? inForce = Case.Programmes.Find(last.Record.CatalogueVersion)?.Badges;
            Walk? walk = _walks.GetValueOrDefault(shard);
            Badges(inForce is not { Since: > 0 } || walk?.Version == inForce.Since, last, $"members are not looked through for version {inForce?.Since}");
            foreach (string badge in _adopted.GetValueOrDefault(shard) > last.Record.CatalogueVersion ? [] : (inForce?.All ?? []).Select(badge => badge.Id))
            {
                bool again = walk is not { IsOver: false } && badges.Members.Any(member => IsOf(shard, member) && badges.Of(member).Missed.Contains(badge)) && !badges.EditionOf(shard, badge).Told;
                Require(!again, Checks.EditionsAreExact, last, $"a member has missed {badge}, and there is one again");
            }
        }
    }

    private void Begin(Seen seen, BadgeWalkBegun begun)
    {
        JudgedProgramme programme = Case.Programmes.Find(seen.Record.CatalogueVersion)!;
        Badges(begun.Version == programme.Badges.Since || _walks.GetValueOrDefault(seen.Shard)?.Version == begun.Version, seen, $"members are looked through for version {begun.Version}");
        IEnumerable<MemberKey> here = badges.Members.Where(member => IsOf(seen.Shard, member) && Case.Members.Of(member).Enrolled);
        _walks[seen.Shard] = new()
        {
            Version = begun.Version,
            Due = [.. here.SelectMany(member => programme.Badges.All.Where(badge => IsDue(member, badge)).Select(badge => (member, badge)))],
        };
    }

    private bool IsDue(MemberKey member, JudgedBadge badge) => badges.Deserves(member, badge) && !badges.Of(member).Missed.Contains(badge.Id);

    /// <summary>Who was due has the badge, waits for it, or was told that none is left; unless another version has taken it off meanwhile.</summary>
    private void RequireGiven(Seen seen, Walk walk)
    {
        if (walk.IsOver)
        {
            HashSet<string> inForce = [.. Case.Programmes.Find(seen.Record.CatalogueVersion)!.Badges.All.Select(badge => badge.Id)];
            (MemberKey Member, JudgedBadge Badge)[] forgotten = [.. walk.Due.Where(due => inForce.Contains(due.Badge.Id) && IsDue(due.Member, due.Badge))];
            Badges(forgotten.Length == 0, seen, $"members are looked through, and {string.Join(", ", forgotten.Select(due => $"{due.Member} has no {due.Badge.Id}"))}");
        }
    }

    private bool IsOf(ShardId shard, MemberKey member) => Placement.Of(member, Case.World.Scenario.Shards) == shard && !Case.World.IsTest(member);

    private void Badges(bool holds, Seen seen, string what) => Require(holds, Checks.BadgesComeOnce, seen, what);

    private sealed class Walk
    {
        public required long Version { get; init; }

        /// <summary>Who deserved what when it began, and does still.</summary>
        public required List<(MemberKey Member, JudgedBadge Badge)> Due { get; init; }

        public SortedSet<MemberKey> Owed { get; } = [];

        public bool IsThrough { get; set; }

        public bool IsOver => IsThrough && Owed.Count == 0;
    }
}
