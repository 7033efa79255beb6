using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>Sends calls over the network and sends them again until they are answered.</summary>
internal sealed class Caller(SimulatedWorld world, SeededDraw draw)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    /// <summary>Sends the call until it is over, then does what follows.</summary>
    public void Make(Call call, Action over) => Attempt(call, over);

    /// <summary>Sends the call once; whatever comes back is only noted.</summary>
    public void SendOnce(Call call) => world.CarryCall(call.Shard, () => call.ToRequest(new Sink(world, call, _ => { })));

    /// <summary>Reads a member once; whatever comes back is only noted.</summary>
    public void Read(ShardId shard, MemberKey member) => world.CarryCall(
        shard,
        () => new Read(new BalanceQuery(member), new ReadSink(world)) { Member = member });

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
            world.CarryCall(call.Shard, () => call.ToRequest(new Sink(world, call, reply => Receive(call, reply, over))));
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
    private sealed class Sink(SimulatedWorld world, Call call, Action<Reply> receive) : IReplySink
    {
        private bool _completed;

        public void Complete(Reply reply)
        {
            if (_completed)
            {
                world.Evidence.Violate(Checks.OneReply, $"an attempt of {call.Input} was replied to twice");
            }

            _completed = true;
            world.Evidence.Replied(call, call.ToRequest(this), reply);
            world.Carry(_ => receive(reply));
        }
    }

    private sealed record BalanceQuery(MemberKey Member) : ShardQuery<Points>
    {
        public override Points Answer(in ReadContext at) => at.State.FindMember(Member)!.Purse.Balance;
    }

    /// <summary>Where the reply of a read goes.</summary>
    private sealed class ReadSink(SimulatedWorld world) : IReplySink
    {
        public void Complete(Reply reply) => world.Evidence.Replied(reply);
    }
}
