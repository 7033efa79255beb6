using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>What network and store do to the run. After healing they do what is asked, soon.</summary>
internal sealed class Weather(Scenario scenario, SeededDraw draw, EventQueue events) : StoreWeather
{
    /// <summary>Stands for the store among the ends of a cut.</summary>
    private const int Store = 0;

    private readonly Dictionary<(int, int), TimeSpan> _cutUntil = [];
    private TimeSpan _fullUntil;
    private TimeSpan _awayUntil;

    public bool IsHealed { get; private set; }

    public override bool IsFull => !IsHealed && events.Elapsed < _fullUntil;

    public void Heal() => IsHealed = true;

    public void FillStore(TimeSpan span) => _fullUntil = events.Elapsed + span;

    /// <summary>The store refuses everybody.</summary>
    public void TakeStoreAway(TimeSpan span) => _awayUntil = events.Elapsed + span;

    /// <summary>Nothing passes between two homes.</summary>
    public void Cut(int home, int other, TimeSpan span) => _cutUntil[(Math.Min(home, other), Math.Max(home, other))] = events.Elapsed + span;

    public void CutFromStore(int home, TimeSpan span) => Cut(Store, home, span);

    public bool IsCut(int home, int other) =>
        !IsHealed && _cutUntil.TryGetValue((Math.Min(home, other), Math.Max(home, other)), out TimeSpan until) && events.Elapsed < until;

    /// <summary>A home does not reach the store.</summary>
    public bool IsAwayFrom(int home) => (!IsHealed && events.Elapsed < _awayUntil) || IsCut(Store, home);

    /// <summary>Copies of what one silo sends another: connections between silos lose less than those of callers.</summary>
    public IEnumerable<TimeSpan> ArrivalsBetweenSilos(bool mayDouble)
    {
        if (!IsHealed && draw.Chance(scenario.LostOfThousand / 4))
        {
            yield break;
        }

        int copies = mayDouble && !IsHealed && draw.Chance(scenario.DoubledOfThousand) ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            yield return draw.Time(0.1, IsHealed ? 2 : Stalls(20) ? 400 : Math.Min(20, scenario.SlowestMessage));
        }
    }

    /// <summary>One way of a call between a silo and the store.</summary>
    public TimeSpan WayToStore() => draw.Time(0.1, IsHealed ? 2 : Stalls(30) ? 400 : 8);

    /// <summary>After how long a silo gives a call of the store up.</summary>
    public TimeSpan StorePatience() => draw.Time(50, 400);

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
    public TimeSpan AppendTime() => IsHealed ? draw.Time(0.5, 4) : draw.Time(0.5, Stalls(20) ? 1000 : Math.Min(100, scenario.SlowestAppend));

    public TimeSpan ReadTime() => draw.Time(0.1, IsHealed ? 2 : 15);

    /// <summary>Between two steps on one thread.</summary>
    public TimeSpan Soon() => draw.Time(0.01, 1);

    /// <summary>Now and then something takes long, where things fail at all.</summary>
    private bool Stalls(int ofThousand) => draw.Chance(ofThousand) && !scenario.IsUpgrade;
}
