using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Badge;

/// <summary>
/// A random run of two limited badges, one of a counter and one that a challenge gives, over some shards: members buy, the limit is
/// raised, shards lose their memory, and mail is late. What members deserve is counted from their purchases alone.
/// </summary>
internal sealed class EditionRun
{
    private const int Grand = 1_000_000;
    private const int Enough = 3;
    private const int EnoughForStar = 2;

    private readonly Dice _dice;
    private readonly Town _town;
    private readonly List<MemberKey> _members;
    private readonly Dictionary<MemberKey, int> _bought = [];
    private readonly string _fault;
    private long _early;
    private long _star;

    public EditionRun(ulong seed, string fault = "")
    {
        (_dice, _fault) = (new(seed * 32_452_843), fault);
        (_early, _star) = (1 + _dice.Roll(60), 1 + _dice.Roll(30));
        _town = new Town(1 + _dice.Roll(6), seed).With(Programme);
        _members = [.. Enumerable.Range(0, 40).Select(n => _town.Enrol(n))];
        foreach (TestShard shard in _town.Shards)
        {
            shard.Tamper = Tamper;
        }
    }

    private ProgrammeBuilder Programme => AProgramme().Expiring(new NeverExpires())
        .WithBadges(
            ABadge("early", BadgeCounter.Purchases, Enough) with { Limit = _early },
            ABadge("star", BadgeCounter.Given, 1) with { Limit = _star })
        .WithSets(ASet("both", Grand, "early", "star"))
        .WithChallenges(new ChallengeDocument(
            "two", Text("Two"), ChallengePeriod.Campaign, new(["purchase"], EarningCondition.Always, null),
            new CountGoal(EnoughForStar, new ChallengeReward(null, null, "star"))));

    public EditionRun Run(int steps = 120)
    {
        for (int i = 0; i < steps; i++)
        {
            Act();
            for (int n = _dice.Roll(5); n > 0; n--)
            {
                _town.Step();
            }

            NeverOneMore();
        }

        _town.Settle();
        return this;
    }

    /// <summary>
    /// Everybody buys until it deserves everything, one shard after the other, so that units lie idle on the first when the last wants them.
    /// </summary>
    public EditionRun Empty()
    {
        foreach (MemberKey member in _members.OrderBy(member => _town.HomeOf(member).State.Shard.Value))
        {
            Buy(member);
            Buy(member);
            Buy(member);
            _town.Settle();
        }

        return this;
    }

    public void Check()
    {
        Check("early", _early, Enough);
        Check("star", _star, EnoughForStar);
        MemberKey[] both = [.. _members.Where(member => Of(member).HasBadge("early") && Of(member).HasBadge("star"))];
        Assert.Equal(both, _members.Where(member => Of(member).HasSet("both")));
        Assert.Equal(both.Length * (long)Grand, _town.Events<PointsEarned>().Where(earned => earned.Rule == "badge-set").Sum(earned => earned.Points.Value));
        Assert.All(_town.Shards, shard => shard.AssertReplays());
    }

    public void CheckDerivable() => Assert.All(_town.Shards, shard => shard.AssertDerivable());

    private void Check(string badge, long limit, int need)
    {
        MemberKey[] holders = [.. _members.Where(member => Of(member).HasBadge(badge))];
        List<long> numbers = [.. holders.Select(member => Of(member).EditionOf(badge).Serial!.Value)];
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 0, limit - 1));
        Assert.Equal(limit, holders.Length + Left(badge));
        Assert.Equal(holders.Length, _town.Shards.Sum(shard => shard.State.BadgeShelf.Holders.GetValueOrDefault(badge)));
        Assert.Equal(_members.Where(member => _bought.GetValueOrDefault(member) >= need), _members.Where(member => Of(member).EditionOf(badge).Standing != EditionStanding.Open));
        Assert.DoesNotContain(_members, member => Of(member).EditionOf(badge).Standing == EditionStanding.Awaited);
        foreach (MemberKey missed in _members.Where(member => Of(member).EditionOf(badge).Standing == EditionStanding.Missed))
        {
            Assert.False(Of(missed).HasBadge(badge), "who has the badge has not missed it");
            Assert.True(holders.Length == limit, "a badge is missed, and one is left");
        }
    }

    private void NeverOneMore()
    {
        Assert.True(_town.Shards.Sum(shard => shard.State.BadgeShelf.Holders.GetValueOrDefault("early")) <= _early, "one more than the limit");
        Assert.True(_town.Shards.Sum(shard => shard.State.BadgeShelf.Holders.GetValueOrDefault("star")) <= _star, "one more than the limit");
    }

    private Awards Of(MemberKey member) => _town.HomeOf(member).State.FindMember(member)!.Awards;

    private long Left(string badge) => _town.HomeOf(EditionName.Of(badge)).State.Treasury(EditionName.Of(badge), EditionName.Segment).Free
        + _town.Shards.Sum(shard => shard.State.Edition(badge).Account.Unused);

    private void Act()
    {
        switch (_dice.Roll(60))
        {
            case < 1:
                (_early, _star) = (_early + _dice.Roll(10), _star + _dice.Roll(5));
                _town.With(Programme);
                break;
            case < 6:
                _town.Shards[_dice.Roll(_town.Shards.Count)].Crash();
                break;
            default:
                Buy(_members[_dice.Roll(_members.Count)]);
                break;
        }
    }

    private void Buy(MemberKey member)
    {
        _town.EarnOut(member, 1);
        _bought[member] = _bought.GetValueOrDefault(member) + 1;
    }

    private Decision Tamper(ShardState state, ShardInput input, Decision decision) => (_fault, input, decision) switch
    {
        ("a number given twice", GiveBadge, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is BadgeEarned { Serial: > 0 } earned ? earned with { Serial = earned.Serial - 1 } : e)],
        },
        ("a badge without its unit", GiveBadge, Decided decided) => decided with
        {
            Events = [.. decided.Events.Where(e => e is not UnitUsed)],
        },
        ("a badge forgotten", GiveBadge, Decided decided) => decided with
        {
            Events = [.. decided.Events.Where(e => e is not (BadgeEarned or BadgeHolderCounted or EditionMissed))],
        },
        ("one more than the limit", GiveBadge give, Decided decided) when decided.Events.OfType<EditionMissed>().Any() => decided with
        {
            Events = [decided.Events[0], new BadgeEarned(give.Badge) { Serial = 0 }, new BadgeHolderCounted(give.Badge) { On = "badges" }],
        },
        ("a unit returned and kept", Delivery { Body: UnitsRecall }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is UnitsGivenBack { Units: > 0 } back ? back with { Units = 0, Serials = null } : e)],
        },
        _ => decision,
    };
}
