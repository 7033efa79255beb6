using Jifen.Grains.Coupon;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using Jifen.Grains.Wallet;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Coupon;

/// <summary>
/// A random run of one pool that a wheel, a deck and a challenge draw from, over some shards: members play, scratch and buy, codes come in
/// parts, some of them while others say that there are none, some with a last day, days go by, shards crash, and mail is late.
/// </summary>
internal sealed class CouponRun
{
    public const string Pool = "coffee";

    private static readonly int[] Shards = [1, 3, 8];

    private readonly Dice _dice;
    private readonly Town _town;
    private readonly List<MemberKey> _members;
    private readonly string _fault;
    private readonly CodeLedger _ledger = new(Pool);

    public CouponRun(ulong seed, string fault = "")
    {
        (_dice, _fault) = (new(seed * 15_485_863), fault);
        _town = new Town(Shards[_dice.Roll(Shards.Length)], seed).With(AProgramme().FreePlays(1000)
            .WithSegments(Segment("coffee", 5, new CouponPrize(Pool, Text("Coffee")), null, "none"), Segment("none", 2))
            .WithDecks(ADeck(ACard("cup", 60, Coupon), ACard("none", 60)))
            .WithChallenges(new ChallengeDocument(
                "every", Text("Every second"), ChallengePeriod.Campaign, new(["purchase"], EarningCondition.Always, null),
                new LadderGoal(2, null, new ChallengeReward(null, null, null) { Coupon = Coupon }))));
        _members = [.. Enumerable.Range(0, 8).Select(n => _town.Enrol(n))];
        foreach (TestShard shard in _town.Shards)
        {
            shard.Tamper = Tamper;
            shard.OnRecord += _ledger.See;
        }

        if (_dice.Chance(50))
        {
            Upload(100 + _dice.Roll(200));
        }
    }

    public static CouponPrize Coupon => new(Pool, Text("Coffee")) { Otherwise = new Points(7) };

    public CouponRun Run(int steps = 250)
    {
        for (int i = 0; i < steps; i++)
        {
            Act(_members[_dice.Roll(_members.Count)]);
            for (int n = _dice.Roll(6); n > 0; n--)
            {
                _town.Step();
            }
        }

        _town.Settle();
        return this;
    }

    /// <summary>One member wins until the pool is out: codes come back from wherever they lie before anybody is told so.</summary>
    public CouponRun Empty()
    {
        for (int n = 0; Given.Count + _ledger.Retired.Count < _ledger.Uploaded; n++)
        {
            Assert.True(n < 10_000, "every code that is good goes to somebody");
            _town.Play(_members[0]);
            _town.Settle();
        }

        return this;
    }

    public void Check()
    {
        foreach (HeldPrize prize in _members.SelectMany(member => _town.HomeOf(member).State.FindMember(member)!.Wallet.Prizes))
        {
            Assert.False(prize.IsComing, "a coupon waits in a town at rest");
            Assert.True(prize.Serial is null == prize.Replaced, "a coupon has a code or a stand-in");
        }

        List<long> owned = [.. _town.Events<CouponWon>().Select(won => won.Serial).OfType<long>(), .. _town.Events<CodeGiven>().Select(given => given.Serial)];
        Assert.Equal(owned.Count, owned.Distinct().Count());
        Assert.Equal(_ledger.Uploaded, owned.Count + Left + _ledger.Retired.Count);
        Assert.Equal(Given.Order(), owned.Order());
        Assert.Equal(Given.Order(), _ledger.Given.Order());
        DateOnly today = CodeLedger.DayOf(_town.Now);
        Assert.Equal(_ledger.GoodOn(today), _ledger.Given.Count(given => _ledger.IsGoodOn(given, today)) + Left);
        PoolView view = CouponRules.View(_town.HomeOf(CouponName.Of(Pool)).State, Pool) ?? new(Pool, 0, 0, 0, 0, []);
        Assert.Equal(_ledger.Uploaded, view.Free + view.Out + view.Expired);
        Assert.Equal(_ledger.Retired.Count, view.Expired + _town.Shards.Sum(shard => shard.State.Coupons(Pool).Account.Expired));
        int standIns = _town.Events<CouponReplaced>().Count() + _town.Events<CouponWon>().Count(won => won.Replaced is true);
        long points = _town.Events<PointsEarned>().Where(earned => earned.Cause.StartsWith("prize:", StringComparison.Ordinal)).Sum(earned => earned.Points.Value);
        Assert.Equal(7 * standIns, points);
        Assert.All(_town.Shards, shard => shard.AssertReplays());
    }

    public void CheckDerivable() => Assert.All(_town.Shards, shard => shard.AssertDerivable());

    private List<long> Given => _town.Checks.Codes.GetValueOrDefault(CouponName.Of(Pool)) ?? [];

    private long Left => _town.HomeOf(CouponName.Of(Pool)).State.Treasury(CouponName.Of(Pool), CouponName.Segment).Free
        + _town.Shards.Sum(shard => shard.State.Coupons(Pool).Account.Unused);

    private void Act(MemberKey member)
    {
        switch (_dice.Roll(20))
        {
            case < 1:
                Upload(1 + _dice.Roll(80));
                break;
            case < 2:
                Pass();
                break;
            case < 6:
                _town.EarnOut(member, 1);
                break;
            case < 15:
                _town.Play(member);
                break;
            case < 17:
                _town.Buy(member);
                break;
            default:
                Scratch(member);
                break;
        }
    }

    private void Upload(int count)
    {
        DateOnly? last = _dice.Chance(60) ? CodeLedger.DayOf(_town.Now).AddDays(_dice.Roll(3)) : null;
        long before = _ledger.Uploaded;
        _ledger.Upload(count, last);
        Decision decision = _town.HomeOf(CouponName.Of(Pool)).Submit(new AddCodes(Pool, before, default, count, "lin") { Expires = last }, _town.Now);
        Assert.IsType<PoolChanged>(Assert.IsType<Decided>(decision).Answer);
    }

    /// <summary>Some hours go by, at times across midnight, or a shard begins again with its journal.</summary>
    private void Pass()
    {
        if (_dice.Chance(40))
        {
            _town.Shards[_dice.Roll(_town.Shards.Count)].Crash();
            return;
        }

        _town.Now = _town.Now.Plus(TimeSpan.FromMinutes(60 * _dice.Roll(20)));
    }

    private void Scratch(MemberKey member)
    {
        if (_town.HomeOf(member).State.FindMember(member)!.Cards.Held is [var held, ..])
        {
            _town.Scratch(member, new(_town.HomeOf(member).State.Shard, held.Card));
        }
    }

    private Decision Tamper(ShardState state, ShardInput input, Decision decision) => (_fault, input, decision) switch
    {
        ("a code dealt twice", SettlePlay { Part: not null }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is CodeGiven { Serial: > 0 } given ? given with { Serial = given.Serial - 1 } : e)],
        },
        ("a code returned and kept", Delivery { Body: UnitsRecall }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is UnitsGivenBack { Units: > 0 } back ? back with { Units = 0, Serials = null } : e)],
        },
        ("a range lost on recall", Delivery { Body: UnitsRecall }, Decided decided) => decided with
        {
            Messages = [.. decided.Messages.Select(m => m.Body is UnitsReturned { Units: > 0 } back ? m with { Body = back with { Serials = null } } : m)],
        },
        ("a code good for a day longer", AddCodes { Expires: not null }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is StockSet { Ends: { } ends } set ? set with { Ends = ends.Plus(TimeSpan.FromDays(1)) } : e)],
        },
        ("a code retired too early", AddCodes { Expires: not null }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Select(e => e is StockSet { Ends: { } ends } set ? set with { Ends = ends.Plus(TimeSpan.FromDays(-1)) } : e)],
        },
        ("a retired code recalled", Delivery { Body: UnitsRecall }, Decided decided) when state.Coupons(Pool).Account.Serials?.Past(_town.Now) is { Count: > 0 } past => decided with
        {
            Messages = [.. decided.Messages.Select(m => m.Body is UnitsReturned back ? m with { Body = Beside(back, past) } : m)],
        },
        ("a code retired twice", RetireUnits, Decided { Events: [UnitsExpired one, ..] } decided) => decided with { Events = [.. decided.Events, one] },
        ("a last day lost on the way", Delivery { Body: UnitsGranted }, Decided { Events: [UnitsReceived { Serials: { } serials } received] } decided) => decided with
        {
            Events = [received with { Serials = [.. serials.Select(range => range with { Ends = null })] }],
        },
        ("a coupon forgotten", SettlePlay { Part: not null }, Decided decided) => decided with
        {
            Events = [.. decided.Events.Where(e => e is not (CodeGiven or CouponReplaced))],
        },
        ("a stand-in beside a code", SettlePlay { Part: not null, Play: var play } settle, Decided decided) when decided.Events.OfType<CodeGiven>().Any() => decided with
        {
            Events = [.. decided.Events, new PointsEarned($"prize:{play}", "prize", null, new(7), state.FindMember(settle.Member)!.Purse.LotFor(null), null, default)],
        },
        _ => decision,
    };

    private static UnitsReturned Beside(UnitsReturned back, IReadOnlyList<SerialRange> more) => back with
    {
        Units = back.Units + more.Sum(range => range.Count),
        Serials = [.. back.Serials ?? [], .. more.Select(range => range with { Ends = null })],
    };
}
