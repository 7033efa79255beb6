using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>
/// A random run over some weeks: members keep two streaks, in time and late, in their own zone and in the programme's; it is refunded whole and in part; days are paused and
/// bought back; members move between regions; shards crash.
/// </summary>
internal sealed class StreakBoardRun
{
    public const string Own = "own-days";
    public const string Week = "week-of-days";
    public const string Month = "month-of-days";
    public const string Season = "season-of-days";
    public const string Ever = "ever-of-days";
    public const string EverOwn = "ever-of-own";
    public const string East = "east-of-days";

    /// <summary>Minor units that an activity needs for the streak.</summary>
    public const int Least = 1500;

    private const int Members = 8;

    private static readonly (string Zone, string Start)[] Starts =
    [
        ("Asia/Shanghai", "2026-11-20T22:00:00+08:00"), ("America/New_York", "2026-10-28T22:00:00-04:00"), ("Europe/Berlin", "2026-12-20T22:00:00+01:00"),
    ];

    private readonly Dice _dice;
    private readonly MemberKey[] _members;
    private readonly List<(MemberKey Member, string Id)> _reported = [];

    public StreakBoardRun(ulong seed, int shards, Action<Town>? plant = null)
    {
        _dice = new(seed * 7877);
        (Zone, string start) = Starts[(int)(seed % (ulong)Starts.Length)];
        Stamp now = At(start);
        (SeasonStarts, SeasonEnds) = (now.Plus(TimeSpan.FromDays(-12)), now.Plus(TimeSpan.FromDays(15)));
        Streaks = [A(Goal(inMemberZone: false), atLeast: Least), A(Goal(inMemberZone: true), atLeast: Least, id: Own)];
        Town = new Town(shards, seed) { Now = now }.With(AProgramme().InZone(Zone).Expiring(new NeverExpires()).From($"{SeasonStarts}", $"{SeasonEnds}").WithChallenges(Streaks).WithBoards([.. Boards]));
        plant?.Invoke(Town);
        _members = [.. Enumerable.Range(0, Members).Select(n => Town.Enrol(n))];
    }

    public static IReadOnlyList<BoardDocument> Boards { get; } =
    [
        Of(ABoard(Week, PeriodKind.Week, graceMinutes: 60, keep: 2)), Of(ABoard(Month, PeriodKind.Month, graceMinutes: 0)), Of(ABoard(Season, PeriodKind.Campaign, campaign: CampaignId)),
        Of(ABoard(Ever, PeriodKind.AllTime)), Of(ABoard(EverOwn, PeriodKind.AllTime), Own), Of(ABoard(East, PeriodKind.Week, keep: 60) with { Scope = new(["east"], [], []) }),
    ];

    public string Zone { get; }

    /// <summary>First instant of the campaign.</summary>
    public Stamp SeasonStarts { get; }

    /// <summary>First instant after it.</summary>
    public Stamp SeasonEnds { get; }

    public ChallengeDocument[] Streaks { get; }

    public Town Town { get; }

    public StreakBoardRun Run(int acts)
    {
        for (int i = 0; i < acts; i++)
        {
            Act(_members[_dice.Roll(Members)]);
            for (int n = _dice.Roll(4); n > 0; n--)
            {
                Town.Step();
            }

            if (_dice.Chance(3))
            {
                Town.Shards[_dice.Roll(Town.Shards.Count)].Crash();
            }
        }

        Town.Settle();
        return this;
    }

    private static BoardDocument Of(BoardDocument board, string streak = Id) => board with { Measure = new(BoardMetric.Streak, [streak]) };

    private StreakGoal Goal(bool inMemberZone) => new(
        1 + _dice.Roll(7), true, _dice.Roll(3), new(new(1), 72), 4, inMemberZone, [new(1, Gives(1))]);

    private void Act(MemberKey member)
    {
        switch (_dice.Roll(20))
        {
            case < 10:
                Buy(member);
                break;
            case < 12:
                Refund();
                break;
            case < 13:
                Town.Submit(member, new RepairStreak(member, _dice.Chance(50) ? Id : Own), Town.NewKey());
                break;
            case < 14:
                Change(member);
                break;
            default:
                Town.Now = Town.Now.Plus(TimeSpan.FromMinutes(_dice.Roll(9 * 60)));
                break;
        }
    }

    private void Buy(MemberKey member)
    {
        string id = $"r{_reported.Count + 1}";
        _reported.Add((member, id));
        Stamp at = Town.Now.Plus(-TimeSpan.FromMinutes(_dice.Roll(8) switch { < 4 => 0, < 7 => _dice.Roll(5 * 24 * 60), _ => _dice.Roll(29 * 24 * 60) }));
        Town.Submit(member, new ReportActivity(member, id, _dice.Chance(90) ? "purchase" : "fuel", at, (1 + _dice.Roll(4)) * 1000, null, null, null), Town.KeyOf(id));
    }

    private void Refund()
    {
        if (_reported.Count > 0)
        {
            (MemberKey member, string id) = _reported[_dice.Roll(_reported.Count)];
            Town.Submit(member, new RefundActivity(member, id, Town.KeyOf(id), _dice.Chance(50) ? null : 600, null), Town.NewKey());
        }
    }

    private void Change(MemberKey member)
    {
        DateOnly from = Jifen.Tests.NaiveChallenges.DayOf(Town.Now, Zone).AddDays(2);
        ShardInput change = _dice.Roll(3) switch
        {
            0 => new PauseStreak(member, _dice.Chance(50) ? Id : Own, from, from.AddDays(_dice.Roll(2))),
            1 => new SetZone(member, Starts[_dice.Roll(Starts.Length)].Zone),
            _ => new SetGroups(member, new(_dice.Chance(60) ? "east" : "west", [])),
        };
        Town.Submit(member, change, Town.NewKey());
    }
}
