namespace Jifen.Grains.Kernel;

/// <summary>The rules that a shard decides by.</summary>
public interface IShardRules
{
    /// <summary>Reads and answers; changes nothing. State, input and context decide the result to the byte.</summary>
    Decision Decide(ShardState state, ShardInput input, in DecisionContext context);
}
