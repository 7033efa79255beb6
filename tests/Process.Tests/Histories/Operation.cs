namespace Jifen.Process.Tests.Histories;

/// <summary>What a call does to one key, as its caller saw it.</summary>
/// <param name="What">The call and its answer, for whoever reads a finding.</param>
/// <param name="Invoked">Timestamp before the call was sent for the first time.</param>
/// <param name="Returned">Timestamp after its answer came; null where none came: it takes effect at any later time, or never.</param>
/// <param name="Apply">The state after it; null where the answer does not fit the state before it.</param>
public sealed record Operation<TState>(string What, long Invoked, long? Returned, Func<TState, TState?> Apply)
    where TState : struct
{
    /// <summary>
    /// Of operations without an answer: those with the same effect are alike, and whichever was sent first takes it first. Without that a search that
    /// fails takes time that doubles with each of them.
    /// </summary>
    public string? Effect { get; init; }

    /// <summary>A plain read: it may show what was long before it was sent, and nothing that was sent after it had returned.</summary>
    public bool MayBeOld { get; init; }

    /// <summary>Index of the operation that comes before this one in any order: what the session saw last, or an earlier step of the same call.</summary>
    public int? After { get; init; }
}
