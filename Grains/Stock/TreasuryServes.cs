using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>A treasury does what there is to do after each of its events.</summary>
internal sealed class TreasuryServes : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at) =>
        happened is WishQueued or UnitsBack or UnitsRegained or StockSet or StockReleased or UnitsExpired && state.FindNamed(happened.On!) is Treasury treasury
            ? TreasurySteps.Next(state, treasury, at.Stamp)
            : null;
}
