using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Live;

/// <summary>Totals counted from the records of a journal, with nothing of the engine but the reading of a record.</summary>
internal sealed class JournalSums
{
    private JournalSums(IJournal journal)
    {
        for (int shard = 0; shard < journal.Identity.ShardCount; shard++)
        {
            Sequence next = new(1);
            for (IReadOnlyList<JournalRecord> page = Read(); page.Count > 0; page = Read())
            {
                foreach (JournalRecord record in page)
                {
                    Count(RecordCodec.Decode(record.Body.Span));
                    next = record.Sequence.Next;
                }
            }

            IReadOnlyList<JournalRecord> Read() => journal.ReadRecords(new(shard), next, 256);
        }
    }

    public LiveTotals Totals { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);

    public long Records { get; private set; }

    /// <summary>Records of members' own calls.</summary>
    public long Commands { get; private set; }

    public SortedDictionary<string, long> Refusals { get; } = new(StringComparer.Ordinal);

    public static JournalSums Of(IJournal journal) => new(journal);

    private void Count(RecordBody body)
    {
        Records++;
        Commands += body.Input is Enrol or ReportActivity or RefundActivity or Play or ScratchCard ? 1 : 0;
        if (body.Answer is Refusal refusal)
        {
            Refusals[refusal.Code] = Refusals.GetValueOrDefault(refusal.Code) + 1;
        }

        foreach (GrainEvent happened in body.Events ?? [])
        {
            Totals = After(happened);
        }
    }

    private LiveTotals After(GrainEvent happened) => happened switch
    {
        MemberEnrolled => Totals with { Members = Totals.Members + 1 },
        ActivityCounted => Totals with { Activities = Totals.Activities + 1 },
        PlaySettled { Refused: false } play => Totals with { Plays = Totals.Plays + 1, Prizes = Totals.Prizes + (play.Prize ? 1 : 0) },
        CardDealt => Totals with { Plays = Totals.Plays + 1 },
        CardScratched card => Totals with { Prizes = Totals.Prizes + (card.Prize ? 1 : 0) },
        PointsEarned earned => Totals with { PointsIn = Totals.PointsIn + earned.Points.Value },
        PointsSpent spent => Totals with { PointsOut = Totals.PointsOut + spent.Points.Value },
        LotExpired expired => Totals with { PointsOut = Totals.PointsOut + expired.Points.Value },
        PointsReversed reversed => Totals with { PointsOut = Totals.PointsOut + reversed.Parts.Sum(p => p.Points.Value) },
        PointsRepaid repaid => Totals with { PointsOut = Totals.PointsOut + repaid.Points.Value },
        BadgeEarned => Totals with { Badges = Totals.Badges + 1 },
        _ => Totals,
    };
}
