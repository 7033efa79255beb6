namespace Jifen.Grains.Catalogue;

/// <summary>
/// A stock that is spread over time, compiled: of n steps of open time, the first k release k/n of the units, rounded down. So all are released when
/// the last step begins, before the end.
/// </summary>
public sealed class Drip
{
    private const long MicrosecondsPerMinute = 60_000_000;

    private readonly (Stamp From, Stamp To)[] stretches;
    private readonly Stamp first;
    private readonly long total;
    private readonly long step;
    private readonly long steps;

    internal Drip(DripRule rule, long total, CampaignRules campaign)
    {
        Stamp from = rule.From ?? campaign.Starts;
        stretches = [.. campaign.OpenStretches(from, rule.To ?? campaign.Ends)];
        first = stretches.Length == 0 ? from : stretches[0].From;
        this.total = total;
        step = rule.Minutes * MicrosecondsPerMinute;
        steps = Math.Max(1, (OpenBefore(new(long.MaxValue)) + step - 1) / step);
    }

    /// <summary>How far the units are released at an instant.</summary>
    public StockRelease At(Stamp at)
    {
        long units = UnitsAt(at);
        return new(units, units == total ? null : InstantOf(StepThatReleases(units + 1)));
    }

    private long UnitsAt(Stamp at) =>
        at < first ? 0 : (long)Int128.Min(total, (Int128)total * ((OpenBefore(at) / step) + 1) / steps);

    /// <summary>The first step with so many units: the least k with total * (k + 1) / steps >= units.</summary>
    private long StepThatReleases(long units) => (long)((((Int128)units * steps) + total - 1) / total) - 1;

    /// <summary>The instant at which a step begins. One that begins when the campaign closes for a while has no open instant of its own.</summary>
    private Stamp InstantOf(long number)
    {
        long open = number * step;
        foreach ((Stamp from, Stamp to) in stretches)
        {
            long length = to.Microseconds - from.Microseconds;
            if (open <= length)
            {
                return new(from.Microseconds + open);
            }

            open -= length;
        }

        return first;
    }

    /// <summary>Open time before an instant, in microseconds.</summary>
    private long OpenBefore(Stamp at)
    {
        long open = 0;
        foreach ((Stamp from, Stamp to) in stretches)
        {
            if (from >= at)
            {
                break;
            }

            open += Math.Min(at.Microseconds, to.Microseconds) - from.Microseconds;
        }

        return open;
    }
}
