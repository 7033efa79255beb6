using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>A slice asks its treasury where waiting plays lack units.</summary>
internal sealed class SliceAsks : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at) =>
        happened is WaitBegun or UnitsReceived or RestockTold or UnitsExpired && state.FindNamed(happened.On!) is IUnitHolder slice
            ? SliceRules.NextRequest(state, slice, at.Stamp)
            : null;
}
