namespace Jifen.Simulation.Tests.World;

/// <summary>Silos share the store: they crash, stand still, are cut off from each other and from the store, leave and come back.</summary>
internal class ClusterMisfortune(SimulatedWorld world, SeededDraw draw) : Misfortune(world, draw)
{
    /// <summary>The longest pause, as a multiple of the silence that is death.</summary>
    private const int LongestPause = 5;

    public override void StartSilos()
    {
        World.Start(World.Homes[0]);
        foreach (SimulatedHome home in World.Homes.Skip(1))
        {
            StartAfter(home, Draw.Chance(700) ? Draw.Time(0, 100) : Draw.Time(100, 9000));
        }
    }

    public override void Plan()
    {
        Plan(0, 3, 1000, 15500, () => WithSilo(Crash));
        Plan(0, 3, 1000, 15000, () => WithSilo(Pause));
        Plan(0, 3, 1000, 14000, () => World.Weather.Cut(AnyHome().Number, AnyHome().Number, Draw.Time(100, 4000)));
        Plan(0, 2, 1000, 14000, () => World.Weather.CutFromStore(AnyHome().Number, Draw.Time(100, 4000)));
        Plan(0, 2, 1000, 14000, () => World.Weather.TakeStoreAway(Draw.Time(100, 3000)));
        Plan(0, 2, 1000, 15000, () => WithSilo(silo => silo.Do(TimeSpan.Zero, silo.Membership!.BeginLeaving)));
        Plan(0, Draw.Chance(200) ? 1 : 0, 1000, 9000, () => Restart(0));
        Plan(0, 3, 2000, 14000, () => AnyHome().Clock.SetWrongBy(Draw.Of<TimeSpan>(Jumps)));
        Plan(0, 2, 1000, 14000, () => World.Weather.FillStore(Draw.Time(300, 3000)));
    }

    public override void Heal()
    {
        foreach (SimulatedSilo silo in World.Silos)
        {
            silo.Resume();
        }

        KeepOne();
    }

    public override SimulatedSilo? Addressee() => World.Weather.IsHealed || Draw.Chance(800)
        ? World.Silos.ToArray() is { Length: > 0 } alive ? Draw.Of(alive) : null
        : AnyHome().Alive;

    /// <summary>Most silos that leave come back after a while.</summary>
    public override void HasLeft(SimulatedSilo silo)
    {
        base.HasLeft(silo);
        if (World.Weather.IsHealed)
        {
            KeepOne();
        }
        else if (Draw.Chance(700))
        {
            StartAfter(silo.Home, Draw.Time(20, 3000));
        }
    }

    private void KeepOne()
    {
        if (!World.Homes.Any(home => home.Alive is not null || home.IsStarting))
        {
            World.Start(World.Homes[0]);
        }
    }

    private SimulatedHome AnyHome() => Draw.Of(World.Homes);

    private void WithSilo(Action<SimulatedSilo> happens)
    {
        if (AnyHome().Alive is { } silo)
        {
            happens(silo);
        }
    }

    private void Pause(SimulatedSilo silo)
    {
        silo.Pause();
        World.Events.After(Draw.Time(20, LongestPause * World.Scenario.DeadAfter.TotalMilliseconds), silo.Resume);
    }

    /// <summary>One silo after the other leaves and starts again, each when the one before is back.</summary>
    private void Restart(int from)
    {
        if (from >= World.Homes.Count || World.Weather.IsHealed)
        {
            return;
        }

        SimulatedHome home = World.Homes[from];
        if (home.Alive is { } silo)
        {
            silo.Do(TimeSpan.Zero, silo.Membership!.BeginLeaving);
            StartAgain(home, from);
        }
        else
        {
            Restart(from + 1);
        }
    }

    private void StartAgain(SimulatedHome home, int number) => World.Events.After(TimeSpan.FromMilliseconds(100), () =>
    {
        if (home.Alive is not null && !World.Weather.IsHealed)
        {
            StartAgain(home, number);
        }
        else
        {
            StartAfter(home, TimeSpan.Zero);
            Restart(number + 1);
        }
    });
}
