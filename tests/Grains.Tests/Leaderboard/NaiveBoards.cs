using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>
/// Boards told from the journals alone: what each member had earned for each period by the time the period's grace was over, by the
/// host's own time zones, sorted as a list.
/// </summary>
internal sealed class NaiveBoards
{
    private static readonly NaiveBoard[] Boards =
    [
        new(BoardRun.Daily, BoardMetric.PointsEarned, null, PeriodKind.Day, 10),
        new(BoardRun.Weekly, BoardMetric.PointsEarned, null, PeriodKind.Week, 60),
        new(BoardRun.Ever, BoardMetric.PointsEarned, null, PeriodKind.AllTime, 0),
        new(BoardRun.Spenders, BoardMetric.Amount, "purchase", PeriodKind.Month, 0),
        new(BoardRun.Buyers, BoardMetric.Purchases, "purchase", PeriodKind.Week, 10),
        new(BoardRun.Players, BoardMetric.Plays, null, PeriodKind.Day, 10),
        new(BoardRun.Winners, BoardMetric.Prizes, null, PeriodKind.AllTime, 0),
        new(BoardRun.OfRule, BoardMetric.PointsEarned, ProgrammeBuilder.RuleId, PeriodKind.Month, 10),
    ];

    private readonly Dictionary<(string Board, string Period), Dictionary<MemberKey, (Place Place, int Shard)>> _entries = [];
    private readonly Dictionary<PlayId, DateOnly> _played = [];
    private readonly Dictionary<MemberKey, MemberGroups> _groups = [];
    private readonly Dictionary<(MemberKey Member, string Activity), MemberGroups> _countedIn = [];
    private readonly NaiveBoard[] _boards;
    private readonly TimeZoneInfo _zone;
    private readonly DateOnly _firstDay;

    /// <param name="more">Boards beside those that every run has.</param>
    public NaiveBoards(BoardRun run, params NaiveBoard[] more)
    {
        _boards = [.. Boards, .. more];
        _zone = TimeZoneInfo.FindSystemTimeZoneById(run.Zone);
        _firstDay = DayOf(run.Town.Events<CatalogueAdopted>().First().EffectiveAt);
        foreach (TestShard shard in run.Town.Shards)
        {
            foreach (TestRecord record in shard.Journal.Where(r => r.At.Member is not null))
            {
                Recount(shard.State.Shard.Value, record, JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Events ?? []);
            }
        }
    }

    /// <summary>Scores that came too late, by board.</summary>
    public Dictionary<string, int> Passed { get; } = [];

    public IEnumerable<(string Board, string Period)> Lists => _entries.Keys.OrderBy(k => k.Board, StringComparer.Ordinal).ThenBy(k => k.Period, StringComparer.Ordinal);

    public IReadOnlyList<Place> Sorted(string board, string period) => [.. Entries(board, period).Select(entry => entry.Place).OrderBy(p => p, Place.HighestFirst)];

    public (long Count, Hash256 Hash) SliceOf(string board, string period, ShardId shard)
    {
        Place[] places = [.. Entries(board, period).Where(e => e.Shard == shard.Value).Select(e => e.Place).OrderBy(p => p, Place.HighestFirst)];
        return (places.Length, HashOf(places));
    }

    /// <summary>The hash of a slice, its places in order.</summary>
    public static Hash256 HashOf(IEnumerable<Place> places) => Hash256.Read(SHA256.HashData([.. places.SelectMany(Bytes)]));

    private static byte[] Bytes(Place place)
    {
        byte[] bytes = new byte[32];
        place.Member.Write(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), place.Score);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), place.Reached.Microseconds);
        return bytes;
    }

    private (Place Place, int Shard)[] Entries(string board, string period) =>
        _entries.TryGetValue((board, period), out Dictionary<MemberKey, (Place, int)>? entries) ? [.. entries.Values] : [];

    private void Recount(int shard, TestRecord record, IReadOnlyList<GrainEvent> events)
    {
        MemberKey member = record.At.Member!.Value;
        MemberGroups now = _groups.GetValueOrDefault(member, MemberGroups.None);
        string? refunded = events.OfType<RefundCounted>().SingleOrDefault()?.Activity;
        MemberGroups then = refunded is null ? now : _countedIn[(member, refunded)];
        foreach (GrainEvent happened in events)
        {
            switch (happened)
            {
                case PointsEarned { Board: null } earned:
                    Count(BoardMetric.PointsEarned, earned.Rule, earned.Day, earned.Points.Value);
                    break;
                case PointsReversed reversed:
                    Count(BoardMetric.PointsEarned, reversed.Rule, events.OfType<RefundCounted>().Single().Day, -reversed.Points.Value, then);
                    break;
                case GroupsSet set:
                    _groups[member] = set.Groups;
                    break;
                case ActivityCounted counted:
                    _countedIn[(member, counted.Activity)] = now;
                    Count(BoardMetric.Purchases, counted.Activities, counted.Day, 1);
                    Count(BoardMetric.Amount, counted.Activities, counted.Day, counted.Amount);
                    break;
                case RefundCounted refund:
                    Count(BoardMetric.Purchases, refund.Activities, refund.Day, refund.Whole ? -1 : 0, then);
                    Count(BoardMetric.Amount, refund.Activities, refund.Day, -refund.Amount, then);
                    break;
                case PlayTaken taken:
                    _played.Add(taken.Play, DayOf(record.At.Stamp));
                    break;
                case PlaySettled { Refused: false } settled:
                    Count(BoardMetric.Plays, "", _played[settled.Play], 1);
                    Count(BoardMetric.Prizes, "", _played[settled.Play], settled.Prize ? 1 : 0);
                    break;
            }
        }

        void Count(BoardMetric metric, string kindOrRule, DateOnly day, long score, MemberGroups? of = null)
        {
            foreach (NaiveBoard board in _boards.Where(board => score != 0 && board.Metric == metric && (board.Only ?? kindOrRule) == kindOrRule && board.Takes(of ?? now)))
            {
                this.Count(board, shard, record, day, score);
            }
        }
    }

    private void Count(NaiveBoard board, int shard, TestRecord record, DateOnly counts, long score)
    {
        (string period, DateOnly first, DateOnly? end) = board.PeriodOf(counts);
        if (end is not null && first < board.PeriodOf(_firstDay).First)
        {
            return;
        }

        if (end is { } day && record.At.Stamp.Microseconds >= Midnight(day).Microseconds + (board.GraceMinutes * 60_000_000L))
        {
            Passed[board.Id] = Passed.GetValueOrDefault(board.Id) + 1;
            return;
        }

        Dictionary<MemberKey, (Place Place, int Shard)> entries =
            _entries.TryGetValue((board.Id, period), out Dictionary<MemberKey, (Place, int)>? known) ? known : _entries[(board.Id, period)] = [];
        MemberKey member = record.At.Member!.Value;
        entries[member] = (new(entries.GetValueOrDefault(member).Place.Score + score, record.At.Stamp, member), shard);
    }

    private DateOnly DayOf(Stamp at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.ToInstant(), _zone).DateTime);

    private Stamp Midnight(DateOnly day) => Stamp.From(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), _zone)));
}

/// <param name="Only">The one kind of activity or rule that counts; null for all.</param>
internal sealed record NaiveBoard(string Id, BoardMetric Metric, string? Only, PeriodKind Period, int GraceMinutes)
{
    /// <summary>Whom it counts, by the groups that somebody is in as something is counted.</summary>
    public Func<MemberGroups, bool> Takes { get; init; } = static _ => true;

    /// <summary>The period around a day: its name, its first day, and the first day after it.</summary>
    public (string Text, DateOnly First, DateOnly? End) PeriodOf(DateOnly day)
    {
        DateOnly monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        DateOnly month = new(day.Year, day.Month, 1);
        return Period switch
        {
            PeriodKind.Day => (Named(day, "yyyy-MM-dd"), day, day.AddDays(1)),
            PeriodKind.Week => ($"{ISOWeek.GetYear(monday)}-W{ISOWeek.GetWeekOfYear(monday):00}", monday, monday.AddDays(7)),
            PeriodKind.Month => (Named(month, "yyyy-MM"), month, month.AddMonths(1)),
            _ => ("all", default, null),
        };
    }

    private static string Named(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
