using System.Net;

namespace Jifen.Client;

/// <summary>The attempts of one call: where the next goes, and how long it waits.</summary>
internal sealed class Attempts(JifenClientOptions options, SiloChoice silos)
{
    private TimeSpan _pause = options.FirstPause;
    private TimeSpan? _asked;
    private bool _renewed;

    public int Count { get; private set; }

    /// <summary>What became of the last attempt.</summary>
    public string Last { get; private set; } = "nothing was sent";

    /// <summary>The bearer of the last attempt was refused.</summary>
    public bool WasRefused { get; private set; }

    public int Begin()
    {
        Count++;
        _asked = null;
        return silos.Next();
    }

    /// <param name="asked">How long the silo asked to wait.</param>
    public void Note(string last, TimeSpan? asked = null) => (Last, _asked) = (last, asked);

    /// <summary>Whether a refused bearer is worth another attempt with a new one: once.</summary>
    public bool MayRenew(HttpStatusCode status)
    {
        WasRefused = status == HttpStatusCode.Unauthorized;
        if (!WasRefused || _renewed)
        {
            return false;
        }

        return _renewed = true;
    }

    /// <summary>
    /// Waits before the next attempt: as long as the silo asked, or not at all while there are silos that were not asked yet, or else longer
    /// each time and by chance, so that many clients do not come back at once.
    /// </summary>
    public async Task PauseAsync(CancellationToken cancel)
    {
        TimeSpan pause = _asked ?? TimeSpan.Zero;
        if (_asked is null && Count >= silos.Count)
        {
            pause = _pause * (0.5 + Random.Shared.NextDouble());
            _pause = _pause * 2 < options.LongestPause ? _pause * 2 : options.LongestPause;
        }

        await Task.Delay(pause, options.Time, cancel).ConfigureAwait(false);
    }
}
