using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Badge;

/// <summary>
/// A random run in which badges come, go, get easier and harder while members buy and shards lose their memory. What members must have is
/// counted from their purchases and from what was published alone.
/// </summary>
internal sealed class BackfillRun
{
    private const int Grand = 1_000_000;
    private static readonly string[] Ids = ["one", "two", "three", "four"];

    private readonly Dice _dice;
    private readonly Town _town;
    private readonly List<MemberKey> _members;
    private readonly Dictionary<MemberKey, int> _bought = [];
    private readonly HashSet<(MemberKey, string)> _expected = [];
    private readonly HashSet<(MemberKey, string)> _possible = [];
    private readonly string _fault;
    private List<(string Badge, int Need)> _published = [];
    private bool _set;

    public BackfillRun(ulong seed, string fault = "")
    {
        (_dice, _fault) = (new(seed * 49_979_687), fault);
        _town = new Town(1 + _dice.Roll(4), seed).With(AProgramme());
        _members = [.. Enumerable.Range(0, 25).Select(n => _town.Enrol(n))];
        foreach (TestShard shard in _town.Shards)
        {
            shard.Tamper = Tamper;
        }
    }

    public BackfillRun Run(int steps = 120)
    {
        for (int i = 0; i < steps; i++)
        {
            Act();
            for (int n = _dice.Roll(4); n > 0; n--)
            {
                _town.Step();
            }
        }

        Publish();
        return this;
    }

    public void Check()
    {
        HashSet<(MemberKey, string)> had = [.. _members.SelectMany(member => Of(member).Badges.Select(badge => (member, badge.Id)))];
        Assert.Empty(_expected.Except(had));
        Assert.Empty(had.Except(_possible));
        Assert.Equal(had.Count, _town.Events<BadgeEarned>().Count());
        Assert.Equal(had.Count, _town.Shards.Sum(shard => shard.State.BadgeShelf.Holders.Values.Sum()));
        MemberKey[] complete = [.. _members.Where(member => Of(member).HasSet("all"))];
        Assert.Equal(complete.Length * (long)Grand, _town.Events<PointsEarned>().Where(earned => earned.Rule == "badge-set").Sum(earned => earned.Points.Value));
        Assert.True(!_set || _members.Where(member => Of(member).HasBadge("one") && Of(member).HasBadge("two")).All(complete.Contains), "a set that is whole is complete");
        Assert.All(_town.Shards, shard => shard.AssertReplays());
    }

    public void CheckDerivable() => Assert.All(_town.Shards, shard => shard.AssertDerivable());

    private Awards Of(MemberKey member) => _town.HomeOf(member).State.FindMember(member)!.Awards;

    private void Act()
    {
        switch (_dice.Roll(30))
        {
            case < 2:
                Publish();
                break;
            case < 5:
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
        Note();
    }

    /// <summary>Publishes other badges; shards look through their members, now and then with a crash between two steps.</summary>
    private void Publish()
    {
        _published = [.. Ids.Where(_ => _dice.Chance(60)).Select(id => (id, 1 + _dice.Roll(8)))];
        _set = _published.Any(one => one.Badge == "one") && _published.Any(one => one.Badge == "two");
        BadgeDocument[] badges = [.. _published.Select(one => ABadge(one.Badge, BadgeCounter.Purchases, one.Need))];
        ProgrammeBuilder programme = AProgramme().Expiring(new NeverExpires()).WithBadges(badges);
        _town.CatalogueHome.Submit(new PublishProgramme(_town.Store(_set ? programme.WithSets(ASet("all", Grand, "one", "two")) : programme), null, "lin"), _town.Now);
        _town.Settle();
        _town.Now = new(_town.Now.Microseconds + 2_000_000);
        while (_town.Step())
        {
            if (_dice.Chance(10))
            {
                _town.Shards[_dice.Roll(_town.Shards.Count)].Crash();
            }
        }

        Note();
    }

    private void Note()
    {
        foreach ((string badge, int need) in _published)
        {
            foreach (MemberKey member in _members.Where(member => _bought.GetValueOrDefault(member) >= need))
            {
                _expected.Add((member, badge));
                _possible.Add((member, badge));
            }
        }
    }

    private Decision Tamper(ShardState state, ShardInput input, Decision decision) => (_fault, input, decision) switch
    {
        ("a member left out", WalkBadges { Owed.Count: > 0 } walk, Decided) =>
            new Decided { Events = [new BadgesWalked(walk.Through, [.. walk.Owed.Skip(1)]) { On = "badge-walk" }] },
        ("a walk that ends early", WalkBadges walk, Decided) => new Decided { Events = [new BadgesWalked(null, walk.Owed) { On = "badge-walk" }] },
        ("a badge given twice", GiveOwedBadges, Decided decided) when decided.Events.OfType<BadgeEarned>().FirstOrDefault() is { } twice =>
            decided with { Events = [twice, .. decided.Events] },
        ("a badge forgotten", GiveOwedBadges, Decided decided) => decided with { Events = [.. decided.Events.Where(e => e is not (BadgeEarned or BadgeHolderCounted))] },
        ("a badge to who does not deserve it", WalkBadges { Owed.Count: 0 } walk, Decided) when state.Members.FirstOrDefault(m => !m.Awards.HasBadge("one")) is { } lucky =>
            new Decided { Events = [new BadgesWalked(walk.Through, [lucky.Key]) { On = "badge-walk" }] },
        ("a badge to who does not deserve it", GiveOwedBadges give, Decided decided) when !state.FindMember(give.Member)!.Awards.HasBadge("one") && !decided.Events.OfType<BadgeEarned>().Any() =>
            decided with { Events = [new BadgeEarned("one"), new BadgeHolderCounted("one") { On = "badges" }, .. decided.Events] },
        _ => decision,
    };
}
