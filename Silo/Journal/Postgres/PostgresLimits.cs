namespace Jifen.Silo.Journal.Postgres;

/// <summary>Bounds of what a silo waits for and holds at the database.</summary>
public sealed record PostgresLimits
{
    public static PostgresLimits Default { get; } = new();

    /// <summary>How long one statement or group of appends may take before its outcome counts as unknown.</summary>
    public TimeSpan StatementWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a take-over waits for what the owner before has under way before it ends that owner's connection.</summary>
    public TimeSpan LockWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a take-over may stand still between two of its statements before the server undoes it.</summary>
    public TimeSpan StandsStillWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call goes on trying while the database cannot be reached.</summary>
    public TimeSpan ReachWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections that read. One more writes.</summary>
    public int Readers { get; init; } = 8;
}
