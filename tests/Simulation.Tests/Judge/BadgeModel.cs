namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Badges: counters are counted again, and each record brings what they and its rewards deserve, once. One of a limited edition has a number
/// that nobody else has; who finds none on its shard waits, and misses it where none is left. What walks bring is <see cref="BadgeWalkModel"/>'s.
/// </summary>
/// <remarks>Counts on the accounts of <see cref="UnitModel"/>, before that sees the record.</remarks>
internal sealed class BadgeModel : Model
{
    private readonly JudgedNumbers _numbers;
    private readonly Dictionary<MemberKey, JudgedAwards> _members = [];
    private readonly HashSet<(string Badge, long Number)> _given = [];
    private readonly BadgeWalkModel _walks;

    public BadgeModel(Case judged)
        : base(judged)
    {
        _numbers = new(Editions);
        _walks = new(judged, this);
    }

    public IEnumerable<MemberKey> Members => _members.Keys;

    public JudgedAwards Of(MemberKey member)
    {
        if (!_members.TryGetValue(member, out JudgedAwards? awards))
        {
            _members.Add(member, awards = new());
        }

        return awards;
    }

    public override void See(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events.Where(happened => EditionName.Is(JudgedNumbers.NameOf(happened.On))))
        {
            RequireStock(seen, happened);
            _numbers.Move(seen, JudgedNumbers.NameOf(happened.On), happened);
        }

        if (seen.Record.Member is { } member)
        {
            See(seen, member, Of(member));
        }

        _walks.See(seen);
    }

    public override void End()
    {
        foreach ((MemberKey member, JudgedAwards awards) in _members)
        {
            Case.World.Evidence.Violations.AddRange(awards.Awaited.Select(badge => new World.Violation(Checks.EditionsAreExact, $"{member} waits for {badge} for ever")));
        }

        _walks.End();
    }

    /// <summary>Whether the member has met what the badge asks for, and neither has it nor waits for it.</summary>
    public bool Deserves(MemberKey member, JudgedBadge badge) =>
        Of(member) is var awards && !awards.Held.Contains(badge.Id) && !awards.Awaited.Contains(badge.Id)
        && (awards.Missed.Contains(badge.Id) || (badge.Counter != "given" && awards.Reaches(badge, Case.Members.Of(member).Purse.Net)));

    public JudgedAccount EditionOf(ShardId shard, string badge) => Case.Units.Account(shard, EditionName.Of(badge), EditionName.Segment, null);

    private void RequireStock(Seen seen, GrainEvent happened)
    {
        string badge = EditionName.BadgeOf(JudgedNumbers.NameOf(happened.On));
        bool said = happened is not StockSet set || seen.Events.OfType<CatalogueAdopted>().Any(adopted => Case.Programmes.Find(adopted.Version)?.Badges.Limits.GetValueOrDefault(badge) == set.Total);
        Editions(said, seen, $"the edition of {badge} is not as large as the programme says");
    }

    private void See(Seen seen, MemberKey member, JudgedAwards awards)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            awards.Count(happened);
        }

        string[] reached = [.. DueOf(seen, member, awards)];
        JudgedSet[] complete = [.. CompleteWith(seen, awards, [.. reached.Where(IsEarned).Select(BadgeOf)])];
        HashSet<string> before = [.. awards.Held, .. reached.Where(IsEarned).Select(BadgeOf)];
        IEnumerable<string> grand = complete.Select(set => set.Gift?.Badge).OfType<string>().Where(badge => !before.Contains(badge)).Select(badge => $"{badge} earned");
        string[] due = [.. reached.Concat(grand).Order(StringComparer.Ordinal)];
        string[] told = [.. seen.Events.Select(Told).OfType<string>().Order(StringComparer.Ordinal)];
        Badges(due.SequenceEqual(told), seen, $"{string.Join(", ", due)} is due, and {string.Join(", ", told)} told");
        foreach (GrainEvent happened in seen.Events)
        {
            Take(seen, awards, happened);
        }

        RequireNumbers(seen);
        RequireShelf(seen);
        RequireSets(seen, awards, complete, before);
    }

    private static bool IsEarned(string told) => told.EndsWith(" earned", StringComparison.Ordinal);

    private static string BadgeOf(string told) => told[..told.IndexOf(' ', StringComparison.Ordinal)];

    private static string? Told(GrainEvent happened) => happened switch
    {
        BadgeEarned earned => $"{earned.Badge} earned",
        EditionAwaited awaited => $"{awaited.Badge} awaited",
        EditionMissed missed => $"{missed.Badge} missed",
        _ => null,
    };

    private IEnumerable<string> DueOf(Seen seen, MemberKey member, JudgedAwards awards)
    {
        if (seen.Body.Input is GiveBadge give)
        {
            bool unit = EditionOf(seen.Shard, give.Badge).HasUnitFor(give.Play);
            Editions(awards.Awaited.Contains(give.Badge) && (unit || EditionOf(seen.Shard, give.Badge).Told), seen, $"{give.Badge} is given or missed out of turn");
            yield return $"{give.Badge} {(unit ? "earned" : "missed")}";
        }

        if (Case.Programmes.Find(seen.Record.CatalogueVersion) is not { } programme)
        {
            yield break;
        }

        string?[] rewards = [.. seen.Events.OfType<ChallengeRewarded>().Select(r => programme.Challenges.Single(c => c.Document.Id == r.Challenge).RewardOf(r.Step).Badge)];
        IEnumerable<string> reached = programme.Badges.All.Where(badge => IsReached(seen, member, awards, badge)).Select(badge => badge.Id);
        IEnumerable<string> won = JudgedGift.Of(Case, seen).Select(gift => gift.Badge).OfType<string>();
        foreach (string badge in reached.Concat(rewards.OfType<string>()).Concat(won).Distinct())
        {
            if (Outcome(seen, awards, badge, programme.Badges.Limits.GetValueOrDefault(badge)) is { } outcome)
            {
                yield return $"{badge} {outcome}";
            }
        }
    }

    private bool IsReached(Seen seen, MemberKey member, JudgedAwards awards, JudgedBadge badge) =>
        seen.Body.Input is GiveOwedBadges
            ? Deserves(member, badge) || (seen.Events.Any(happened => JudgedAwards.Moves(happened, badge)) && awards.Reaches(badge, Case.Members.Of(member).Purse.Net))
            : seen.Events.Any(happened => JudgedAwards.Moves(happened, badge)) && awards.Reaches(badge, Case.Members.Of(member).Purse.Net);

    /// <summary>Null where nothing comes of it.</summary>
    private string? Outcome(Seen seen, JudgedAwards awards, string badge, long? limit)
    {
        JudgedAccount account = EditionOf(seen.Shard, badge);
        return awards.Held.Contains(badge) || awards.Awaited.Contains(badge) ? null
            : limit is null || (Case.IsTest(seen) ? !account.IsExhausted : account.Spare > 0) ? "earned"
            : !account.Told ? "awaited"
            : awards.Missed.Contains(badge) ? null
            : "missed";
    }

    private void Take(Seen seen, JudgedAwards awards, GrainEvent happened)
    {
        switch (happened)
        {
            case BadgeEarned earned:
                Badges(awards.Held.Add(earned.Badge), seen, $"{earned.Badge} comes twice");
                awards.Awaited.Remove(earned.Badge);
                awards.Missed.Remove(earned.Badge);
                break;
            case EditionAwaited awaited:
                awards.Awaited.Add(awaited.Badge);
                awards.Missed.Remove(awaited.Badge);
                break;
            case EditionMissed missed:
                awards.Awaited.Remove(missed.Badge);
                awards.Missed.Add(missed.Badge);
                break;
        }
    }

    /// <summary>A limited badge has the number that its record uses; others, and those of test members, have none.</summary>
    private void RequireNumbers(Seen seen)
    {
        foreach (BadgeEarned earned in seen.Events.OfType<BadgeEarned>())
        {
            JudgedTreasury? treasury = Case.Units.FindTreasury(EditionName.Of(earned.Badge), EditionName.Segment);
            Editions(earned.Serial is not null == (treasury is not null && !Case.IsTest(seen)), seen, $"{earned.Badge} has a number or has none, and should not");
            if (earned.Serial is { } number && treasury is not null)
            {
                treasury.Given++;
                Editions(_given.Add((earned.Badge, number)) && treasury.Given <= treasury.Total, seen, $"{earned.Badge} {number} is given twice, or beyond the limit");
                Editions(_numbers.IsUsed(seen, EditionName.Of(earned.Badge), [number]), seen, $"{earned.Badge} {number} is given and not used");
            }
        }

        int used = seen.Events.OfType<UnitUsed>().Count(unit => EditionName.Is(unit.On ?? ""));
        int given = seen.Events.OfType<BadgeEarned>().Count(earned => earned.Serial is not null);
        Editions(used == given, seen, $"{used} numbers of editions are used, and {given} given");
    }

    private void RequireShelf(Seen seen)
    {
        string[] counted = [.. seen.Events.OfType<BadgeHolderCounted>().Select(one => one.Badge)];
        string[] earned = [.. seen.Events.OfType<BadgeEarned>().Select(one => one.Badge)];
        Badges(counted.SequenceEqual(Case.IsTest(seen) ? [] : earned), seen, "other holders are counted than have the badge");
        IReadOnlyList<string>? told = seen.Body.Answer switch
        {
            ActivityRecorded recorded => recorded.Badges ?? [],
            Played played => played.Badges ?? [],
            Scratched scratched => scratched.Badges ?? [],
            _ => null,
        };
        Badges(told is null || told.SequenceEqual(earned), seen, "the answer tells of other badges than the record has");
    }

    /// <summary>
    /// A set is complete with the last of its badges, or with what the member does next. One that gives a badge may complete the next.
    /// </summary>
    /// <param name="reached">Badges that the record brings by themselves.</param>
    private IEnumerable<JudgedSet> CompleteWith(Seen seen, JudgedAwards awards, IReadOnlyList<string> reached)
    {
        bool looks = reached.Count > 0 || seen.Events.Any(e => e is OwedBadgesGiven or ActivityCounted or PlaySettled { Refused: false } or CardScratched);
        List<JudgedSet> open = [.. (Case.Programmes.Find(seen.Record.CatalogueVersion)?.Badges.Sets ?? []).Where(set => looks && !awards.Sets.Contains(set.Id))];
        HashSet<string> held = [.. awards.Held, .. reached];
        while (open.Find(set => set.Badges.All(held.Contains)) is { } complete)
        {
            open.Remove(complete);
            held.UnionWith(complete.Gift?.Badge is { } badge ? [badge] : []);
            yield return complete;
        }
    }

    /// <summary>Each complete set is told once, with the points of those that give points, or for who had their badge before.</summary>
    private void RequireSets(Seen seen, JudgedAwards awards, JudgedSet[] due, HashSet<string> before)
    {
        bool told = seen.Events.OfType<BadgeSetCompleted>().Select(set => set.Set).Order(StringComparer.Ordinal).SequenceEqual(due.Select(set => set.Id).Order(StringComparer.Ordinal));
        long points = seen.Events.OfType<PointsEarned>().Where(earned => earned.Rule == "badge-set").Sum(earned => earned.Points.Value);
        long whole = due.Sum(set => set.Points ?? (set.Gift?.Badge is { } badge && before.Contains(badge) ? set.Gift.Otherwise ?? 0 : 0));
        Badges(told && points == whole, seen, $"{due.Length} sets are complete, and {points} points are given for them, not {whole}");
        awards.Sets.UnionWith(due.Select(set => set.Id));
    }

    private void Badges(bool holds, Seen seen, string what) => Require(holds, Checks.BadgesComeOnce, seen, what);

    private void Editions(bool holds, Seen seen, string what) => Require(holds, Checks.EditionsAreExact, seen, what);
}
