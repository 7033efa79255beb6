namespace Jifen.Grains.Member.Refunds;

/// <summary>What has been refunded of one activity so far.</summary>
/// <param name="Recorded">Stamp of the record that counted the activity.</param>
/// <param name="Whole">Nothing of it is left; then the rest is not kept.</param>
/// <param name="Parts">Amounts by line.</param>
/// <param name="Shares">Points by rule and line.</param>
public sealed record RefundedActivity(
    string Activity, Stamp Recorded, bool Whole, IReadOnlyList<RefundPart> Parts, IReadOnlyList<ReversedShare> Shares)
{
    /// <summary>Boards with a scope that the activity has moved; null for none.</summary>
    public IReadOnlyList<string>? Scoped { get; init; }

    public bool IsRefundable(Stamp now) => now <= Recorded.Plus(Purse.RefundableFor);

    public long AmountOf(int? line) => Parts.FirstOrDefault(part => part.Line == line)?.Amount ?? 0;

    public long PointsOf(string rule, int? line) => Shares.FirstOrDefault(share => share.Rule == rule && share.Line == line)?.Points.Value ?? 0;

    internal RefundedActivity With(RefundCounted refund) => this with
    {
        Whole = refund.Whole,
        Parts = refund.Whole ? [] : [.. refund.Parts.Aggregate(Parts.ToList(), Grown)],
        Shares = refund.Whole ? [] : Shares,
    };

    internal RefundedActivity With(PointsReversed reversed)
    {
        if (Whole)
        {
            return this;
        }

        Points points = reversed.Points + new Points(PointsOf(reversed.Rule, reversed.Line));
        return this with
        {
            Shares =
            [
                .. Shares.Where(share => share.Rule != reversed.Rule || share.Line != reversed.Line),
                new(MemberGrain.Shared(reversed.Rule), reversed.Line, points),
            ],
        };
    }

    private static List<RefundPart> Grown(List<RefundPart> parts, RefundPart more)
    {
        int at = parts.FindIndex(part => part.Line == more.Line);
        if (at < 0)
        {
            parts.Add(more);
        }
        else
        {
            parts[at] = more with { Amount = parts[at].Amount + more.Amount };
        }

        return parts;
    }
}

/// <summary>Points of one rule for one line that were taken back.</summary>
public sealed record ReversedShare(string Rule, int? Line, Points Points);
