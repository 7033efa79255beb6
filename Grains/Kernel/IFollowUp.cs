namespace Jifen.Grains.Kernel;

/// <summary>
/// A rule that follows once from each event, whatever grain the event is of. Unlike an <see cref="IReaction"/> it is asked a single
/// time, so it may count what an event brings.
/// </summary>
internal interface IFollowUp
{
    /// <summary>What follows from the event, in order; the state has it and all before it folded.</summary>
    IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at);
}
