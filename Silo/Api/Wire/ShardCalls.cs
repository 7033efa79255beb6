using System.Diagnostics;
using Jifen.Grains.Kernel;
using Jifen.Silo.Live;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Sends requests and reads to shards and waits for their replies.</summary>
public sealed class ShardCalls(IShards shards, ApiLimits limits, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    public int Count => shards.Count;

    /// <summary>Sees to it that a version of the programme is known to this silo, before what was decided under it is shown.</summary>
    internal Func<long, ValueTask> Knows { get; set; } = static _ => ValueTask.CompletedTask;

    /// <summary>Where the shards stand in the store; null where nobody else can have them.</summary>
    internal StoreHeads? Heads { get; set; }

    /// <summary>From the arrival of each command to its answer.</summary>
    internal LatencyMeter Latency { get; } = new();

    public ShardId Of(MemberKey member) => shards.Of(member);

    public ShardId Of(string grain) => shards.Of(grain);

    /// <summary>Has an input decided; completes when its record is durable.</summary>
    /// <exception cref="ProblemException">Nothing was done; or, with <c>try_again</c>, it may have been.</exception>
    public async ValueTask<Answered> DecideAsync(
        ShardId shard, ShardInput input, MemberKey? member, RequestKey? key, Journal.Person? person = null, string? origin = null)
    {
        CommandReply reply = new(this, shard);
        shards.Post(shard, new Request(input, reply) { Member = member, Key = key, Person = person, Origin = origin });
        Answered answered = Require<Answered>(await reply.Task.ConfigureAwait(false));
        await ShowableAsync(answered).ConfigureAwait(false);
        return answered;
    }

    /// <remarks>A bound that is met on the way says that nothing was done, and this was.</remarks>
    private async ValueTask ShowableAsync(Answered answered)
    {
        try
        {
            await Knows(answered.Place.CatalogueVersion).ConfigureAwait(false);
        }
        catch (ProblemException)
        {
            throw new ProblemException(
                RejectionCodes.TryAgain, "The call took effect, but this silo does not know the programme it was decided under yet; a retry with its key is answered.");
        }
    }

    /// <summary>What the answer to a read must hold: the position that the caller sent, and with <c>consistency=strong</c> all that is committed.</summary>
    /// <exception cref="ProblemException">The store did not say in time where the shards stand.</exception>
    internal async ValueTask<Position> WantedAsync(HttpRequest request)
    {
        Position wanted = Position.Wanted(request);
        return Position.MustBeNewest(request) ? await NewestAsync(wanted).ConfigureAwait(false) : wanted;
    }

    /// <summary>
    /// All that is committed now. A silo that does not know yet that it lost a shard cannot reach it, so that it serves nothing that is older.
    /// </summary>
    /// <exception cref="ProblemException">The store did not say in time where the shards stand.</exception>
    internal async ValueTask<Position> NewestAsync(Position? besides = null)
    {
        Position wanted = besides ?? Position.None;
        try
        {
            return Heads is null ? wanted : wanted.And(await Heads.NowAsync().WaitAsync(limits.PositionWait, time).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is TimeoutException or Journal.JournalException)
        {
            throw new ProblemException(RejectionCodes.TryAgain, "The store did not confirm in time which records are the newest.", Position.Consistency);
        }
    }

    /// <summary>Asks a shard; completes when what was seen is durable and the wanted position is reached.</summary>
    /// <param name="member">The member that must be in memory, or null.</param>
    /// <param name="follows">Waits until the version in force there is known here.</param>
    /// <exception cref="ProblemException">The read was not served, or the position is not reached in time.</exception>
    internal async ValueTask<(TView View, RecordPlace Place)> ReadAsync<TView>(
        ShardId shard, MemberKey? member, Position wanted, ShardQuery<TView> query, bool follows = true)
    {
        long begun = time.GetTimestamp();
        while (true)
        {
            ReplySource reply = new();
            shards.Post(shard, new Read(query, reply) { Member = member });
            ReadDone seen = Require<ReadDone>(await reply.Task.ConfigureAwait(false));
            if (wanted.IsReachedBy(seen.Place))
            {
                if (follows)
                {
                    await Knows(seen.Place.CatalogueVersion).ConfigureAwait(false);
                }

                return ((TView)seen.View!, seen.Place);
            }

            if (time.GetElapsedTime(begun) >= limits.PositionWait)
            {
                throw new ProblemException(RejectionCodes.TryAgain, "The position asked for is not reached yet.", Position.Header);
            }

            await Task.Delay(LookAgain, time).ConfigureAwait(false);
        }
    }

    /// <summary>Asks every shard, each at its own instant; the answers are in the order of the shards.</summary>
    internal async ValueTask<(TView View, RecordPlace Place)[]> ReadAllAsync<TView>(Position wanted, ShardQuery<TView> query) =>
        await Task.WhenAll(Enumerable.Range(0, Count).Select(shard => ReadAsync(new(shard), null, wanted, query).AsTask())).ConfigureAwait(false);

    private static T Require<T>(Reply reply)
        where T : Reply => reply switch
        {
            T expected => expected,
            NotDone not => throw new ProblemException(not.Code, not.Detail, not.Field),
            _ => throw new InvariantBrokenException($"{reply.GetType().Name} answers no such work"),
        };

    /// <summary>The caller continues on a thread of the pool, never on the shard's.</summary>
    private class ReplySource() : TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously), IReplySink
    {
        public virtual void Complete(Reply reply) => TrySetResult(reply);
    }

    /// <summary>Measures how long an answer took. What was not done does not count.</summary>
    private sealed class CommandReply(ShardCalls calls, ShardId shard) : ReplySource
    {
        private readonly long _arrived = Stopwatch.GetTimestamp();

        public override void Complete(Reply reply)
        {
            if (reply is Answered)
            {
                calls.Latency.Record(shard.Value, Stopwatch.GetElapsedTime(_arrived));
            }

            base.Complete(reply);
        }
    }
}
