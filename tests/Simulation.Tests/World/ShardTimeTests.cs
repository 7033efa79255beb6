using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>The time of a shard that comes from a silo whose clock was ahead.</summary>
public sealed class ShardTimeTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly EventQueue _events = new();
    private readonly MachineClock _machine;
    private readonly SiloClock _clock;
    private readonly Stamp _at;
    private readonly long _timestamp;

    public ShardTimeTests()
    {
        _machine = new(_events, DateTimeOffset.UnixEpoch.AddYears(56));
        _clock = new(_machine, default);
        (_at, _timestamp) = (_clock.Now().Plus(Ahead), _clock.Timestamp());
        _events.After(TimeSpan.FromSeconds(5), () => { });
        _events.RunUntil(TimeSpan.FromSeconds(5), () => false);
    }

    [Fact]
    public void It_goes_on_from_its_last_stamp() => Assert.Equal(_at.Plus(TimeSpan.FromSeconds(5)), _clock.Now(_at, _timestamp));

    [Fact]
    public void It_is_that_of_its_silo_once_the_silos_clock_has_caught_up()
    {
        _machine.SetWrongBy(2 * Ahead);
        _clock.Accept();

        Assert.Equal(_clock.Now(), _clock.Now(_at, _timestamp));
        Assert.Equal(_at.Plus(Ahead + TimeSpan.FromSeconds(5)), _clock.Now());
    }
}
