using Jifen.Simulation.Tests.Store;

namespace Jifen.Simulation.Tests.World;

/// <summary>A machine with a data folder, which one process at a time has, and with clocks of its own.</summary>
internal sealed class SimulatedHome(SimulatedWorld world, int number)
{
    /// <summary>What it is called, where others reach it, and its folder.</summary>
    public string Name { get; } = $"silo-{number}";

    public int Number { get; } = number;

    public MachineClock Clock { get; } = new(world.Events, world.Scenario.Start);

    /// <summary>What its way to the store makes of calls.</summary>
    public StoreWeather Weather { get; } = new WayToStore(world, number);

    /// <summary>The process that runs or ran here last.</summary>
    public SimulatedSilo? Silo { get; set; }

    /// <summary>The process, where it takes something in.</summary>
    public SimulatedSilo? Alive => Silo is { IsAlive: true } silo ? silo : null;

    /// <summary>The process will be started.</summary>
    public bool IsStarting { get; set; }

    /// <summary>Whether the store shows the silo as one that shards are placed on.</summary>
    public bool IsPlaced => Alive?.Membership is { } own && world.Disk.Silos.Any(row => row.Id == own.Self && row.Standing == SiloStanding.Live);

    private sealed class WayToStore(SimulatedWorld world, int number) : StoreWeather
    {
        public override bool IsFull => world.Weather.IsFull;

        public override bool IsAway => world.Weather.IsAwayFrom(number);

        public override AppendFate NextAppend() => world.Weather.NextAppend();
    }
}
