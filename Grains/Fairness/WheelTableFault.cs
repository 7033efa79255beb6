namespace Jifen.Grains.Fairness;

/// <summary>Finds what would keep a table from deciding every play. A programme that holds such a table is not published.</summary>
public static class WheelTableFault
{
    /// <summary>A wheel with more cannot be told apart on a phone; it also bounds the work of a check.</summary>
    public const int MostSegments = 24;

    /// <summary>Path of the first fault, such as <c>segments[2].weight</c>; null where the table is sound.</summary>
    public static string? Find(WheelTable table)
    {
        if (string.IsNullOrEmpty(table.Lottery))
        {
            return "lottery";
        }

        if (table.Segments is not { Count: > 0 and <= MostSegments })
        {
            return "segments";
        }

        return FindInSegments(table) ?? FindInGuarantee(table) ?? (Enum.IsDefined(table.WhenEmpty) ? null : "whenEmpty");
    }

    private static string? FindInSegments(WheelTable table)
    {
        long total = 0;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < table.Segments.Count; i++)
        {
            WheelSlot? slot = table.Segments[i];
            string? field = slot is null ? ""
                : string.IsNullOrEmpty(slot.Id) || !ids.Add(slot.Id) ? ".id"
                : slot.Weight < 1 || slot.Weight > long.MaxValue - total ? ".weight"
                : slot.Stocked && !slot.Prize ? ".stocked"
                : null;
            if (field is not null)
            {
                return $"segments[{i}]{field}";
            }

            total += slot!.Weight;
        }

        return FindInFallbacks(table);
    }

    private static string? FindInFallbacks(WheelTable table)
    {
        for (int i = 0; i < table.Segments.Count; i++)
        {
            if (!EndsInAStandIn(table, table.Segments[i]))
            {
                return $"segments[{i}].fallback";
            }
        }

        return FindInSubstitutes(table);
    }

    private static string? FindInSubstitutes(WheelTable table)
    {
        for (int i = 0; i < table.Segments.Count; i++)
        {
            WheelSlot slot = table.Segments[i];
            if (slot.Unique && (!slot.Prize || Find(table, slot.Substitute) is not { Unique: false } substitute || LeadsTo(table, substitute, slot, [])))
            {
                return $"segments[{i}].substitute";
            }
        }

        return null;
    }

    /// <summary>Whether fallbacks and substitutes, in any order, lead from one segment to another.</summary>
    private static bool LeadsTo(WheelTable table, WheelSlot? from, WheelSlot to, HashSet<string> seen) =>
        from is not null && (from.Id == to.Id || (seen.Add(from.Id)
            && (LeadsTo(table, Find(table, from.Fallback), to, seen) || LeadsTo(table, Find(table, from.Substitute), to, seen))));

    private static WheelSlot? Find(WheelTable table, string? id) => id is null ? null : table.Segments.FirstOrDefault(slot => slot.Id == id);

    /// <summary>Whether the fallbacks lead to a segment that needs no stock, all of them existing.</summary>
    private static bool EndsInAStandIn(WheelTable table, WheelSlot slot)
    {
        WheelSlot? at = slot;
        for (int hops = 0; hops <= table.Segments.Count && at is not null; hops++)
        {
            if (at.Fallback is null)
            {
                return !at.Stocked || table.WhenEmpty == WhenEmpty.Close;
            }

            if (!at.Stocked && hops > 0)
            {
                return true;
            }

            at = Find(table, at.Fallback);
        }

        return false;
    }

    private static string? FindInGuarantee(WheelTable table) =>
        table.Guarantee is not { } guarantee ? null
        : guarantee.Plays < 1 ? "guarantee.plays"
        : !table.Segments.Any(slot => slot.Id == guarantee.Segment) ? "guarantee.segment"
        : null;
}
