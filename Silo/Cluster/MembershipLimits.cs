namespace Jifen.Silo.Cluster;

/// <summary>How long silos wait for each other, and for the store that they know each other by.</summary>
public sealed record MembershipLimits
{
    public static MembershipLimits Default { get; } = new();

    /// <summary>A silo that was not heard of for longer is declared dead, by one that was heard of all that time.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A silo whose beats are farther apart than this says nothing of others for <see cref="DeadAfter"/>. It lies so far below that a
    /// store which is away for a while is a gap for whoever beats first, before the last beats of the others are old enough.
    /// </summary>
    public TimeSpan GapAfter => DeadAfter / 2;

    /// <summary>How often a silo says that it lives; well below <see cref="GapAfter"/>.</summary>
    public TimeSpan BeatEvery
    {
        get => field == TimeSpan.Zero ? DeadAfter / 6 : field;
        init;
    }

    /// <summary>How long the store may take for a connection, and then for an answer, in whole seconds.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a silo that starts asks a store again that did not answer, before it gives up.</summary>
    public TimeSpan JoinWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a silo that left or died stays in view.</summary>
    public TimeSpan ShownFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the store remembers a silo that left or died. Forgotten, it is as dead as before.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(7);
}
