using Jifen.Grains.Kernel;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Shards that decide by rules with a bug. One set of rules is made for each silo.</summary>
internal sealed class RulesWith(Func<SimulatedWorld, IShardRules> bug) : Composition
{
    public override IShardRules Rules(SimulatedWorld world) => bug(world);
}

/// <summary>The engine's rules with what they decide changed.</summary>
internal sealed class ChangedRules(Func<ShardState, ShardInput, Decided, Decided> change) : IShardRules
{
    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context) =>
        ProtocolRules.Instance.Decide(state, input, context) is Decided decided ? change(state, input, decided) : ProtocolRules.Instance.Decide(state, input, context);
}

/// <summary>A unit is taken from the slice with the next record instead of the one that gives it away, and if it is gone by then, is not.</summary>
internal sealed class TakesStockLater : IShardRules
{
    private readonly Dictionary<ShardId, List<UnitUsed>> _owed = [];

    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context)
    {
        if (ProtocolRules.Instance.Decide(state, input, context) is not Decided decided)
        {
            return ProtocolRules.Instance.Decide(state, input, context);
        }

        List<UnitUsed> due = _owed.GetValueOrDefault(state.Shard) ?? [];
        _owed[state.Shard] = [.. decided.Events.OfType<UnitUsed>()];
        return decided with { Events = [.. decided.Events.Where(e => e is not UnitUsed), .. due.Where(u => Lies(state, u))] };
    }

    private static bool Lies(ShardState state, UnitUsed unit) => state.Slices.Any(s => s.Id == unit.On && s.FindAccount(unit.Segment, unit.Day) is { Unused: > 0 });
}

/// <summary>Single decisions gone wrong.</summary>
internal static class WrongRules
{
    /// <summary>A play that is undone keeps its price.</summary>
    public static Decided KeepsPrice(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not PointsRestored)] };

    /// <summary>A member's state takes an activity that was refunded for one too old to be remembered.</summary>
    public static Decided ForgetsRefunds(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is RefundCounted refund ? refund with { Recorded = default, Whole = false } : e)] };

    /// <summary>Points come in without paying what is owed.</summary>
    public static Decided LetsDebtsStand(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not PointsRepaid)] };

    /// <summary>A slice is told "none" when it asks while the treasury has nothing free, without asking the other slices.</summary>
    public static Decided RefusesWithoutRecall(ShardState state, ShardInput input, Decided decided) =>
        input is Delivery { Body: UnitsWanted wanted } && !BudgetName.Is(wanted.Lottery) && state.Treasury(wanted.Lottery, wanted.Segment) is { IsStocked: true, Free: 0 } treasury
            ? ToldNone(state, treasury, wanted)
            : decided;

    public static Decided ToldNone(ShardState state, Grains.Stock.Treasury treasury, UnitsWanted wanted) => new()
    {
        Events = [new WishesRefused(wanted.Day) { On = treasury.Id }],
        Messages = [.. Enumerable.Range(0, state.ShardCount).Select(shard => ToldNone(shard, wanted))],
    };

    private static AddressedMessage ToldNone(int shard, UnitsWanted wanted) =>
        new(new(shard), Lane.Control, new PrizeExhausted(wanted.Lottery, wanted.Segment, wanted.Day));

    /// <summary>The seed is revealed with the first shard that closes its period.</summary>
    public static Func<ShardState, ShardInput, Decided, Decided> RevealsEarly(SimulatedWorld world) => (state, input, decided) =>
    {
        if (decided.Events is not [PeriodClosureCounted counted] || state.Seeds(counted.Lottery).Find(counted.Period) is not { Wrapped: { } wrapped })
        {
            return decided;
        }

        byte[] seed = new byte[32];
        world.Vault.Unwrap(counted.Lottery, counted.Period, wrapped, seed);
        return decided with { Events = [counted, new SeedRevealed(counted.Lottery, counted.Period, Convert.ToHexStringLower(seed)) { On = counted.On }] };
    };

    /// <summary>An outcome is drawn to the house's liking.</summary>
    public static Decided PrefersLosing(ShardState state, ShardInput input, Decided decided) =>
        decided.Events.OfType<PlaySettled>().Any(s => s.Segment == "points") && decided.Events.OfType<PlayTaken>().Any(t => t.Rolled == "points")
            ? decided with { Events = [.. decided.Events.Select(e => e is PlayTaken taken ? taken with { Rolled = "none" } : e)] }
            : decided;

    /// <summary>Free plays cost.</summary>
    public static Decided ForgetsFreePlays(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is PlayTaken { Free: true } taken ? taken with { Free = false } : e)] };

    /// <summary>A play ahead of its turn repeats a nonce.</summary>
    public static Decided RepeatsNonces(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is PlayTaken { Nonce: 2 } taken ? taken with { Nonce = 1 } : e)] };

    /// <summary>An activity gives a point more than its rule.</summary>
    public static Decided GivesMore(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is PointsEarned { Points.Value: 7 } earned ? earned with { Points = new(8) } : e)] };

    /// <summary>A shard adopts a version a microsecond early.</summary>
    public static Decided AdoptsEarly(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is CatalogueAdopted adopted ? adopted with { EffectiveAt = new(adopted.EffectiveAt.Microseconds - 1) } : e)] };

    /// <summary>A treasury takes back a unit more than came.</summary>
    public static Decided MakesUnits(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is UnitsReceived received ? received with { Units = received.Units + 1 } : e)] };

    /// <summary>A shard adopts a control generation and not what it stops.</summary>
    public static Decided IgnoresPauses(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is ControlAdopted adopted ? adopted with { Paused = [] } : e)] };

    /// <summary>A prize takes its unit twice.</summary>
    public static Decided UsesUnitsTwice(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events, .. decided.Events.OfType<UnitUsed>()] };

    /// <summary>A prize that is out is replaced while its unit lies here.</summary>
    public static Decided GivesFallback(ShardState state, ShardInput input, Decided decided) =>
        decided.Events.OfType<PlaySettled>().Any(s => s.Segment == "cup")
            ? decided with { Events = [.. decided.Events.Where(e => e is not UnitUsed).Select(e => e is PlaySettled s ? s with { Segment = "points" } : e)] }
            : decided;
}
