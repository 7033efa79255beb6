using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Process.Tests.Audit;

/// <summary>What the records of a store add up to, counted from their events alone.</summary>
public sealed class JournalCount
{
    private readonly Dictionary<RequestKey, int> _decided = [];
    private readonly Dictionary<MemberKey, long> _points = [];
    private readonly Dictionary<PlayId, string> _segments = [];
    private readonly HashSet<long> _serials = [];
    private readonly HashSet<long> _cards = [];
    private readonly HashSet<PlayId> _scratched = [];

    /// <summary>Units awarded by prize.</summary>
    public Dictionary<string, int> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays by the segment they ended at.</summary>
    public Dictionary<string, int> Plays { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays that were refused, with their code.</summary>
    public Dictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Coupons that were won, and those of them that have no code because none was left.</summary>
    public int Coupons { get; private set; }

    public int CouponsWithoutCode { get; private set; }

    /// <summary>What is wrong with the records themselves.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Codes of the pool that were given.</summary>
    public int Codes => _serials.Count;

    /// <summary>Cards of the deck that were dealt.</summary>
    public int Cards => _cards.Count;

    /// <summary>Scratched cards by kind.</summary>
    public Dictionary<string, int> Faces { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of the draw by member.</summary>
    public Dictionary<MemberKey, int> Entries { get; } = [];

    /// <summary>Who has won in the draw.</summary>
    public HashSet<MemberKey> Winners { get; } = [];

    /// <summary>Points that members earned, by the day they count for and the stamp of their record; those that a board gave are not among them.</summary>
    public List<(MemberKey Member, DateOnly Day, long Points, Stamp At)> Earned { get; } = [];

    /// <summary>Rewards that boards gave, one for each time: period, member, points.</summary>
    public List<(string Period, MemberKey Member, long Points)> Rewards { get; } = [];

    public long Records { get; private set; }

    /// <summary>Shards whose newest record is not at their checkpoint's floor.</summary>
    public List<ShardId> Unsaved { get; } = [];

    /// <summary>Reads a store, also beside the process that writes it.</summary>
    public static JournalCount Of(string folder)
    {
        using SqliteJournal journal = SqliteStore.OpenReadOnly(folder);
        return Of(journal);
    }

    public static JournalCount Of(IJournal journal)
    {
        JournalCount count = new();
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            count.Read(journal, new(shard));
        }

        return count;
    }

    /// <summary>Records that decided a call with this key.</summary>
    public int DecidedUnder(RequestKey key) => _decided.GetValueOrDefault(key);

    public int Keys => _decided.Count;

    public long PointsOf(MemberKey member) => _points.GetValueOrDefault(member);

    /// <summary>Where a play ended, or null where there is none.</summary>
    public string? SegmentOf(PlayId play) => _segments.GetValueOrDefault(play);

    private void Read(IJournal journal, ShardId shard)
    {
        Stamp last = default;
        long epoch = 0;
        Sequence next = new(1);
        while (journal.ReadRecords(shard, next, 1_024) is { Count: > 0 } page)
        {
            foreach (JournalRecord record in page)
            {
                Expect(record.Sequence == next, $"shard {shard}: {record.Sequence} stands where {next} must");
                Expect(record.Stamp >= last, $"shard {shard}, record {next}: {record.Stamp} is before {last}");
                Expect(record.Epoch.Value >= epoch, $"shard {shard}, record {next}: epoch {record.Epoch} comes after {epoch}");
                Add(record, RecordCodec.Decode(record.Body.Span));
                (last, epoch, next) = (record.Stamp, record.Epoch.Value, next.Next);
            }
        }

        if (journal.ReadHead(shard) is var head && head.Floor != head.Sequence)
        {
            Unsaved.Add(shard);
        }
    }

    private void Add(JournalRecord record, RecordBody body)
    {
        Records++;
        if (record.Key is { } key && body.Input is Play or ReportActivity)
        {
            _decided[key] = _decided.GetValueOrDefault(key) + 1;
        }

        if (body.Answer is Refusal refusal)
        {
            AddOne(Refusals, refusal.Code);
        }

        foreach (GrainEvent happened in body.Events ?? [])
        {
            Add(record.Member, happened);
        }

        AddBoards(record, body.Events ?? []);
    }

    private void AddBoards(JournalRecord record, IReadOnlyList<GrainEvent> events)
    {
        PointsEarned[] earned = [.. events.OfType<PointsEarned>()];
        Earned.AddRange(earned.Where(one => one.Board is null).Select(one => (record.Member!.Value, one.Day, one.Points.Value, record.Stamp)));
        Rewards.AddRange(events.OfType<BoardRewardGiven>().Select(given => (given.Period, record.Member!.Value, earned.Where(one => one.Board is not null).Sum(one => one.Points.Value))));
    }

    private void Add(MemberKey? member, GrainEvent happened)
    {
        switch (happened)
        {
            case PointsEarned earned:
                Move(member, earned.Points.Value);
                break;
            case PointsRestored restored:
                Move(member, restored.Points.Value);
                break;
            case PointsSpent spent:
                Move(member, -spent.Points.Value);
                break;
            case LotExpired expired:
                Move(member, -expired.Points.Value);
                break;
            case UnitUsed used:
                AddOne(Units, used.Segment);
                break;
            case CouponWon won:
                Coupons++;
                CouponsWithoutCode += won.Replaced == true ? 1 : 0;
                if (won.Serial is { } serial)
                {
                    Deal(serial);
                }

                break;
            case CodeGiven given:
                Deal(given.Serial);
                break;
            case CouponReplaced:
                CouponsWithoutCode++;
                break;
            case CardDealt dealt:
                Expect(_cards.Add(dealt.Serial), $"the card {dealt.Serial} is dealt twice");
                break;
            case CardScratched scratched:
                AddOne(Faces, scratched.Face);
                Expect(_scratched.Add(scratched.Card), $"{scratched.Card} is scratched twice");
                break;
            case EntryTaken:
                Entries[member!.Value] = Entries.GetValueOrDefault(member.Value) + 1;
                break;
            case DrawPrizeWon:
                Expect(Winners.Add(member!.Value), $"{member} has won twice in one draw");
                break;
            case PlaySettled { Refused: false } settled:
                AddOne(Plays, settled.Segment);
                Expect(_segments.TryAdd(settled.Play, settled.Segment), $"{settled.Play} is settled twice");
                break;
        }
    }

    /// <summary>A number of the only pool.</summary>
    private void Deal(long serial) => Expect(_serials.Add(serial), $"the code {serial} is given twice");

    private void Move(MemberKey? member, long points)
    {
        long now = PointsOf(member!.Value) + points;
        _points[member.Value] = now;
        Expect(now >= 0, $"{member} has {now} points");
    }

    private static void AddOne(Dictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            Faults.Add(fault);
        }
    }
}
