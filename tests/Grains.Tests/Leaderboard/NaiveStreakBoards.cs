using System.Globalization;
using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using Jifen.Tests;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>
/// Boards of streaks told from the inputs and answers of the journals alone: after each record that says something of a day, every period of every board is counted again from the
/// first day, day by day, and the lists are sorted as lists.
/// </summary>
internal sealed class NaiveStreakBoards
{
    private readonly Dictionary<(string Board, string Period), Dictionary<MemberKey, (Place Place, int Shard)>> _entries = [];
    private readonly Dictionary<(MemberKey Member, string Streak), NaiveChallenges> _streaks = [];
    private readonly Dictionary<MemberKey, string> _zones = [];
    private readonly Dictionary<MemberKey, string?> _regions = [];
    private readonly Dictionary<(MemberKey, string Activity), ReportActivity> _reports = [];
    private readonly Dictionary<(MemberKey, string Streak, string Activity), DateOnly> _days = [];
    private readonly StreakBoardRun _run;
    private readonly TimeZoneInfo _zone;
    private readonly DateOnly _begun;

    public NaiveStreakBoards(StreakBoardRun run)
    {
        _run = run;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(run.Zone);
        _begun = DayOf(run.Town.Events<CatalogueAdopted>().First().EffectiveAt);
        foreach (TestShard shard in run.Town.Shards)
        {
            foreach (TestRecord record in shard.Journal.Where(one => one.At.Member is not null))
            {
                Recount(shard.State.Shard.Value, record.At, JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!);
            }
        }
    }

    /// <summary>What came too late, by board.</summary>
    public Dictionary<string, long> Passed { get; } = [];

    /// <summary>Scores that fell.</summary>
    public int Falls { get; private set; }

    public IEnumerable<(string Board, string Period)> Lists => _entries.Keys;

    public IReadOnlyList<Place> Sorted(string board, string period, int? shard = null) =>
        [.. _entries.GetValueOrDefault((board, period), []).Values.Where(entry => shard is null || entry.Shard == shard).Select(entry => entry.Place).Order(Place.HighestFirst)];

    private void Recount(int shard, RecordStamp at, RecordBody body)
    {
        MemberKey member = at.Member!.Value;
        switch (body)
        {
            case { Input: SetZone { Zone: var zone }, Answer: ZoneTaken }:
                _zones[member] = zone;
                break;
            case { Input: SetGroups { Groups.Region: var region } }:
                _regions[member] = region;
                break;
            case { Input: PauseStreak pause, Answer: PauseTaken }:
                Of(member, pause.Challenge).Paused(pause.From, pause.Through);
                break;
            case { Answer: DayRepaired repaired }:
                Move(shard, at, repaired.Challenge, repaired.Day, isRefund: false, naive => naive.Repaired(repaired.Day));
                break;
            case { Input: ReportActivity report, Answer: ActivityRecorded } when report.At >= _run.SeasonStarts && report.At < _run.SeasonEnds:
                _reports.Add((member, report.Id), report);
                Array.ForEach(_run.Streaks, streak => Happen(shard, at, streak, report));
                break;
            case { Input: RefundActivity refund, Answer: ActivityRefunded } when _reports.TryGetValue((member, refund.Activity), out ReportActivity? report):
                IReadOnlyList<RefundPart> parts = body.Events!.OfType<RefundCounted>().Single().Parts;
                Array.ForEach(_run.Streaks, streak => Move(shard, at, streak.Id, _days[(member, streak.Id, report.Id)], isRefund: true, naive => naive.Refunded(report.Id, parts)));
                break;
        }
    }

    private void Happen(int shard, RecordStamp at, ChallengeDocument streak, ReportActivity report)
    {
        DateOnly day = DayOf(streak, report.Member, report);
        _days.Add((report.Member, streak.Id, report.Id), day);
        if (report.Kind == "purchase" && report.Amount >= StreakBoardRun.Least)
        {
            Move(shard, at, streak.Id, day, isRefund: false, naive => naive.Happened(report));
        }
    }

    private DateOnly DayOf(ChallengeDocument streak, MemberKey member, ReportActivity report) =>
        NaiveChallenges.DayOf(report.At, streak.Goal is StreakGoal { InMemberZone: true } ? _zones.GetValueOrDefault(member, _run.Zone) : _run.Zone);

    private NaiveChallenges Of(MemberKey member, string streak)
    {
        if (!_streaks.TryGetValue((member, streak), out NaiveChallenges? naive))
        {
            _streaks.Add((member, streak), naive = new(_run.Streaks.Single(one => one.Id == streak), _run.Zone));
        }

        naive.Zone = _zones.GetValueOrDefault(member);
        return naive;
    }

    /// <param name="day">The day of what is added or refunded.</param>
    private void Move(int shard, RecordStamp at, string streak, DateOnly day, bool isRefund, Action<NaiveChallenges> change)
    {
        NaiveChallenges naive = Of(at.Member!.Value, streak);
        NaivePeriod[] periods = [.. StreakBoardRun.Boards.Where(board => board.Measure.Streak == streak).SelectMany(board => PeriodsOf(board, at.Stamp)).Where(period => period.Until > day)];
        long[] before = [.. periods.Select(period => naive.LongestWithin(period.From, period.Until))];
        int stood = naive.Standings;
        change(naive);
        if (stood == naive.Standings && isRefund)
        {
            return;
        }

        foreach ((NaivePeriod period, long had) in periods.Zip(before))
        {
            Move(shard, at, period, had, naive.LongestWithin(period.From, period.Until), isRefund);
        }
    }

    private void Move(int shard, RecordStamp at, NaivePeriod period, long before, long longest, bool isRefund)
    {
        MemberKey member = at.Member!.Value;
        bool isIn = period.Board.Scope is null || _regions.GetValueOrDefault(member) == "east";
        if (period.Closes is { } closes && at.Stamp.Microseconds >= closes.Microseconds)
        {
            Passed[period.Board.Id] = Passed.GetValueOrDefault(period.Board.Id) + (isIn && longest != before ? 1 : 0);
            return;
        }

        _entries.TryAdd((period.Board.Id, period.Name), []);
        Dictionary<MemberKey, (Place Place, int Shard)> entries = _entries[(period.Board.Id, period.Name)];
        bool stands = entries.TryGetValue(member, out (Place Place, int Shard) entry);
        long score = isIn ? longest : Math.Min(longest, entry.Place.Score);
        if (score != entry.Place.Score && (stands || (isIn && !isRefund)))
        {
            Falls += score < entry.Place.Score ? 1 : 0;
            entries[member] = (new(score, at.Stamp, member), shard);
        }
    }

    /// <summary>The periods that the board has by now, and one that days of other zones may be in already.</summary>
    private IEnumerable<NaivePeriod> PeriodsOf(BoardDocument board, Stamp now)
    {
        if (board.Period is PeriodKind.AllTime)
        {
            yield return new(board, "all", DateOnly.MinValue, DayOf(now).AddDays(3), null);
            yield break;
        }

        DateOnly last = DayOf(now).AddDays(2);
        for (DateOnly day = board.Period == PeriodKind.Campaign ? DayOf(_run.SeasonStarts) : _begun; day <= last;)
        {
            (string name, DateOnly from, DateOnly until) = Around(board.Period, day);
            yield return new(board, name, from, until, Midnight(until).Plus(board.Grace));
            day = board.Period == PeriodKind.Campaign ? DateOnly.MaxValue : until;
        }
    }

    private (string Name, DateOnly From, DateOnly Until) Around(PeriodKind kind, DateOnly day)
    {
        DateOnly monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        DateOnly until = DayOf(_run.SeasonEnds.Plus(-TimeSpan.FromMinutes(1))).AddDays(1);
        return kind switch
        {
            PeriodKind.Week => (string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday)}-W{ISOWeek.GetWeekOfYear(monday):00}"), monday, monday.AddDays(7)),
            PeriodKind.Month => (string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM}"), new(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1)),
            _ => (string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}..{until.AddDays(-1):yyyy-MM-dd}"), day, until),
        };
    }

    private DateOnly DayOf(Stamp at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.ToInstant(), _zone).DateTime);

    private Stamp Midnight(DateOnly day) => Stamp.From(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), _zone)));

    /// <param name="From">First day.</param>
    /// <param name="Until">First day after it.</param>
    /// <param name="Closes">From here on nothing counts; null for all time.</param>
    private sealed record NaivePeriod(BoardDocument Board, string Name, DateOnly From, DateOnly Until, Stamp? Closes);
}
