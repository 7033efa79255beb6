namespace Jifen.Simulation.Tests.World;

/// <summary>Silos are restarted one after the other for as long as the run goes on, each once every shard is where it belongs.</summary>
internal sealed class Upgrade(SimulatedWorld world, SeededDraw draw) : ClusterMisfortune(world, draw)
{
    /// <summary>A process takes so long to come back; one that was killed is declared dead before.</summary>
    private readonly TimeSpan _starts = world.Scenario.HandsOver ? TimeSpan.FromMilliseconds(500) : 2 * world.Scenario.DeadAfter;

    /// <summary>Until then every shard has the programme.</summary>
    private static readonly TimeSpan Opens = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(100);

    public override void StartSilos()
    {
        foreach (SimulatedHome home in World.Homes)
        {
            World.Start(home);
        }
    }

    public override void Plan() => When(() => World.Events.Elapsed >= Opens && World.Homes.All(home => home.IsPlaced) && World.Misplaced.Length == 0, () => Restart(World.Homes[World.Evidence.Restarts.Count % World.Homes.Count]));

    /// <remarks>One that is down refuses, and its caller turns to another at once.</remarks>
    public override SimulatedSilo? Addressee() => World.Silos.ToArray() is { Length: > 0 } alive ? Draw.Of(alive) : null;

    public override void HasLeft(SimulatedSilo silo) => silo.Kill();

    private void Restart(SimulatedHome home)
    {
        World.Evidence.Restarts.Add(World.Events.Elapsed);
        Stop(home.Alive!);
        When(() => home.Alive is null, () =>
        {
            StartAfter(home, _starts);
            Plan();
        });
    }

    private void Stop(SimulatedSilo silo)
    {
        if (World.Scenario.HandsOver)
        {
            silo.Do(TimeSpan.Zero, silo.Membership!.BeginLeaving);
        }
        else
        {
            silo.Kill();
        }
    }

    private void When(Func<bool> holds, Action then) => World.Events.After(LooksEvery, () =>
    {
        if (World.Weather.IsHealed)
        {
            return;
        }

        if (holds())
        {
            then();
        }
        else
        {
            When(holds, then);
        }
    });
}
