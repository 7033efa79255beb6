using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Kernel;

/// <summary>
/// What the grains of a shard make of each other's events, in the same record. A reaction is asked after each event, the consequences
/// included, until nothing follows any more.
/// </summary>
internal static class Reactions
{
    /// <summary>In the order in which they are asked.</summary>
    private static readonly IReadOnlyList<IReaction> All = [new StockFollowsCatalogue(), new TreasuryServes(), new SliceAsks()];

    /// <summary>Folds what follows from a decision that has been folded, and returns the whole.</summary>
    public static Consequences To(ShardState state, Decided decided, in RecordStamp at, in DecisionContext context)
    {
        state.Self.Bind(context.Programmes);
        List<GrainEvent>? more = null;
        List<AddressedMessage>? messages = null;
        for (int i = 0; i < decided.Events.Count + (more?.Count ?? 0); i++)
        {
            GrainEvent happened = i < decided.Events.Count ? decided.Events[i] : more![i - decided.Events.Count];
            while (Next(state, happened) is { } consequence)
            {
                state.Fold([consequence.Event], at);
                (more ??= []).Add(consequence.Event);
                (messages ??= [.. decided.Messages]).AddRange(consequence.Messages);
            }
        }

        return new(more is null ? decided.Events : [.. decided.Events, .. more], messages ?? decided.Messages);
    }

    private static Consequence? Next(ShardState state, GrainEvent happened)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Next(state, happened) is { } consequence)
            {
                return consequence;
            }
        }

        return null;
    }
}
