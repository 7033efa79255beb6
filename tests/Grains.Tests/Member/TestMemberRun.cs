using System.Text;
using Jifen.Grains.Draws;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using Jifen.Grains.Wallet;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Member;

/// <summary>
/// A random run of everything that members do, over some shards, by members of which some are test members. The same run can be made with the
/// test members left out: every act of the others comes at the same instant, and mail and due work in the same order.
/// </summary>
internal sealed class TestMemberRun
{
    private const string Pool = "coffee";
    private const int RealMembers = 6;

    private readonly Dice _dice;
    private readonly bool _withTests;
    private readonly string _fault;
    private readonly List<MemberKey> _members;
    private readonly Dictionary<MemberKey, List<string>> _reported = [];

    /// <param name="fault">What is planted; empty for nothing.</param>
    public TestMemberRun(ulong seed, bool withTests, string fault = "")
    {
        (_dice, _withTests, _fault) = (new(seed * 49_979_687), withTests, fault);
        Town = new Town(1 + _dice.Roll(4), seed).With(Programme);
        foreach (TestShard shard in Town.Shards)
        {
            shard.Tamper = Tamper;
        }

        Town.HomeOf(CouponName.Of(Pool)).Submit(new AddCodes(Pool, 0, default, 25, "lin"), Town.Now);
        _members = [.. Enumerable.Range(0, RealMembers + 4).Select(n => Town.KeyFor(n))];
        _members.ForEach(Admit);
    }

    public Town Town { get; }

    /// <summary>Bodies of the records of test members.</summary>
    public IEnumerable<RecordBody> OfTests => Town.Records().Where(body => body.Test is true);

    private static ProgrammeBuilder Programme => AProgramme().Expiring(new ExpiresAtEndOfMonth(0)).FreePlays(3).Costing(4).Budgeted(1500).Guaranteeing(4, "cup")
        .WithSegments(
            Segment("car", 2, new GoodsPrize(Text("Car")) { Delivery = GoodsDelivery.Address }, new(6, 1), "cup") with { Substitute = "cup" },
            Segment("cup", 4, new GoodsPrize(Text("Cup")) { Delivery = GoodsDelivery.Collect }, new(25, null), "coins"),
            Segment("coins", 4, new PointsPrize(new(5)), new(40, null), "none"),
            Segment("coffee", 4, new CouponPrize(Pool, Text("Coffee")), null, "none"),
            Segment("none", 6))
        .WithDecks(ADeck(ACard("cup", 10, new GoodsPrize(Text("Cup")) { Delivery = GoodsDelivery.Collect }), ACard("coffee", 20, Coupon), ACard("none", 60)))
        .WithDraws(ADraw(APrize("bike", 1, new GoodsPrize(Text("Bike")) { Delivery = GoodsDelivery.Address })))
        .WithBoards(ABoard("day", PeriodKind.Day), ABoard("plays", PeriodKind.Week, measure: new(BoardMetric.Plays, [])), ABoard("prizes", PeriodKind.Month, measure: new(BoardMetric.Prizes, [])))
        .WithBadges(ABadge("early", BadgeCounter.Purchases, 2) with { Limit = 4 }, ABadge("regular", BadgeCounter.Purchases, 1), ABadge("lucky", BadgeCounter.Wins, 2))
        .WithSets(ASet("both", 50, "regular", "lucky"))
        .WithChallenges(new ChallengeDocument(
            "third", Text("Every third"), ChallengePeriod.Campaign, new(["purchase"], EarningCondition.Always, null),
            new LadderGoal(3, null, new ChallengeReward(new Points(9), null, null) { Coupon = Coupon })));

    private static CouponPrize Coupon => new(Pool, Text("Coffee")) { Otherwise = new Points(7) };

    public TestMemberRun Run(int steps = 260)
    {
        for (int i = 0; i < steps; i++)
        {
            (MemberKey member, int what, int number) = (_members[_dice.Roll(_members.Count)], _dice.Roll(30), _dice.Roll(1 << 20));
            if (what >= 27)
            {
                Town.Now = Town.Now.Plus(what == 27 ? TimeSpan.FromHours(number % 9) : TimeSpan.FromMilliseconds(number % 3000));
            }
            else if (_withTests || !IsTest(member))
            {
                Act(member, what, number, $"a{i}");
            }

            for (int n = _dice.Roll(6); n > 0; n--)
            {
                Town.Step();
            }
        }

        Town.Settle();
        return this;
    }

    /// <summary>
    /// All that the shards have besides their members: boards, stock, slices, budgets, codes, editions, entries, draws, badges' holders, tallies,
    /// counters of mail; and what the others have. Records have other numbers where records of test members lie between them, so orders are
    /// told by what they are.
    /// </summary>
    public SortedDictionary<string, string> Told()
    {
        SortedDictionary<string, string> told = new(StringComparer.Ordinal);
        foreach (TestShard shard in Town.Shards)
        {
            foreach (Grain grain in shard.State.Named)
            {
                told.Add($"{shard.State.Shard} {grain.Id}", grain is OrderDesk desk
                    ? string.Join(", ", desk.Open.Select(open => $"{open.Member} {open.Order.Source} {open.Order.State}").Order(StringComparer.Ordinal))
                    : Encoding.UTF8.GetString(grain.Save()));
            }
        }

        foreach (MemberKey member in _members.Take(RealMembers))
        {
            MemberGrain grain = Town.HomeOf(member).State.FindMember(member)!;
            told.Add($"{member}", $"{grain.Purse.Balance} {string.Join(", ", grain.Plays)} {string.Join(", ", grain.Awards.Badges)}");
        }

        return told;
    }

    public void CheckRecords() => Assert.All(Town.Shards, shard =>
    {
        shard.AssertReplays();
        shard.AssertDerivable();
    });

    private bool IsTest(MemberKey member) => _members.IndexOf(member) >= RealMembers;

    private void Admit(MemberKey member)
    {
        _reported.Add(member, []);
        if (_withTests || !IsTest(member))
        {
            Town.Submit(member, new Enrol(member) { Test = IsTest(member) ? true : null }, Town.NewKey());
        }
    }

    private void Act(MemberKey member, int what, int number, string id)
    {
        switch (what)
        {
            case < 7:
                Report(member, id, 1 + (number % 40));
                break;
            case < 13:
                Town.Play(member, playerSeed: $"{number}");
                break;
            case < 17:
                Town.Buy(member);
                break;
            case < 20:
                Scratch(member);
                break;
            case < 23:
                Town.Enter(member);
                break;
            case < 25 when _reported[member] is { Count: > 0 } reported:
                string of = reported[number % reported.Count];
                Town.Submit(member, new RefundActivity(member, of, Town.KeyOf(of), null, null), Town.KeyOf($"refund {id}"));
                break;
            case < 26 when Town.HomeOf(member).State.FindMember(member)!.Orders.Orders is { Count: > 0 } orders:
                HeldOrder order = orders[number % orders.Count];
                Town.Submit(member, new MoveOrder(member, new(Town.HomeOf(member).State.Shard, order.Play), order.Part, OrderStates.Cancelled, "lin"));
                break;
            default:
                Town.Submit(member, new SweepMember(member));
                break;
        }
    }

    /// <remarks>What a silo does where the budget lacks points: it asks for them, and here the earning does not come again.</remarks>
    private void Report(MemberKey member, string id, long points)
    {
        Decision decision = Town.Submit(member, new ReportActivity(member, id, "purchase", Town.Now, points * 100, null, null, null), Town.KeyOf(id));
        if (decision is NotYet { Need: BudgetNeeded needed })
        {
            Town.HomeOf(member).Submit(new AskBudget(needed.Campaign, needed.Points), Town.Now);
        }
        else if (decision is Decided { Answer: ActivityRecorded })
        {
            _reported[member].Add(id);
        }
    }

    private void Scratch(MemberKey member)
    {
        if (Town.HomeOf(member).State.FindMember(member)!.Cards.Held is [var held, ..])
        {
            Town.Scratch(member, new(Town.HomeOf(member).State.Shard, held.Card));
        }
    }

    private Decision Tamper(ShardState state, ShardInput input, Decision decision)
    {
        if (decision is not Decided decided || TestShard.MemberOf(input) is not { } member)
        {
            return decision;
        }

        bool test = state.FindMember(member) is { IsTest: true };
        return (_fault, input) switch
        {
            ("a mark that is lost", Enrol) => decided with { Events = [.. decided.Events.Select(e => e is MemberEnrolled ? new MemberEnrolled() : e)] },
            ("a unit that is taken", Play) when test && state.Lottery(WheelId).Spare("cup", null) > 0 => With(decided, e => e is PlaySettled { Segment: "cup" }, new UnitUsed("cup", null) { On = "lottery:wheel" }),
            ("an entry that counts", Play) when test => With(decided, e => e is EntryTaken, new EntryCounted { On = EntryPartOf(decided, member) }),
            ("a holder that counts", ReportActivity) when test => With(decided, e => e is ActivityCounted, new BadgeHolderCounted("regular") { On = "badges" }),
            ("points of the budget", ReportActivity) when test && state.Budget(CampaignId).Account.Unused > 0 => With(decided, e => e is PointsEarned, new BudgetUsed(new(1)) { On = BudgetName.Of(CampaignId) }),
            _ => decision,
        };
    }

    private static string EntryPartOf(Decided decided, MemberKey member) =>
        decided.Events.OfType<EntryTaken>().FirstOrDefault() is { } entry ? EntryPart.IdOf(entry.Lottery, entry.Period, EntryPart.NumberOf(member)) : "";

    private static Decided With(Decided decided, Func<GrainEvent, bool> where, GrainEvent more) =>
        decided.Events.Any(where) ? decided with { Events = [.. decided.Events, more] } : decided;
}
