namespace Jifen.Grains.Kernel;

/// <summary>
/// A rule that follows from events of other grains. It looks at the state as the event left it and names one consequence at a time;
/// folding that must bring it nearer to having none, so that asking ends.
/// </summary>
internal interface IReaction
{
    /// <summary>The next consequence, or null where there is none (any more).</summary>
    Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at);
}
