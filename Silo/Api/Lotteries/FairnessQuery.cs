using Jifen.Grains.Lottery;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The commitments and revealed seeds of a lottery, asked of the shard of its slice.</summary>
internal sealed record FairnessQuery(string Lottery) : ShardQuery<FairnessView>
{
    public override FairnessView Answer(in ReadContext at) => LotteryQuery.Fairness(at.State, Lottery);
}
