using System.Diagnostics;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Cluster;

/// <summary>How a silo goes in good order.</summary>
public sealed partial class Membership
{
    /// <summary>How long a silo that leaves waits for others to take what it had.</summary>
    private static readonly TimeSpan TakenWithin = TimeSpan.FromSeconds(2);

    private long? _emptyAt;

    /// <summary>Hands all shards over, sees others take them and leaves the cluster; completes when that is done.</summary>
    public async Task LeaveAsync()
    {
        if (_started)
        {
            Post(BeginLeaving);
            await _left.Task.ConfigureAwait(false);
        }
    }

    private void BeginLeaving()
    {
        _leaving = true;
        SayLeaving();
        _keeper.BeginLeaving();
        LeaveWhenEmpty();
    }

    /// <remarks>Whoever does not get to know it in time takes shards over from the dead instead.</remarks>
    private void SayLeaving()
    {
        try
        {
            if (_leaving && View?.Find(Self) is { Standing: SiloStanding.Live })
            {
                Tell(() => _store.BeginLeaving(Self));
            }
        }
        catch (StoreUnreachableException fault)
        {
            LogSilent(_log, fault.Message);
        }
    }

    /// <remarks>
    /// It looks on until others have what it had: only then can it send them the calls that still come to it. Where nobody takes a shard, it waits no longer than
    /// <see cref="TakenWithin"/>.
    /// </remarks>
    private void LeaveWhenEmpty()
    {
        if (!_leaving || !_keeper.IsEmpty || _left.Task.IsCompleted)
        {
            return;
        }

        _emptyAt ??= Stopwatch.GetTimestamp();
        if (View is { } view && AreAwaited(view) && Stopwatch.GetElapsedTime(_emptyAt.Value) < TakenWithin)
        {
            return;
        }

        try
        {
            Tell(() => _store.Leave(Self));
            _left.TrySetResult();
        }
        catch (StoreUnreachableException fault)
        {
            LogSilent(_log, fault.Message);
        }
    }

    /// <summary>Whether there are shards that a silo is about to take.</summary>
    private bool AreAwaited(ClusterView view) =>
        view.Silos.Any(silo => silo.Standing == SiloStanding.Live && silo.Id != Self)
        && view.Owners.Any(owner => owner.Silo is not { } silo || silo == Self || view.Find(silo) is not { Standing: SiloStanding.Live or SiloStanding.Leaving });
}
