using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

public sealed class ShardCallsTests
{
    [Theory]
    [InlineData(RejectionCodes.Overloaded)]
    [InlineData(RejectionCodes.TryAgain)]
    public async Task A_call_that_took_effect_is_not_told_of_a_bound_that_is_met_before_it_can_be_shown(string met)
    {
        ShardCalls calls = new(new DoneAtOnce(), new ApiLimits(), TimeProvider.System)
        {
            Knows = _ => ValueTask.FromException(new ProblemException(met, "the programme's shard cannot be read now")),
        };

        ProblemException told = await Assert.ThrowsAsync<ProblemException>(async () => await calls.DecideAsync(new(0), new Enrol(default), default(MemberKey), null));

        Assert.Equal(RejectionCodes.TryAgain, told.Problem.Kind.Code);
        Assert.Contains("took effect", told.Problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_met_a_bound_is_told_of_it()
    {
        ShardCalls calls = new(new DoneAtOnce(new NotDone(RejectionCodes.Overloaded, "too much waits")), new ApiLimits(), TimeProvider.System);

        ProblemException told = await Assert.ThrowsAsync<ProblemException>(async () => await calls.DecideAsync(new(0), new Enrol(default), default(MemberKey), null));

        Assert.Equal(RejectionCodes.Overloaded, told.Problem.Kind.Code);
    }

    /// <summary>One shard that replies to whatever it gets.</summary>
    private sealed class DoneAtOnce(Reply? reply = null) : IShards
    {
        public int Count => 1;

        public ShardId Of(MemberKey member) => new(0);

        public ShardId Of(string grain) => new(0);

        public void Post(ShardId shard, ShardWork work) =>
            work.Sink!.Complete(reply ?? new Answered(new Enrolled(), new(shard, new(1), default, 1), Replayed: false));
    }
}
