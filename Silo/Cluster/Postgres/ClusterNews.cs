using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// Hears at once that silos came or went, or that shards changed hands. Without its connection nothing is lost but speed. Used by one caller
/// at a time.
/// </summary>
internal sealed class ClusterNews(PostgresAddress address, TimeProvider clock) : IDisposable
{
    private NpgsqlConnection? _listening;

    /// <summary>Returns when there may be something new, or when the time is over. What came since the last call counts.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ending)
    {
        long since = clock.GetTimestamp();
        try
        {
            await HearAsync(atMost, ending).ConfigureAwait(false);
        }
        catch (Exception fault) when (PostgresFault.IsFault(fault) || (fault is OperationCanceledException && !ending.IsCancellationRequested))
        {
            GiveUp();
            TimeSpan left = atMost - clock.GetElapsedTime(since);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, ending).ConfigureAwait(false);
        }
    }

    public void Dispose() => GiveUp();

    /// <remarks>What was said before anybody listened is not heard: the one who begins to listen looks for himself.</remarks>
    private async Task HearAsync(TimeSpan atMost, CancellationToken ending)
    {
        if (_listening is not null)
        {
            await _listening.WaitAsync(atMost, ending).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource patience = new(atMost, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ending);
        _listening = await address.OpenAloneAsync(either.Token).ConfigureAwait(false);
        try
        {
            using NpgsqlCommand listen = Sql.Of(_listening, "SELECT hear_cluster_news()");
            await listen.ExecuteNonQueryAsync(either.Token).ConfigureAwait(false);
        }
        catch
        {
            GiveUp();
            throw;
        }
    }

    private void GiveUp()
    {
        NpgsqlConnection? listening = _listening;
        _listening = null;
        listening?.Dispose();
    }
}
