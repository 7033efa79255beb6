namespace Jifen.Simulation.Tests.World;

/// <summary>What befalls the silos of a run, and when they start.</summary>
internal abstract class Misfortune(SimulatedWorld world, SeededDraw draw)
{
    protected static readonly TimeSpan[] Jumps =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(-50),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(-10), TimeSpan.FromDays(1), TimeSpan.FromDays(-1),
    ];

    protected SimulatedWorld World { get; } = world;

    protected SeededDraw Draw { get; } = draw;

    public abstract void StartSilos();

    /// <summary>Draws what will happen until everything heals.</summary>
    public abstract void Plan();

    /// <summary>Everybody wakes, and nothing more befalls the run.</summary>
    public abstract void Heal();

    /// <summary>The silo that a caller finds, or null where that one is down.</summary>
    public abstract SimulatedSilo? Addressee();

    /// <summary>The silo dies, and sometimes the machine of the store with it; another starts soon.</summary>
    public void Crash(SimulatedSilo silo)
    {
        if (!silo.IsAlive)
        {
            return;
        }

        silo.Kill();
        if (Draw.Chance(500))
        {
            World.Disk.CutPower();
        }

        if (silo == silo.Home.Silo)
        {
            StartAfter(silo.Home, Draw.Time(20, 1200));
        }
    }

    public virtual void HasLeft(SimulatedSilo silo) => silo.Kill();

    protected void StartAfter(SimulatedHome home, TimeSpan after)
    {
        home.IsStarting = true;
        World.Events.After(after, () =>
        {
            if (home.Alive is null)
            {
                World.Start(home);
            }
        });
    }

    protected void Plan(int least, int most, int fromMilliseconds, int toMilliseconds, Action happens)
    {
        for (int i = Draw.Between(least, most); i > 0; i--)
        {
            World.Events.After(Draw.Time(fromMilliseconds, toMilliseconds), () =>
            {
                if (!World.Weather.IsHealed)
                {
                    happens();
                }
            });
        }
    }
}
