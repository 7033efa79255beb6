using Jifen.Grains.Catalogue;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The newest version and what is paused, asked of the catalogue's shard.</summary>
internal sealed record CatalogueQuery : ShardQuery<CatalogueView>
{
    public override CatalogueView Answer(in ReadContext at) =>
        new(at.State.Catalogue.Versions is [.., var newest] ? newest : null, at.State.Self.Paused);
}

/// <param name="Newest">Null before the first.</param>
internal sealed record CatalogueView(PublishedVersion? Newest, IReadOnlyList<string> Paused);
