namespace Jifen.Silo.Cluster.Wire;

/// <summary>What became of something handed over to be sent.</summary>
public enum SendOutcome
{
    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>There is no stream to the silo; nothing was sent.</summary>
    NotConnected,

    /// <summary>A bound of <see cref="WireLimits"/> is reached; nothing was sent.</summary>
    Full,

    /// <summary>It is longer than a frame may be; nothing was sent.</summary>
    TooLong,
}
