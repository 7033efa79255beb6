using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>What network and store do to the run. After healing they do what is asked, soon.</summary>
internal sealed class Weather(Scenario scenario, SeededDraw draw, EventQueue events) : StoreWeather
{
    private TimeSpan _fullUntil;

    public bool IsHealed { get; private set; }

    public override bool IsFull => !IsHealed && events.Elapsed < _fullUntil;

    public void Heal() => IsHealed = true;

    public void FillStore(TimeSpan span) => _fullUntil = events.Elapsed + span;

    public override AppendFate NextAppend() =>
        IsHealed || !draw.Chance(scenario.UnknownOfThousand) ? AppendFate.Written
        : draw.Chance(500) ? AppendFate.LostBefore
        : AppendFate.LostAfter;

    public bool DiesAfterCommit() => !IsHealed && draw.Chance(scenario.DiesAfterCommitOfThousand);

    /// <summary>How many copies of a message arrive, and when.</summary>
    public IEnumerable<TimeSpan> Arrivals()
    {
        if (IsHealed)
        {
            yield return draw.Time(0.1, 2);
            yield break;
        }

        int copies = draw.Chance(scenario.LostOfThousand) ? 0 : draw.Chance(scenario.DoubledOfThousand) ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            yield return draw.Time(0.1, scenario.SlowestMessage);
        }
    }

    /// <summary>How long the disk takes for a batch.</summary>
    public TimeSpan AppendTime() => IsHealed ? draw.Time(0.5, 4) : draw.Time(0.5, draw.Chance(20) ? 1000 : Math.Min(100, scenario.SlowestAppend));

    public TimeSpan ReadTime() => draw.Time(0.1, IsHealed ? 2 : 15);

    /// <summary>Between two steps on one thread.</summary>
    public TimeSpan Soon() => draw.Time(0.01, 1);
}
