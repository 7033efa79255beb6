using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>Which version of the programme a shard has in force.</summary>
internal sealed record InForceQuery : ShardQuery<InForceView>
{
    public override InForceView Answer(in ReadContext at) => new(at.State.Self.InForce(at.Now)?.Version ?? 0);
}

/// <param name="Version">0 before the first.</param>
internal sealed record InForceView(long Version);
