namespace Jifen.Simulation.Tests.Store;

/// <summary>What the store checks, and in which order it makes things durable. All true; a planted bug turns one off.</summary>
internal sealed record StoreRules
{
    public bool ChecksEpoch { get; init; } = true;

    public bool ChecksControl { get; init; } = true;

    public bool SyncsBeforeAnswer { get; init; } = true;

    public bool WitnessesBeforeAnswer { get; init; } = true;

    public static StoreRules Sound { get; } = new();
}
