using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>The treasuries of a shard take their stock from each catalogue version that it adopts.</summary>
internal sealed class StockFollowsCatalogue : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at) =>
        happened is CatalogueAdopted
            ? state.Self.Newest!.WheelsKeptBy(state).SelectMany(wheel => wheel.Segments.Select(segment => Change(state, wheel, segment))).FirstOrDefault(c => c is not null)
            : null;

    private static Consequence? Change(ShardState state, Wheel wheel, WheelSegment segment)
    {
        if (segment.Stock is not { } stock)
        {
            return null;
        }

        Treasury treasury = state.Treasury(wheel.Id, segment.Id);
        return treasury.IsStocked && treasury.Target == stock.Total && treasury.PerDay == stock.PerDay
            ? null
            : new(new StockSet(stock.Total, stock.PerDay) { On = treasury.Id }, []);
    }
}
