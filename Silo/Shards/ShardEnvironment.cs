using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>What every shard of a silo shares.</summary>
public sealed record ShardEnvironment(
    IShardHost Host, SiloClock Clock, ISeedVault Seeds, IProgrammeLibrary Programmes, ShardLimits Limits)
{
    /// <summary>What the silo has to tell of its records; null where nobody keeps it.</summary>
    public INoticeBoard? Notices { get; init; }

    /// <summary>
    /// Whether nobody can have taken the silo for dead by now, and its shards with it. A refusal writes nothing that the store would check: without this an owner that
    /// stood still would refuse by what it knew before.
    /// </summary>
    public Func<bool> IsSurelyAlive { get; init; } = static () => true;
}
