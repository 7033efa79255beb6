using System.Globalization;
using System.Net;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Cluster;

/// <summary>What became of calls that were offered.</summary>
/// <param name="DoneWithin99">99 of 100 of those that were done took no longer.</param>
/// <param name="Lost">No answer came.</param>
/// <param name="NotSent">So many were under way that they were not sent.</param>
public sealed record LoadFigures(double DonePerSecond, TimeSpan DoneWithin99, int Refused, TimeSpan RefusedWithin99, int Lost, int NotSent)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DonePerSecond:F0} done a second, 99 % within {DoneWithin99.TotalMilliseconds:F0} ms; {Refused} refused, 99 % within {RefusedWithin99.TotalMilliseconds:F0} ms; {Lost} unanswered, {NotSent} not sent");
}

/// <summary>Counts calls as they end. Safe for threads.</summary>
public sealed class LoadMeasure
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _done = [];
    private readonly List<TimeSpan> _refused = [];
    private int _lost;
    private int _notSent;

    public void NotSent() => Interlocked.Increment(ref _notSent);

    public void Add(Reply? reply, TimeSpan took)
    {
        lock (_gate)
        {
            switch (reply)
            {
                case null:
                    _lost++;
                    break;
                case { Status: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests }:
                    _refused.Add(took);
                    break;
                default:
                    _done.Add(took);
                    break;
            }
        }
    }

    public LoadFigures Figures(TimeSpan time)
    {
        lock (_gate)
        {
            return new(_done.Count / time.TotalSeconds, Within99(_done), _refused.Count, Within99(_refused), _lost, _notSent);
        }
    }

    private static TimeSpan Within99(List<TimeSpan> times) => times.Count == 0 ? TimeSpan.Zero : times.Order().ElementAt(times.Count * 99 / 100);
}
