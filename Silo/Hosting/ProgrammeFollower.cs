using Jifen.Grains.Catalogue;
using Jifen.Silo.Api;

namespace Jifen.Silo.Hosting;

/// <summary>
/// Brings published versions to a silo on which the catalogue's shard does not run, before anything that was decided under them is shown.
/// </summary>
internal sealed class ProgrammeFollower(PublishedProgrammes programmes, ShardCalls calls)
{
    /// <summary>Completes when the version is known here.</summary>
    /// <exception cref="ProblemException">The catalogue's shard is not served now.</exception>
    public ValueTask KnowsAsync(long version) => version <= (programmes.Newest?.Version ?? 0) ? ValueTask.CompletedTask : new(LoadAsync());

    /// <summary>Takes over all versions that are committed now: a silo that lost the catalogue's shard without knowing it has too few.</summary>
    /// <exception cref="ProblemException">The catalogue's shard is not served now.</exception>
    public async Task LoadAsync()
    {
        Position wanted = await calls.NewestAsync().ConfigureAwait(false);
        (VersionsView published, _) = await calls.ReadAsync(
            calls.Of(CatalogueGrain.GrainId), null, wanted, new VersionsQuery(), follows: false).ConfigureAwait(false);
        await Task.Run(() => programmes.Load(published.Versions)).ConfigureAwait(false);
    }
}
