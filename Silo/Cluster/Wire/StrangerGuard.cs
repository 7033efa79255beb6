using System.Net;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Bounds what those can take who have not proved that they are silos. Any thread may call.</summary>
internal sealed class StrangerGuard(WireLimits limits, TimeProvider time)
{
    private const int Addresses = 1_024;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Failures> _failures = [];
    private int _strangers;
    private int _streams;

    /// <summary>Lets a stream begin its hello; each that was let in is told to <see cref="Leave"/> or <see cref="Known"/>.</summary>
    /// <returns>The status to answer with: 200, 429 after too many failed proofs, 503 at a bound.</returns>
    public int Enter(IPAddress address)
    {
        lock (_lock)
        {
            if (_failures.TryGetValue(address, out Failures? failures) && failures.Proofs >= limits.FailedProofs && !IsOver(failures))
            {
                return StatusCodes.Status429TooManyRequests;
            }

            if (_strangers >= limits.Strangers || _streams >= limits.Streams)
            {
                return StatusCodes.Status503ServiceUnavailable;
            }

            _strangers++;
            _streams++;
            return StatusCodes.Status200OK;
        }
    }

    /// <summary>The stream has proved to be a silo's.</summary>
    public void Known()
    {
        lock (_lock)
        {
            _strangers--;
        }
    }

    /// <summary>A stream that was let in has ended.</summary>
    /// <param name="known">It had proved to be a silo's.</param>
    public void Leave(bool known)
    {
        lock (_lock)
        {
            _strangers -= known ? 0 : 1;
            _streams--;
        }
    }

    /// <summary>Counts a hello that failed.</summary>
    /// <returns>True where it is to be logged: once for each address and minute.</returns>
    public bool Failed(IPAddress address, bool wrongProof)
    {
        lock (_lock)
        {
            bool isFirst = !_failures.TryGetValue(address, out Failures? failures) || IsOver(failures);
            if (isFirst)
            {
                failures = Begin(address);
            }

            failures!.Proofs += wrongProof ? 1 : 0;
            return isFirst;
        }
    }

    private Failures Begin(IPAddress address)
    {
        if (_failures.Count >= Addresses)
        {
            _failures.Clear();
        }

        return _failures[address] = new(time.GetTimestamp());
    }

    private bool IsOver(Failures failures) => time.GetElapsedTime(failures.Since) >= Window;

    private sealed class Failures(long since)
    {
        public long Since { get; } = since;

        public int Proofs { get; set; }
    }
}
