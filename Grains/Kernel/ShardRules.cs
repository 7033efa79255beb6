namespace Jifen.Grains.Kernel;

/// <summary>What a shard notes about itself.</summary>
public static class ShardRules
{
    public static Decision Decide(OpenEpoch input) => On(new EpochOpened(input.Epoch));

    /// <summary>Adopts a control generation that is newer than the shard's own.</summary>
    public static Decision Decide(ShardState state, AdoptControl input) => input.Generation <= state.Self.ControlGeneration
        ? new Rejected(RejectionCodes.Nothing, "The shard stands at this control generation or a newer one.")
        : On(new ControlAdopted(input.Generation, input.Paused));

    public static Decision Decide(AcceptClock input) => On(new ClockAccepted(input.Actor)) with { Answer = new Acknowledged() };

    private static Decided On(GrainEvent happened) => new() { Events = [happened with { On = ShardGrain.GrainId }] };
}
