using System.Buffers.Binary;
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
    private readonly Dictionary<(string Board, string Period), Dictionary<MemberKey, (Place Place, int Shard)>> _entries = [];
    private readonly TimeZoneInfo _zone;
    private readonly DateOnly _firstDay;

    public NaiveBoards(BoardRun run)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(run.Zone);
        _firstDay = DayOf(run.Town.Events<CatalogueAdopted>().First().EffectiveAt);
        foreach (TestShard shard in run.Town.Shards)
        {
            foreach (TestRecord record in shard.Journal.Where(r => r.At.Member is not null))
            {
                RecordBody body = JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!;
                foreach (GrainEvent happened in body.Events ?? [])
                {
                    switch (happened)
                    {
                        case PointsEarned earned:
                            Count(shard.State.Shard.Value, record, earned.Day, earned.Points.Value);
                            break;
                        case PointsReversed reversed:
                            Count(shard.State.Shard.Value, record, body.Events!.OfType<RefundCounted>().Single().Day, -reversed.Points.Value);
                            break;
                    }
                }
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
        return (places.Length, Hash256.Read(SHA256.HashData([.. places.SelectMany(Bytes)])));
    }

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

    private void Count(int shard, TestRecord record, DateOnly counts, long points)
    {
        DateOnly monday = counts.AddDays(-(((int)counts.DayOfWeek + 6) % 7));
        DateOnly firstMonday = _firstDay.AddDays(-(((int)_firstDay.DayOfWeek + 6) % 7));
        Count(BoardRun.Ever, "all", null, 0);
        if (counts >= _firstDay)
        {
            Count(BoardRun.Daily, counts.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), counts.AddDays(1), 10);
        }

        if (monday >= firstMonday)
        {
            Count(BoardRun.Weekly, PeriodKey.Of(PeriodKind.Week, monday).ToString(), monday.AddDays(7), 60);
        }

        void Count(string board, string period, DateOnly? end, int grace)
        {
            if (end is { } day && record.At.Stamp.Microseconds >= Midnight(day).Microseconds + (grace * 60_000_000L))
            {
                Passed[board] = Passed.GetValueOrDefault(board) + 1;
                return;
            }

            Dictionary<MemberKey, (Place Place, int Shard)> entries = _entries.TryGetValue((board, period), out var known) ? known : _entries[(board, period)] = [];
            MemberKey member = record.At.Member!.Value;
            entries[member] = (new(entries.GetValueOrDefault(member).Place.Score + points, record.At.Stamp, member), shard);
        }
    }

    private DateOnly DayOf(Stamp at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.ToInstant(), _zone).DateTime);

    private Stamp Midnight(DateOnly day) => Stamp.From(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), _zone)));
}
