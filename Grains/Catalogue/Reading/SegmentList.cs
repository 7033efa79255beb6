namespace Jifen.Grains.Catalogue.Reading;

/// <summary>The segments of one wheel, and the rules that hold between them.</summary>
internal sealed class SegmentList
{
    private readonly List<SegmentEntry> entries;
    private readonly Dictionary<string, SegmentEntry> byId = new(StringComparer.Ordinal);

    private SegmentList(List<SegmentEntry> entries)
    {
        this.entries = entries;
        foreach (SegmentEntry entry in entries.Where(entry => entry.Id is not null))
        {
            byId.TryAdd(entry.Id!, entry);
        }
    }

    /// <summary>The segments that are whole; all of them where nothing was reported.</summary>
    public IReadOnlyList<SegmentDocument> Documents => [.. entries.Select(entry => entry.ToDocument()).OfType<SegmentDocument>()];

    /// <param name="node">The array of segments.</param>
    /// <param name="whenEmpty">Null where it could not be read; then a missing fallback is no error.</param>
    public static SegmentList Read(Node node, WhenEmpty? whenEmpty, PrizeParser prizes, StockParser stocks)
    {
        IdSet ids = new();
        SegmentList list = new(CampaignParser.All(
            node.Items(ProgrammeLimits.MinSegments, ProgrammeLimits.MaxSegments), item => SegmentParser.Read(item, ids, prizes, stocks)));
        list.ReportWeights(node);
        foreach (SegmentEntry entry in list.entries)
        {
            ReportStock(entry, whenEmpty);
            list.ReportFallback(entry);
            list.ReportSubstitute(entry);
        }

        return list;
    }

    public void ReportUnlessPrize(Node place, string? id)
    {
        if (id is null)
        {
            return;
        }

        if (!byId.TryGetValue(id, out SegmentEntry? entry))
        {
            place.Report(Fault.UnknownSegment);
        }
        else if (entry.Prize is NoPrize)
        {
            place.Report(Fault.NotAPrize);
        }
    }

    private void ReportWeights(Node node)
    {
        Int128 sum = entries.Aggregate(Int128.Zero, (total, entry) => total + (entry.Weight ?? 0));
        if (sum > ProgrammeLimits.TotalWeight)
        {
            node.Report(Fault.WeightsTooLarge);
        }
    }

    private static void ReportStock(SegmentEntry entry, WhenEmpty? whenEmpty)
    {
        bool coupon = entry.Prize is CouponPrize;
        bool stocked = entry.StockPlace.Exists || coupon;
        if (entry.StockPlace.Exists && (entry.Prize is NoPrize || coupon))
        {
            entry.StockPlace.Report(coupon ? Fault.StockOfPool : Fault.StockWithoutPrize);
        }
        else if (stocked && whenEmpty == WhenEmpty.Fallback && !entry.FallbackPlace.Exists)
        {
            entry.FallbackPlace.Report(Fault.FallbackMissing);
        }
        else if (!stocked && entry.FallbackPlace.Exists)
        {
            entry.FallbackPlace.Report(Fault.FallbackUnused);
        }
    }

    private void ReportFallback(SegmentEntry entry)
    {
        if (entry.Fallback is null)
        {
            return;
        }

        if (!byId.ContainsKey(entry.Fallback))
        {
            entry.FallbackPlace.Report(Fault.UnknownSegment);
        }
        else if (RunsInCircle(entry))
        {
            entry.FallbackPlace.Report(Fault.FallbackCycle);
        }
    }

    private void ReportSubstitute(SegmentEntry entry)
    {
        if (entry.IsUnique && entry.Prize is NoPrize)
        {
            entry.UniquePlace.Report(Fault.UniqueWithoutPrize);
        }
        else if (entry.IsUnique != entry.SubstitutePlace.Exists)
        {
            entry.SubstitutePlace.Report(entry.IsUnique ? Fault.SubstituteMissing : Fault.SubstituteUnused);
        }
        else if (entry.Substitute is { } id && FaultOf(entry, byId.GetValueOrDefault(id)) is { } fault)
        {
            entry.SubstitutePlace.Report(fault);
        }
    }

    private Fault? FaultOf(SegmentEntry entry, SegmentEntry? substitute) =>
        substitute is null ? Fault.UnknownSegment
        : substitute.IsUnique ? Fault.SubstituteUnique
        : LeadsTo(substitute.Id, entry.Id, []) ? Fault.SubstituteCycle
        : null;

    /// <summary>Whether fallbacks and substitutes, in any order, lead from one segment to another.</summary>
    private bool LeadsTo(string? from, string? to, HashSet<string> seen) =>
        from is not null && byId.TryGetValue(from, out SegmentEntry? at)
            && (from == to || (seen.Add(from) && (LeadsTo(at.Fallback, to, seen) || LeadsTo(at.Substitute, to, seen))));

    /// <summary>A chain that does not end within as many steps as there are segments comes back to one of them.</summary>
    private bool RunsInCircle(SegmentEntry entry)
    {
        int steps = 0;
        for (SegmentEntry? next = entry; next?.Fallback is { } id && steps <= entries.Count; steps++)
        {
            next = byId.GetValueOrDefault(id);
        }

        return steps > entries.Count;
    }
}
