namespace Jifen.Simulation.Tests.World;

/// <summary>One silo has the store for itself. When it is paused another takes its shards, and it wakes as a zombie.</summary>
internal sealed class LoneMisfortune(SimulatedWorld world, SeededDraw draw) : Misfortune(world, draw)
{
    private readonly List<SimulatedSilo> _zombies = [];

    private SimulatedHome Home => World.Homes[0];

    public override void StartSilos() => World.Start(Home);

    public override void Plan()
    {
        Plan(0, 3, 1000, 15500, () => Crash(World.Current));
        Plan(0, 2, 1000, 12000, PauseAndTakeOver);
        Plan(0, 2, 2000, 14000, () => Home.Clock.SetWrongBy(Draw.Of<TimeSpan>(Jumps)));
        Plan(0, 2, 1000, 14000, () => World.Weather.FillStore(Draw.Time(300, 3000)));
    }

    public override void Heal()
    {
        _zombies.ForEach(z => z.Resume());
        World.Current.Resume();
    }

    public override SimulatedSilo? Addressee()
    {
        SimulatedSilo[] awake = [.. _zombies.Where(z => z is { IsAlive: true, IsPaused: false })];
        return awake.Length > 0 && Draw.Chance(200) ? awake[0] : World.Current;
    }

    /// <summary>The owner stops in its tracks; another takes its shards, and then it wakes.</summary>
    private void PauseAndTakeOver()
    {
        SimulatedSilo zombie = World.Current;
        zombie.Pause();
        World.Events.After(Draw.Time(20, 2500), () =>
        {
            if (zombie == World.Current && zombie.IsAlive)
            {
                _zombies.Add(zombie);
                World.Start(Home);
            }

            World.Events.After(Draw.Time(0, 2500), zombie.Resume);
            World.Events.After(Draw.Time(3000, 6000), () => Retire(zombie));
        });
    }

    /// <summary>What is left of a zombie goes.</summary>
    private void Retire(SimulatedSilo zombie)
    {
        if (zombie != World.Current)
        {
            _zombies.Remove(zombie);
            zombie.Kill();
        }
    }
}
