using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Coupons: an upload adds each text once; a win of a wheel, a card, a challenge or a set of badges brings its coupon in the same record; a coupon has a
/// number that nobody else has and whose last day is not over by its record, the one that expires first of those on the shard, or is replaced by what stands in where its shard knows that none is left; and none waits for ever.
/// </summary>
/// <remarks>Counts on the accounts of <see cref="UnitModel"/>, before that sees the record.</remarks>
internal sealed class CouponModel : Model
{
    private readonly JudgedNumbers _numbers;
    private readonly Dictionary<string, HashSet<string>> _texts = [];
    private readonly HashSet<(string Pool, long Number)> _given = [];
    private readonly HashSet<(MemberKey Member, PrizeId Prize)> _won = [];
    private readonly Dictionary<(MemberKey Member, PrizeId Prize), JudgedCoupon> _coming = [];

    public CouponModel(Case judged)
        : base(judged) => _numbers = new(Coupons);

    /// <summary>Points that stand in for a coupon.</summary>
    public static bool IsStandIn(PointsEarned earned) => earned.Cause.StartsWith("prize:", StringComparison.Ordinal);

    public override void See(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            Move(seen, happened);
        }

        IReadOnlyList<(string Source, JudgedCoupon Coupon, long Times)> due =
            [.. DueOf(seen).GroupBy(one => (one.Source, one.Coupon)).Select(one => (one.Key.Source, one.Key.Coupon, one.Sum(part => part.Times)))];
        CouponWon[] won = [.. seen.Events.OfType<CouponWon>()];
        var told = won.GroupBy(one => (one.Source, one.Pool)).Select(one => (one.Key.Source, one.Key.Pool, (long)one.Count())).Order();
        Coupons(due.Select(one => (one.Source, one.Coupon.Pool, one.Times)).Order().SequenceEqual(told), seen, $"{due.Count} coupons are due, and {won.Length} won");
        if (seen.Record.Member is { } member && due.Count > 0)
        {
            Win(seen, member, won, due.ToDictionary(one => one.Source, one => one.Coupon));
        }

        RequireNumbers(seen);
        RequireStandIns(seen, due);
    }

    public override void End()
    {
        foreach ((MemberKey member, PrizeId prize) in _coming.Keys)
        {
            Case.World.Evidence.Violations.Add(new(Checks.CouponsAreExact, $"{member}: coupon {prize} never had its code"));
        }

        foreach (Clerk clerk in Case.World.Clerks)
        {
            bool all = clerk.Uploaded.All(_texts.GetValueOrDefault(clerk.Pool, []).Contains);
            Case.World.Evidence.Violations.AddRange(all ? [] : [new(Checks.CouponsAreExact, $"codes that were uploaded to {clerk.Pool} are not in it")]);
        }
    }

    private void Move(Seen seen, GrainEvent happened)
    {
        string name = JudgedNumbers.NameOf(happened.On);
        if (happened is CodesAdded added)
        {
            Add(seen, added, happened.On!["pool:".Length..]);
        }
        else if (CouponName.Is(name))
        {
            bool all = happened is not StockSet set || set.Total == _texts.GetValueOrDefault(CouponName.PoolOf(name), []).Count;
            Coupons(all, seen, "a pool has another number of codes than were uploaded");
            RequireDays(seen, name, happened);
            _numbers.Move(seen, name, happened);
        }
    }

    /// <summary>No code is given after its last day or retired before that is over, and the one that expires first is given first.</summary>
    private void RequireDays(Seen seen, string name, GrainEvent happened)
    {
        if (happened is UnitUsed { Serial: { } number })
        {
            Coupons(IsGood(seen, name, number), seen, $"code {number} is given after its last day");
            long soonest = _numbers.On(seen.Shard, name).Where(one => IsGood(seen, name, one)).OrderBy(one => Case.EndOf(name, one)?.Microseconds ?? long.MaxValue).ThenBy(one => one).FirstOrDefault(number);
            Coupons(soonest == number, seen, $"code {number} is given before {soonest}");
        }
        else if (happened is UnitsExpired expired)
        {
            Coupons(!JudgedNumbers.Of(expired.Serials).Any(one => IsGood(seen, name, one)), seen, "a code is retired before its last day is over");
        }
    }

    private bool IsGood(Seen seen, string name, long number) => !(Case.EndOf(name, number) <= seen.Stamp);

    /// <summary>An upload adds what it says, after the codes that it says there are, and no text that is there.</summary>
    private void Add(Seen seen, CodesAdded added, string pool)
    {
        _texts.TryAdd(pool, []);
        IReadOnlyList<string> texts = Case.World.Codes.GetValueOrDefault(added.Chunk, []);
        bool asked = seen.Body.Input is AddCodes input && input.Before == _texts[pool].Count && input.Chunk == added.Chunk && input.Count == added.Count;
        DateOnly? last = Case.World.LastDays.GetValueOrDefault(added.Chunk);
        Coupons(asked && texts.Count == added.Count && added.Expires == last, seen, "codes are added that nobody uploaded so");
        Case.CodeEnds.TryAdd(CouponName.Of(pool), []);
        Case.CodeEnds[CouponName.Of(pool)].AddRange(Enumerable.Repeat(last is { } day ? Case.StartOf(day.AddDays(1)) : (Stamp?)null, added.Count));
        Coupons(texts.All(_texts[pool].Add), seen, "a code is added that the pool has");
        Coupons(seen.Body.Answer is PoolChanged changed && changed.Total == _texts[pool].Count, seen, "the uploader is told of another number of codes");
    }

    /// <summary>What the programme names for what the record won.</summary>
    private IEnumerable<(string Source, JudgedCoupon Coupon, long Times)> DueOf(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case PlaySettled { Refused: false } settled when SegmentOf(seen, settled).Coupon is { } coupon:
                    yield return (PrizeSource.OfWheel(settled.Lottery, settled.Segment), coupon, 1);
                    break;
                case CardScratched { Prize: true } card when Case.Programmes.DeckOf(card.Lottery)!.Cards.Single(one => one.Id == card.Face).Coupon is { } coupon:
                    yield return (PrizeSource.OfCard(card.Lottery, card.Face), coupon, 1);
                    break;
                case ChallengeRewarded rewarded when RewardOf(seen, rewarded).Coupon is { } coupon:
                    yield return (PrizeSource.OfChallenge(rewarded.Challenge, rewarded.Step), new(coupon.Pool, coupon.Otherwise?.Value), rewarded.Times);
                    break;
            }
        }

        foreach (JudgedSet set in JudgedSet.Of(Case, seen).Where(set => set.Coupon is not null))
        {
            yield return (set.Source, set.Coupon!, 1);
        }
    }

    private JudgedSegment SegmentOf(Seen seen, PlaySettled settled) =>
        Case.Programmes.Find(Case.Members.Of(seen.Record.Member!.Value).VersionOf[$"play:{settled.Play}"])!.Wheels[settled.Lottery].Segment(settled.Segment);

    private ChallengeReward RewardOf(Seen seen, ChallengeRewarded rewarded) =>
        Case.Programmes.Find(seen.Record.CatalogueVersion)!.Challenges.Single(one => one.Document.Id == rewarded.Challenge).RewardOf(rewarded.Step);

    /// <summary>Each coupon has a number while some lie on the shard; is replaced where none is left; and waits where nobody has said so.</summary>
    private void Win(Seen seen, MemberKey member, CouponWon[] won, Dictionary<string, JudgedCoupon> due)
    {
        Dictionary<string, long> spare = [];
        foreach (CouponWon one in won)
        {
            PrizeId prize = new(one.Prize, one.Part ?? 0);
            Coupons(_won.Add((member, prize)), seen, $"coupon {prize} is won twice");
            bool ofPlay = one.Source.StartsWith(PrizeSource.Lottery, StringComparison.Ordinal);
            JudgedAccount account = AccountOf(seen, one.Pool);
            spare.TryAdd(one.Pool, account.Spare);
            CouponWon expected = Expected(seen, one, ofPlay, spare[one.Pool], account);
            Coupons(expected with { Serial = one.Serial } == one && (expected.Serial is null) == (one.Serial is null), seen, $"{one} should be {expected}");
            spare[one.Pool] -= one.Serial is null ? 0 : 1;
            if (one is { Serial: null, Replaced: null, Test: null })
            {
                bool waits = seen.Events.OfType<WaitBegun>().Any(wait => wait.On == CouponName.Of(one.Pool) && wait.Play == one.Prize && wait.Part == one.Part);
                Coupons(waits, seen, $"coupon {prize} has no code, and does not wait for one");
                _coming[(member, prize)] = due[one.Source];
            }
        }
    }

    /// <remarks>A wheel that gives a coupon has a code; whether it had to give another prize is held against its table.</remarks>
    private CouponWon Expected(Seen seen, CouponWon won, bool ofPlay, long spare, JudgedAccount account)
    {
        CouponWon bare = won with { Serial = null, Replaced = null, Test = null };
        return Case.IsTest(seen) ? ofPlay || !account.IsExhausted ? bare with { Test = true } : bare with { Replaced = true }
            : ofPlay || spare > 0 ? bare with { Serial = 0 }
            : account.Told ? bare with { Replaced = true }
            : bare;
    }

    /// <summary>What is used is given, in the same record, to nobody else before.</summary>
    private void RequireNumbers(Seen seen)
    {
        List<(string Pool, long Number)> given = [.. seen.Events.OfType<CouponWon>().Where(won => won.Serial is not null).Select(won => (won.Pool, won.Serial!.Value))];
        foreach (CodeGiven code in seen.Events.OfType<CodeGiven>())
        {
            bool waited = AccountOf(seen, PoolOf(seen, code.Prize, code.Part)).HasUnitFor(code.Prize, code.Part);
            Coupons(waited, seen, "a code is given to a coupon that does not wait, or before its turn");
            given.Add((PoolOf(seen, code.Prize, code.Part), code.Serial));
            _coming.Remove((seen.Record.Member!.Value, new(code.Prize, code.Part)));
        }

        foreach ((string pool, long number) in given)
        {
            Coupons(_given.Add((pool, number)), seen, $"code {number} of {pool} is given twice");
            Case.Units.FindTreasury(CouponName.Of(pool), CouponName.Segment)!.Given++;
        }

        foreach (IGrouping<string, (string Pool, long Number)> pool in given.GroupBy(one => one.Pool))
        {
            Coupons(_numbers.IsUsed(seen, CouponName.Of(pool.Key), pool.Select(one => one.Number)), seen, $"other codes of {pool.Key} are given than are used");
        }

        int used = seen.Events.OfType<UnitUsed>().Count(unit => CouponName.Is(unit.On ?? ""));
        Coupons(used == given.Count, seen, $"{used} codes are used, and {given.Count} given");
    }

    /// <summary>Points stand in for the coupons that the record replaces, and for no others.</summary>
    private void RequireStandIns(Seen seen, IReadOnlyList<(string Source, JudgedCoupon Coupon, long Times)> due)
    {
        long points = seen.Events.OfType<CouponWon>().Where(won => won.Replaced is true).Sum(won => due.FirstOrDefault(one => one.Source == won.Source).Coupon?.Otherwise ?? 0);
        foreach (CouponReplaced replaced in seen.Events.OfType<CouponReplaced>())
        {
            JudgedAccount account = AccountOf(seen, PoolOf(seen, replaced.Prize, replaced.Part));
            bool none = account.Told && !account.HasUnitFor(replaced.Prize, replaced.Part);
            Require(none, Checks.NoneLeftIsTrue, seen, "a coupon is replaced, and its shard does not know that none is left");
            Coupons(_coming.Remove((seen.Record.Member!.Value, new(replaced.Prize, replaced.Part)), out JudgedCoupon? coupon), seen, "a coupon is replaced that does not wait");
            points += coupon?.Otherwise ?? 0;
        }

        long told = seen.Events.OfType<PointsEarned>().Where(IsStandIn).Sum(earned => earned.Points.Value);
        Coupons(points == told, seen, $"{points} points stand in for coupons, and {told} are given");
    }

    private string PoolOf(Seen seen, PlayId play, int part) =>
        _coming.GetValueOrDefault((seen.Record.Member!.Value, new(play, part)))?.Pool ?? CouponDraft.Pool;

    private JudgedAccount AccountOf(Seen seen, string pool) => Case.Units.Account(seen.Shard, CouponName.Of(pool), CouponName.Segment, null);

    private void Coupons(bool holds, Seen seen, string what) => Require(holds, Checks.CouponsAreExact, seen, what);
}
