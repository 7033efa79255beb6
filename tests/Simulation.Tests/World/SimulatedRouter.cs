using Jifen.Silo.Cluster;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Sends calls to the silos of their shards by the rules of the router: to the owner that is known, after it when it moves, held for a
/// while when nobody has it; what has no key is never sent again once it may have begun.
/// </summary>
internal sealed class SimulatedRouter(SimulatedWorld world, SimulatedSilo silo, ShardMap map)
{
    private const int Hops = 3;

    private static readonly NotDone Nowhere = new(RejectionCodes.TryAgain, "no silo was reached that has this shard");

    public void Route(RoutedCall call)
    {
        if (call.IsTold)
        {
            return;
        }

        if (silo.Find(call.Shard) is { } loop)
        {
            silo.Post(loop, l => l.Accept(call.Make(l, reply => Replied(call, reply))));
        }
        else if (map.Find(call.Shard) is { IsHere: false, Silo: { } owner } && world.FindHome(map.AddressOf(owner)) is { } home)
        {
            Forward(call, owner, home);
        }
        else
        {
            Hold(call);
        }
    }

    /// <summary>Mail goes to a shard that is here, or over the network to the silo that is known to have it.</summary>
    public void Carry(ShardId to, Action<ShardLoop> arrives)
    {
        if (silo.Find(to) is not null)
        {
            world.Carry(silo.Home, silo.Home, there => there.Give(to, arrives));
        }
        else if (map.Find(to) is { IsHere: false, Silo: { } owner } && world.FindHome(map.AddressOf(owner)) is { } home)
        {
            world.Carry(silo.Home, home, there => there.Give(to, arrives));
        }
    }

    private void Forward(RoutedCall call, SiloId owner, SimulatedHome home)
    {
        int attempt = ++call.Sent;
        world.Carry(silo.Home, home, there => there.Router!.Serve(call, this, attempt, owner), call.MayRepeat);
        silo.Do(Limits.CallTime, () =>
        {
            if (!call.IsTold && call.Sent == attempt)
            {
                Lost(call);
            }
        });
    }

    /// <summary>Another silo sends a call for a shard that it believes to be here.</summary>
    private void Serve(RoutedCall call, SimulatedRouter asking, int attempt, SiloId asked)
    {
        if (silo.Find(call.Shard) is { } loop)
        {
            silo.Post(loop, l => l.Accept(call.Make(l, reply => Back(asking, () => asking.Replied(call, reply)))));
            return;
        }

        ShardPlace known = map.Find(call.Shard);
        Back(asking, () => asking.IsElsewhere(call, attempt, asked, known));
    }

    private void Back(SimulatedRouter asking, Action arrives) => world.Carry(silo.Home, asking.Home, there =>
    {
        if (there.Router == asking)
        {
            arrives();
        }
    });

    private SimulatedHome Home => silo.Home;

    private RouterLimits Limits => world.Scenario.Routing;

    private void Replied(RoutedCall call, Reply reply)
    {
        if (reply is NotDone { IsElsewhere: true } && !call.IsTold)
        {
            Hold(call);
        }
        else
        {
            call.Tell(reply);
        }
    }

    private void IsElsewhere(RoutedCall call, int attempt, SiloId asked, ShardPlace known)
    {
        map.Correct(call.Shard, known.Silo, known.Epoch);
        if (call.IsTold || call.Sent != attempt)
        {
            return;
        }

        call.Sent++;
        if (++call.Hops < Hops && map.Find(call.Shard).Silo != asked)
        {
            Route(call);
        }
        else
        {
            Hold(call);
        }
    }

    private void Lost(RoutedCall call)
    {
        call.Sent++;
        if (call.MayRepeat)
        {
            Hold(call);
        }
        else
        {
            call.Tell(Nowhere);
        }
    }

    private void Hold(RoutedCall call)
    {
        call.HeldSince ??= world.Events.Elapsed;
        call.Hops = 0;
        if (world.Events.Elapsed - call.HeldSince >= Limits.HoldTime)
        {
            call.Tell(Nowhere);
        }
        else
        {
            silo.Do(Limits.RetryAfter, () => Route(call));
        }
    }
}
