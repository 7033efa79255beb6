using Jifen.Grains.Badge;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>One run: faults for a while, then healing, rest and the last checkpoints.</summary>
internal sealed class Run
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly SimulatedWorld _world;
    private readonly HashSet<ShardLoop> _asked = [];
    private readonly HashSet<ShardLoop> _drained = [];
    private bool _draining;
    private bool _over;

    private Run(SimulatedWorld world) => _world = world;

    /// <summary>Runs a seed to its end, and leaves the world to be judged.</summary>
    public static SimulatedWorld Of(ulong seed, Composition composition)
    {
        SimulatedWorld world = new(seed, composition);
        new Run(world).ToTheEnd();
        return world;
    }

    private void ToTheEnd()
    {
        _world.Begin();
        _world.Events.RunUntil(Scenario.Safety, () => _world.Evidence.Violations.Count > 0);
        _world.Heal();
        Look();
        _world.Events.RunUntil(Scenario.Safety + _world.Scenario.Liveness, () => _over || _world.Evidence.Violations.Count > 0);
        if (!_over && _world.Evidence.Violations.Count == 0)
        {
            _world.Evidence.Violate(_world.Misplaced.Length > 0 ? Checks.ShardsComeHome : Checks.ComesToRest, WhatGoesOn());
        }
    }

    private void Look()
    {
        AcceptClock();
        if (WhatGoesOn().Length == 0)
        {
            Drain();
        }
        else
        {
            _world.Events.After(LookEvery, Look);
        }
    }

    private void AcceptClock()
    {
        if (_world.Silos.Any(silo => silo.Clock.InDoubt && silo.Loops.Any()) && !_world.Staff.IsBusy)
        {
            _world.Staff.AcceptClock();
        }
    }

    /// <remarks>A late look can still move a shard; the loop that it comes to is asked then.</remarks>
    private void Drain()
    {
        _draining = true;
        foreach (SimulatedSilo silo in _world.Silos)
        {
            foreach (ShardLoop loop in silo.Loops.Where(loop => !silo.IsHandingOver(loop) && _asked.Add(loop)))
            {
                silo.Post(loop, l => l.Drain(() => HasDrained(l)));
            }
        }

        _world.Events.After(LookEvery, Drain);
    }

    private void HasDrained(ShardLoop loop)
    {
        _drained.Add(loop);
        _over = _world.Owners.Count(_drained.Contains) == _world.Scenario.Shards && WhatGoesOn().Length == 0;
    }

    /// <summary>What has not come to rest; empty where all has.</summary>
    private string WhatGoesOn() => string.Join(
        "; ",
        _world.Clients.Where(c => c.UnderWay is not null).Select(c => $"unanswered: {c.UnderWay!.Input}")
            .Concat(_world.Staff.IsBusy ? ["staff wait"] : [])
            .Concat(_world.Clerks.Any(clerk => clerk.IsBusy) ? ["codes are not uploaded"] : [])
            .Concat(_world.Misplaced.Length == 0 ? [] : [_world.Misplaced])
            .Concat(_world.Owners.Select(WhatGoesOn).Where(what => what.Length > 0)));

    /// <remarks>
    /// A shard that is read anew while all drain sends mail again that its receivers, at rest, do not confirm once more. That all of it was
    /// applied is the judge's to see. A shard that drains looks through no more members.
    /// </remarks>
    private string WhatGoesOn(ShardLoop loop)
    {
        var figures = loop.Figures;
        bool waits = loop.State is not { } state || state.Slices.Any(s => s.WaitingCount > 0) || state.CouponSlices.Any(s => s.WaitingCount > 0) || state.Editions.Any(s => s.WaitingCount > 0)
            || (!_draining && state.FindNamed(BadgeWalk.GrainId) is BadgeWalk { IsUnderWay: true } or BadgeWalk { Owed.Count: > 0 });
        bool recalls = loop.State?.Treasuries.Any(t => t.IsRecalling || t.Wishes.Count > 0) ?? true;
        bool unbound = loop.State?.Self.Unbound is not null;
        return !unbound && figures is { Undurable: 0, Parked: 0 } && (_draining || figures.Unacknowledged == 0) && figures.Durable == figures.Head && !waits && !recalls
            ? ""
            : $"shard {loop.Shard}: {figures}{(unbound ? ", a programme is missing" : "")}{(waits ? ", plays wait" : "")}{(recalls ? ", a treasury is at work" : "")}";
    }
}
