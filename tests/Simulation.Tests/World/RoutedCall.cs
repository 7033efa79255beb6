using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>A piece of work on its way from the silo that was asked to the one that does it.</summary>
/// <param name="make">Makes the work for the shard that gets it; what it replies comes back once.</param>
/// <param name="mayRepeat">It is a read, or has a key by which what was done is known.</param>
/// <param name="told">Whoever asked is told, once.</param>
internal sealed class RoutedCall(ShardId shard, Func<ShardLoop, Action<Reply>, ShardWork> make, bool mayRepeat, Action<Reply> told)
{
    public ShardId Shard { get; } = shard;

    public bool MayRepeat { get; } = mayRepeat;

    public bool IsTold { get; private set; }

    /// <summary>How often it was sent to another silo.</summary>
    public int Sent { get; set; }

    /// <summary>Silos that were asked one after another since it was held last.</summary>
    public int Hops { get; set; }

    public TimeSpan? HeldSince { get; set; }

    public ShardWork Make(ShardLoop loop, Action<Reply> reply) => make(loop, reply);

    public void Tell(Reply reply)
    {
        if (!IsTold)
        {
            IsTold = true;
            told(reply);
        }
    }
}
