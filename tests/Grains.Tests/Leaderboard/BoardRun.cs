using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>
/// A random run around ends of days and weeks, some of them with a change of clocks: members earn, late and in time, many of them the
/// same points; they win points at a wheel; some of it is refunded; slices close in any order.
/// </summary>
internal sealed class BoardRun
{
    public const string Daily = "daily";
    public const string Weekly = "weekly";
    public const string Ever = "ever";
    public const string Spenders = "spenders";
    public const string Buyers = "buyers";
    public const string Players = "players";
    public const string Winners = "winners";
    public const string OfRule = "of-rule";
    public const string Star = "star";

    public static readonly IReadOnlyList<BoardTier> DailyRewards =
    [
        new(1, null, new(new(100), null, Star)), new(3, null, new(new(50), null, null)), new(null, 40, new(new(7), new("wheel", 2), null)), new(12, null, new(null, new("wheel", 1), null)),
    ];

    public static readonly IReadOnlyList<BoardTier> BuyerRewards = [new(null, 1, new(new(9), null, null)), new(2, null, new(new(4), null, null)), new(null, 100, new(new(1), null, null))];

    private static readonly (string Zone, string Start)[] Starts =
    [
        ("Asia/Shanghai", "2026-11-21T22:00:00+08:00"),
        ("America/New_York", "2026-10-31T22:00:00-04:00"),
        ("America/New_York", "2026-03-07T22:00:00-05:00"),
    ];

    private readonly Dice _dice;
    private readonly List<(MemberKey Member, string Id)> _reported = [];

    /// <param name="more">Boards beside those that every run has.</param>
    public BoardRun(ulong seed, int shards, Action<Town>? plant = null, params BoardDocument[] more)
    {
        _dice = new(seed * 6151);
        (Zone, string start) = Starts[(int)(seed % (ulong)Starts.Length)];
        Town = new Town(shards, seed) { Now = At(start) }.With(Programme(more));
        plant?.Invoke(Town);
        Members = [.. Enumerable.Range(0, 20).Select(n => Town.Enrol(n))];
    }

    public string Zone { get; }

    public Town Town { get; }

    public IReadOnlyList<MemberKey> Members { get; }

    /// <summary>Called after each act, before anything else is delivered.</summary>
    public Action<BoardRun> AfterAct { get; set; } = static _ => { };

    public BoardRun Run(int acts)
    {
        for (int i = 0; i < acts; i++)
        {
            Act();
            AfterAct(this);
            for (int n = _dice.Roll(6); n > 0; n--)
            {
                Town.Step();
            }
        }

        Town.Settle();
        return this;
    }

    private ProgrammeBuilder Programme(BoardDocument[] more) => AProgramme().InZone(Zone).Expiring(new NeverExpires()).FreePlays(3)
        .WithBoards([
            ABoard(Daily, PeriodKind.Day) with { Rewards = DailyRewards }, ABoard(Weekly, PeriodKind.Week, graceMinutes: 60, keep: 1), ABoard(Ever, PeriodKind.AllTime),
            ABoard(Spenders, PeriodKind.Month, graceMinutes: 0, measure: new(BoardMetric.Amount, ["purchase"])),
            ABoard(Buyers, PeriodKind.Week, keep: 2, measure: new(BoardMetric.Purchases, ["purchase"])) with { Rewards = BuyerRewards },
            ABoard(Players, PeriodKind.Day, measure: new(BoardMetric.Plays, [])),
            ABoard(Winners, PeriodKind.AllTime, measure: new(BoardMetric.Prizes, [])),
            ABoard(OfRule, PeriodKind.Month, measure: new(BoardMetric.PointsEarned, [ProgrammeBuilder.RuleId])), .. more])
        .WithBadges(
            ABadge("buyer", BadgeCounter.Purchases, 3), ABadge("player", BadgeCounter.Plays, 2), ABadge("winner", BadgeCounter.Wins, 1),
            ABadge("rich", BadgeCounter.PointsEarned, 40), ABadge(Star, BadgeCounter.Given, 1))
        .WithSets(ASet("all", 7, "buyer", "player", "winner", "rich"), ASet("games", 3, "winner", "player"));

    private void Act()
    {
        MemberKey member = Members[_dice.Roll(Members.Count)];
        switch (_dice.Roll(20))
        {
            case < 11:
                Earn(member, Ago());
                break;
            case < 14:
                Town.Play(member, playerSeed: $"{_dice.Roll(1000)}");
                break;
            case < 15 when _reported.Count > 0:
                Refund();
                break;
            case < 18:
                Advance(minutes: _dice.Roll(45));
                break;
            default:
                Advance(minutes: _dice.Roll(40 * 60));
                break;
        }
    }

    /// <summary>Half of them now, others minutes, hours or days late.</summary>
    private long Ago() => _dice.Roll(8) switch
    {
        < 4 => 0,
        < 6 => _dice.Roll(60) * 60L,
        < 7 => _dice.Roll(48 * 3600),
        _ => _dice.Roll(29 * 24 * 3600),
    };

    private void Earn(MemberKey member, long secondsAgo)
    {
        string id = $"r{_reported.Count + 1}";
        _reported.Add((member, id));
        Stamp at = new(Town.Now.Microseconds - (secondsAgo * 1_000_000));
        Town.Submit(member, new ReportActivity(member, id, _dice.Chance(80) ? "purchase" : "fuel", at, (1 + _dice.Roll(4)) * 1000, null, null, null), Town.KeyOf(id));
    }

    private void Refund()
    {
        (MemberKey member, string id) = _reported[_dice.Roll(_reported.Count)];
        Town.Submit(member, new RefundActivity(member, id, Town.KeyOf(id), _dice.Chance(50) ? null : 500, null), Town.NewKey());
    }

    private void Advance(int minutes) => Town.Now = new(Town.Now.Microseconds + (minutes * 60_000_000L) + _dice.Roll(1000));
}
