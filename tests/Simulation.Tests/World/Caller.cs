using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>Sends calls over the network and sends them again until they are answered.</summary>
internal sealed class Caller(SimulatedWorld world, SeededDraw draw)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    /// <summary>Sends the call until it is over, then does what follows.</summary>
    public void Make(Call call, Action over) => Attempt(call, over);

    /// <summary>Sends the call once; whatever comes back is only noted.</summary>
    public void SendOnce(Call call) => Send(call, _ => { });

    /// <summary>Sends the call once; whatever comes back is told.</summary>
    public void SendOnce(Call call, Action<Reply> told) => Send(call, told);

    /// <summary>Asks a shard once; whatever comes back is told.</summary>
    public void Ask(ShardId shard, ShardQuery query, Action<Reply> told) => world.CarryCall(() => new(
        shard, (_, reply) => new Read(query, new ReadSink(world, reply)), mayRepeat: true, reply => world.CarryBack(() => told(reply))));

    /// <summary>Reads a member once; whatever comes back is only noted.</summary>
    public void Read(ShardId shard, MemberKey member) => world.CarryCall(() => new(
        shard, (_, reply) => new Read(new BalanceQuery(member), new ReadSink(world, reply)) { Member = member },
        mayRepeat: true, _ => { }));

    private void Send(Call call, Action<Reply> told) => world.CarryCall(() => new(
        call.Shard, (loop, reply) => Give(call, loop, reply), mayRepeat: call.Key is not null, reply => world.CarryBack(() => told(reply))));

    private Request Give(Call call, ShardLoop loop, Action<Reply> reply)
    {
        call.Given++;
        return call.ToRequest(new Sink(world, call, loop.Epoch, reply));
    }

    private void Attempt(Call call, Action over)
    {
        if (call.End is not null)
        {
            return;
        }

        int attempt = ++call.Attempts;
        int twins = world.Weather.IsHealed || !draw.Chance(150) ? 1 : 2;
        for (int i = 0; i < twins; i++)
        {
            Send(call, reply => Receive(call, reply, over));
        }

        world.Events.After(Patience, () =>
        {
            if (call.Attempts == attempt)
            {
                Attempt(call, over);
            }
        });
    }

    private static void Receive(Call call, Reply reply, Action over)
    {
        if (call.End is null && IsFinal(reply))
        {
            call.End = reply;
            over();
        }
    }

    private static bool IsFinal(Reply reply) => reply switch
    {
        Answered { Answer: PlayPending } => false,
        NotDone { Code: RejectionCodes.TryAgain or RejectionCodes.Overloaded or RejectionCodes.StoreFull or RejectionCodes.ClockDoubt } => false,
        _ => true,
    };

    /// <summary>Where the reply of one attempt goes.</summary>
    private sealed class Sink(SimulatedWorld world, Call call, Epoch epoch, Action<Reply> receive) : IReplySink
    {
        private bool _completed;

        public void Complete(Reply reply)
        {
            if (_completed)
            {
                world.Evidence.Violate(Checks.OneReply, $"an attempt of {call.Input} was replied to twice");
            }

            _completed = true;
            world.Evidence.Replied(call, call.ToRequest(this), reply, epoch);
            receive(reply);
        }
    }

    private sealed record BalanceQuery(MemberKey Member) : ShardQuery<Points>
    {
        public override Points Answer(in ReadContext at) => at.State.FindMember(Member)!.Purse.Balance;
    }

    /// <summary>Where the reply of a read goes.</summary>
    private sealed class ReadSink(SimulatedWorld world, Action<Reply> receive) : IReplySink
    {
        public void Complete(Reply reply)
        {
            world.Evidence.Replied(reply);
            receive(reply);
        }
    }
}
