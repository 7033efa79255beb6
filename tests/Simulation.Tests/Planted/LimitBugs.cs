using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with the limits of members and with minors.</summary>
internal static class LimitBugs
{
    /// <summary>What is less strict holds at once.</summary>
    public static Decided LoosensAtOnce(ShardState state, ShardInput input, Decided decided) => decided.Events is [SelfLimitsSet { Next: { } next } set]
        ? Setting(decided, set with { Now = next, Next = null, From = null })
        : decided;

    /// <summary>A cool-off ends with the next change of a limit.</summary>
    public static Decided EndsCoolOff(ShardState state, ShardInput input, Decided decided) =>
        decided.Events is [SelfLimitsSet { CoolOffUntil: not null } set] && input is SetSelfLimits { CoolOffUntil: null } ? Setting(decided, set with { CoolOffUntil = null }) : decided;

    /// <summary>A paid play is not counted.</summary>
    public static Decided ForgetsPaid(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not PaidPlayCounted)] };

    /// <summary>What the brand says of an age is answered and forgotten.</summary>
    public static Decided ForgetsAge(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not AdultFromSet)] };

    private static Decided Setting(Decided decided, SelfLimitsSet set) => decided with { Answer = new SelfLimitsTaken(set), Events = [set] };
}

/// <summary>Who is refused as a minor is let in where it is an adult tomorrow.</summary>
internal sealed class TakesMinors : IShardRules
{
    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context)
    {
        Decision decision = ProtocolRules.Instance.Decide(state, input, context);
        return decision is Decided { Answer: Refusal { Code: RefusalCodes.NotForMinors } }
            ? ProtocolRules.Instance.Decide(state, input, context with { Now = context.Now.Plus(TimeSpan.FromDays(1)) })
            : decision;
    }
}
