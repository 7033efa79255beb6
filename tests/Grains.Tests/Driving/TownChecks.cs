using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Tests.Driving;

/// <summary>What must hold over all shards after every record.</summary>
internal sealed class TownChecks(Town town)
{
    /// <summary>Units awarded, by lottery and segment.</summary>
    public SortedDictionary<string, long> Awarded { get; } = new(StringComparer.Ordinal);

    /// <summary>Times at which a treasury said that nothing is left.</summary>
    public int Exhaustions { get; private set; }

    public void After(TestShard shard, RecordBody body)
    {
        foreach (GrainEvent happened in body.Events ?? [])
        {
            switch (happened)
            {
                case UnitUsed used:
                    Awarded[$"{used.On}/{used.Segment}"] = Awarded.GetValueOrDefault($"{used.On}/{used.Segment}") + 1;
                    break;
                case WishesRefused refused:
                    Exhaustions++;
                    NothingIsLeft((Treasury)shard.State.FindNamed(refused.On!)!, refused.Day);
                    break;
            }
        }

        if (body.Events is { } events && (events.Any(e => e is UnitsLent or UnitsReceived or UnitsBack or UnitsGivenBack or StockSet) || body.Input is Delivery))
        {
            UnitsAreSomewhere();
        }
    }

    /// <summary>Each unit out is on its slice, on its way there, or on its way back.</summary>
    private void UnitsAreSomewhere()
    {
        foreach (Treasury treasury in town.Shards.SelectMany(s => s.State.Treasuries))
        {
            foreach (TestShard shard in town.Shards)
            {
                SliceStockView slice = shard.State.Lottery(treasury.Lottery).StockOf(shard.State.Shard, treasury.Segment);
                long onSlice = slice.Granted - slice.Returned;
                Assert.Equal(slice.Granted, slice.Used + slice.Unused + slice.Returned);
                long coming = town.InFlight.Where(m => m.To == shard.State.Shard).Select(m => m.Body).OfType<UnitsGranted>()
                    .Where(m => m.Lottery == treasury.Lottery && m.Segment == treasury.Segment).Sum(m => m.Units);
                long going = town.Flying.Where(f => f.From == shard.State.Shard).Select(f => f.Message.Body).OfType<UnitsReturned>()
                    .Where(m => m.Lottery == treasury.Lottery && m.Segment == treasury.Segment).Sum(m => m.Units);
                long lent = treasury.Outstanding.GetValueOrDefault(shard.State.Shard.Value);
                Assert.True(lent == onSlice + coming + going, $"units out are somewhere: {lent} lent, {onSlice} there, {coming} coming, {going} going");
            }
        }
    }

    /// <summary>At the moment of "none left" no unit of the day that nobody has a claim on lies or travels anywhere.</summary>
    private void NothingIsLeft(Treasury treasury, DateOnly? day)
    {
        Assert.Equal(0, treasury.Allowance(day));
        bool Counts(DateOnly? of) => treasury.Free == 0 || of == day;
        bool travels = town.InFlight.Any(m =>
            (m.Body is UnitsGranted g && g.Lottery == treasury.Lottery && g.Segment == treasury.Segment && Counts(g.Day))
            || (m.Body is UnitsReturned { Units: > 0 } r && r.Lottery == treasury.Lottery && r.Segment == treasury.Segment && Counts(r.Day)));
        Assert.False(travels, "a fallback while an unused unit travels");
        foreach (UnitAccount account in town.Shards.SelectMany(s => s.State.Lottery(treasury.Lottery).Accounts))
        {
            Assert.False(account.Segment == treasury.Segment && Counts(account.Day) && account.Spare > 0, "a fallback while an unused unit lies somewhere");
        }
    }
}
