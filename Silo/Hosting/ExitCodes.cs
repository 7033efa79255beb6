namespace Jifen.Silo.Hosting;

/// <summary>How a process of Jifen ends. Scripts and supervisors rely on these numbers.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>What was checked does not hold.</summary>
    public const int DoesNotHold = 1;

    /// <summary>The arguments or the input cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>The silo was stopped and did not come to rest in time; nothing acknowledged is lost.</summary>
    public const int DrainTimedOut = 75;

    /// <summary>The settings, keys or store are refused; nothing was started.</summary>
    public const int Refused = 78;

    /// <summary>A disk has failed. The process ends at once, without a drain; start it again on a good disk.</summary>
    public const int DiskFailed = 74;

    /// <summary>A shard has stopped for good: its store is damaged, or a rule was broken.</summary>
    public const int ShardStopped = 70;
}
