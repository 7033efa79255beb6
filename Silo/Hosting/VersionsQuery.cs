using Jifen.Grains.Catalogue;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Hosting;

/// <summary>All published versions, asked of the catalogue's shard.</summary>
internal sealed record VersionsQuery : ShardQuery<VersionsView>
{
    public override VersionsView Answer(in ReadContext at) => new([.. at.State.Catalogue.Versions]);
}

/// <param name="Versions">Oldest first.</param>
internal sealed record VersionsView(IReadOnlyList<PublishedVersion> Versions);
