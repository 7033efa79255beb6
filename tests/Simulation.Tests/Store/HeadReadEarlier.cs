using Jifen.Silo.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>A journal whose head is first seen as it was a while ago; later looks see what is there.</summary>
internal sealed class HeadReadEarlier(IJournal inside, ShardHead early) : JournalAround(inside)
{
    private bool _looked;

    public override ShardHead ReadHead(ShardId shard)
    {
        bool first = !_looked;
        _looked = true;
        return first ? early : base.ReadHead(shard);
    }
}
