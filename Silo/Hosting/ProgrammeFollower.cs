using Jifen.Grains.Catalogue;
using Jifen.Silo.Api;

namespace Jifen.Silo.Hosting;

/// <summary>
/// Brings published versions to a silo on which the catalogue's shard does not run, before anything that was decided under them is shown.
/// </summary>
internal sealed class ProgrammeFollower(PublishedProgrammes programmes, ShardCalls calls)
{
    private readonly Lock _lock = new();
    private Task _loading = Task.CompletedTask;

    /// <summary>Completes when the version is known here.</summary>
    /// <exception cref="ProblemException">The catalogue's shard is not served now.</exception>
    public ValueTask KnowsAsync(long version) => Knows(version) ? ValueTask.CompletedTask : new(FollowAsync(version));

    /// <summary>Takes over all versions that are committed now: a silo that lost the catalogue's shard without knowing it has too few.</summary>
    /// <exception cref="ProblemException">The catalogue's shard is not served now.</exception>
    public async Task LoadAsync()
    {
        Position wanted = await calls.NewestAsync().ConfigureAwait(false);
        (VersionsView published, _) = await calls.ReadAsync(
            calls.Of(CatalogueGrain.GrainId), null, wanted, new VersionsQuery(), follows: false).ConfigureAwait(false);
        await Task.Run(() => programmes.Load(published.Versions)).ConfigureAwait(false);
    }

    private bool Knows(long version) => version <= (programmes.Newest?.Version ?? 0);

    /// <summary>All calls that show a new version wait for one load. It may have begun before the version was there; the next has not.</summary>
    private async Task FollowAsync(long version)
    {
        await SharedLoadAsync().ConfigureAwait(false);
        if (!Knows(version))
        {
            await SharedLoadAsync().ConfigureAwait(false);
        }
    }

    private Task SharedLoadAsync()
    {
        lock (_lock)
        {
            return _loading = _loading.IsCompleted ? LoadAsync() : _loading;
        }
    }
}
