using System.Text.Json.Serialization;

namespace Jifen.Grains.Kernel;

/// <summary>Figures of a shard since its first record.</summary>
/// <param name="Members">Members enrolled.</param>
/// <param name="Activities">Activities taken in; a refund takes none away.</param>
/// <param name="Units">Units of prizes.</param>
/// <param name="Budgets">Points of budgets.</param>
/// <param name="Commands">Commands that a record answers, refusals among them.</param>
public sealed record TallyFigures(
    long Members, long Activities, long Badges, long Commands, PlayCounts Plays, PointCounts Points, UnitCounts Units, UnitCounts Budgets,
    IReadOnlyList<RefusalTally> Refusals)
{
    /// <summary>Cards of decks; null while none was dealt, as tallies of older checkpoints have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardCounts? Cards { get; init; }
}

/// <summary>Refusals of the rules with one code.</summary>
public sealed record RefusalTally(string Code, long Count);

/// <summary>Every play is settled, undone or still waits. One of a deck is settled by its card.</summary>
public record struct PlayCounts
{
    public long Taken { get; set; }

    /// <summary>Complete, with a prize or without.</summary>
    public long Settled { get; set; }

    /// <summary>Undone, because the game closes without its prize.</summary>
    public long Undone { get; set; }

    public long Prizes { get; set; }
}

/// <summary>Cards of decks: every card dealt is scratched, void, or held by a member.</summary>
public record struct CardCounts
{
    public long Dealt { get; set; }

    public long Scratched { get; set; }

    public long Voided { get; set; }
}

/// <summary>
/// Points of all members of a shard. 128 bits, because one member's may come near to what a long holds. <see cref="Balance"/> follows
/// what events say in all; the others follow the lots.
/// </summary>
public record struct PointCounts
{
    public Int128 Earned { get; set; }

    public Int128 Restored { get; set; }

    public Int128 Spent { get; set; }

    public Int128 Expired { get; set; }

    /// <summary>Taken from lots for refunds, now or once points came in.</summary>
    public Int128 Reversed { get; set; }

    /// <summary>What refunds asked back.</summary>
    public Int128 Claimed { get; set; }

    /// <summary>What of it had expired before.</summary>
    public Int128 Faded { get; set; }

    /// <summary>What of it is still to be taken.</summary>
    public Int128 Owed { get; set; }

    /// <summary>Points in lots.</summary>
    public Int128 Lots { get; set; }

    public Int128 Balance { get; set; }

    internal void Earn(Points points)
    {
        Earned += points.Value;
        Lots += points.Value;
        Balance += points.Value;
    }

    internal void Spend(Points points, IReadOnlyList<LotPart> parts)
    {
        Int128 moved = Sum(parts);
        Spent += moved;
        Lots -= moved;
        Balance -= points.Value;
    }

    internal void Restore(Points points, IReadOnlyList<LotPart> parts)
    {
        Int128 moved = Sum(parts);
        Restored += moved;
        Lots += moved;
        Balance += points.Value;
    }

    internal void Expire(Points points)
    {
        Expired += points.Value;
        Lots -= points.Value;
        Balance -= points.Value;
    }

    internal void Reverse(PointsReversed reversed)
    {
        Int128 moved = Sum(reversed.Parts);
        Claimed += reversed.Points.Value;
        Faded += reversed.Expired.Value;
        Owed += reversed.Owed.Value;
        Reversed += moved;
        Lots -= moved;
        Balance -= (Int128)reversed.Points.Value - reversed.Expired.Value - reversed.Owed.Value;
    }

    internal void Repay(PointsRepaid repaid)
    {
        Int128 moved = Sum(repaid.Parts);
        Owed -= repaid.Points.Value;
        Reversed += moved;
        Lots -= moved;
        Balance -= repaid.Points.Value;
    }

    private static Int128 Sum(IReadOnlyList<LotPart> parts)
    {
        Int128 sum = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            sum += parts[i].Points.Value;
        }

        return sum;
    }
}

/// <summary>Units that have passed the slices of a shard, and those that its treasuries have sent and got back.</summary>
public record struct UnitCounts
{
    public long Granted { get; set; }

    public long Used { get; set; }

    public long Returned { get; set; }

    public long Lent { get; set; }

    public long Back { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TallyFigures))]
internal sealed partial class TallyJson : JsonSerializerContext;
