namespace Jifen.Simulation.Tests.Store;

/// <summary>What the store checks, and in which order it makes things durable. All true; a planted bug turns one off.</summary>
internal sealed record StoreRules
{
    public bool ChecksEpoch { get; init; } = true;

    public bool ChecksControl { get; init; } = true;

    public bool SyncsBeforeAnswer { get; init; } = true;

    public bool WitnessesBeforeAnswer { get; init; } = true;

    /// <summary>A shard is taken from nobody who lives, and by nobody who is gone.</summary>
    public bool ChecksOwner { get; init; } = true;

    /// <summary>Who is gone is not heard of again.</summary>
    public bool KeepsTheDeadDead { get; init; } = true;

    /// <summary>Nobody is declared dead before the silence has lasted.</summary>
    public bool WaitsForSilence { get; init; } = true;

    /// <summary>Who was not heard of itself says nothing of others.</summary>
    public bool CountsOwnGaps { get; init; } = true;

    public static StoreRules Sound { get; } = new();
}
