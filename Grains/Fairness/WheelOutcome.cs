namespace Jifen.Grains.Fairness;

/// <summary>What a drawn number means on a wheel. The engine, <c>verify</c> and the check of a receipt all ask here.</summary>
public static class WheelOutcome
{
    /// <summary>Sum of the weights: the range of the draw.</summary>
    public static long TotalWeight(WheelTable table)
    {
        long total = 0;
        for (int i = 0; i < table.Segments.Count; i++)
        {
            total += table.Segments[i].Weight;
        }

        return total;
    }

    /// <summary>Index of the segment that a drawn number hits: segments lie side by side in their order, each as wide as its weight.</summary>
    /// <param name="drawn">From 0 to <see cref="TotalWeight"/> - 1.</param>
    public static int Roll(WheelTable table, long drawn)
    {
        for (int i = 0; i < table.Segments.Count; i++)
        {
            drawn -= table.Segments[i].Weight;
            if (drawn < 0)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(drawn), drawn, "beyond the weights");
    }

    /// <summary>
    /// The segment that the player gets. Where the answer is a stocked prize whose unit turns out not to be there, add its id to
    /// <paramref name="exhausted"/> and ask again: the answer is then the next candidate. A larger set changes the answer only if it
    /// holds the answer's own segment, so that asking ends after at most one round a segment.
    /// </summary>
    /// <param name="table">One in which <see cref="WheelTableFault"/> finds nothing.</param>
    /// <param name="rolled">Index of the segment that the draw hit.</param>
    /// <param name="sinceWin">Plays of the member without a prize before this one. A win of any kind sets it to nought; that is the caller's.</param>
    /// <param name="exhausted">Ids of the segments whose prize is out.</param>
    /// <param name="owned">Ids of the unique prizes that the member has won before; null for none. The same for all rounds of a play.</param>
    public static WheelResolution Resolve(
        WheelTable table, int rolled, long sinceWin, IReadOnlyCollection<string> exhausted, IReadOnlyCollection<string>? owned = null)
    {
        WheelSlot? slot = Given(table, table.Segments[rolled], exhausted, owned);
        if (slot is not { Prize: false } || table.Guarantee is not { } guarantee || sinceWin < guarantee.Plays - 1)
        {
            return new(slot, Guaranteed: false);
        }

        return new(Given(table, Find(table, guarantee.Segment), exhausted, owned), Guaranteed: true);
    }

    /// <summary>
    /// The segment itself, or the first along its substitutes and fallbacks that can be given; null where the game closes instead. What the
    /// member owns comes before what is out.
    /// </summary>
    private static WheelSlot? Given(WheelTable table, WheelSlot slot, IReadOnlyCollection<string> exhausted, IReadOnlyCollection<string>? owned)
    {
        for (int hops = 0; hops <= table.Segments.Count; hops++)
        {
            if (slot.Unique && owned is not null && owned.Contains(slot.Id))
            {
                slot = Find(table, slot.Substitute);
                continue;
            }

            if (!slot.Stocked || !exhausted.Contains(slot.Id))
            {
                return slot;
            }

            if (table.WhenEmpty == WhenEmpty.Close)
            {
                return null;
            }

            slot = Find(table, slot.Fallback);
        }

        throw new InvalidOperationException($"The fallbacks and substitutes of wheel {table.Lottery} version {table.Version} run in a circle.");
    }

    private static WheelSlot Find(WheelTable table, string? id)
    {
        for (int i = 0; i < table.Segments.Count; i++)
        {
            if (table.Segments[i].Id == id)
            {
                return table.Segments[i];
            }
        }

        throw new InvalidOperationException($"Wheel {table.Lottery} version {table.Version} has no segment {id}.");
    }
}
