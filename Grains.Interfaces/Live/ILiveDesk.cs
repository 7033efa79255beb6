namespace Jifen.Grains.Interfaces;

/// <summary>What ops sees now. Safe for threads; reading costs the shards nothing.</summary>
public interface ILiveDesk
{
    /// <summary>The newest picture.</summary>
    LiveFrame Now { get; }

    /// <summary>The last five minutes, oldest first; a second in which nothing happened is there too.</summary>
    IReadOnlyList<LiveSecond> Seconds { get; }

    /// <summary>The newest notices, newest first, at most 100.</summary>
    IReadOnlyList<LiveNotice> Notices { get; }

    /// <summary>Completes when a picture newer than the one given is there.</summary>
    Task<LiveFrame> NextAsync(LiveFrame seen, CancellationToken cancel);
}

/// <summary>What marketing and ops do to campaigns.</summary>
public interface ICampaignDesk
{
    /// <summary>
    /// Pauses a campaign or a lottery, or lets it go on. When it returns, no later play of a paused one commits.
    /// </summary>
    /// <param name="target">Id of a campaign or lottery.</param>
    /// <param name="actor">Name of the person, kept in the journal.</param>
    /// <param name="reason">1 to 256 characters, kept in the journal.</param>
    /// <exception cref="ArgumentException">The target is unknown, or the reason is missing.</exception>
    Task SetPausedAsync(string target, bool paused, string actor, string reason, CancellationToken cancel);
}
