namespace Jifen.Grains.Interfaces;

/// <summary>
/// The budget of a campaign is a treasury of points (PROTOCOL section 2), and its units move as those of a prize do. Where a message or a
/// treasury names a lottery, a budget is called <c>budget:</c> and the campaign's id, which no lottery's id can be.
/// </summary>
public static class BudgetName
{
    /// <summary>What stands for the segment.</summary>
    public const string Segment = "points";

    private const string Prefix = "budget:";
    private const string Treasury = "treasury:" + Prefix;

    public static string Of(string campaign) => Prefix + campaign;

    public static bool Is(string lottery) => lottery.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The campaign whose budget is called so.</summary>
    public static string CampaignOf(string name) => name[Prefix.Length..];

    /// <summary>Whether the grain with this id, such as an event names it, is a budget's slice or treasury.</summary>
    public static bool IsKeptBy(string? grain) =>
        grain is not null && (Is(grain) || grain.StartsWith(Treasury, StringComparison.Ordinal));
}

/// <summary>What a campaign's budget could not give of an earning.</summary>
/// <param name="Points">Points that the rules would have given beyond those that were given.</param>
public sealed record BudgetCut(string Campaign, Points Points);

/// <summary>An earning of this shard needs more points of the budget than lie here, and the treasury has not said that none are left.</summary>
/// <param name="Points">Points of the campaign that the earning would give.</param>
public sealed record BudgetNeeded(string Campaign, Points Points) : Need;

/// <summary>Notice of the shard to itself: an earning waits for points of the budget.</summary>
/// <param name="Points">As of <see cref="BudgetNeeded"/>.</param>
public sealed record AskBudget(string Campaign, Points Points) : ShardInput;

/// <summary>Notice of the shard to itself: the treasury said that none are left, and points that were asked for lie here unused.</summary>
public sealed record HandInBudget(string Campaign) : ShardInput;

/// <summary>An activity was given less than its rules say, because the budget of the campaign had no more.</summary>
/// <param name="Cause">Id of the activity.</param>
/// <param name="Points">What it was not given.</param>
public sealed record EarningCut(string Cause, string Campaign, Points Points) : GrainEvent;

/// <summary>Points of the budget that an activity was given.</summary>
public sealed record BudgetUsed(Points Points) : GrainEvent;

/// <summary>Points that a refund took back go to the treasury again.</summary>
public sealed record BudgetFreed(Points Points) : GrainEvent;

/// <summary>Units that a slice returns unasked: a refund brought them back, or nobody waits for them any more.</summary>
public sealed record UnitsHandedIn(string Lottery, string Segment, DateOnly? Day, long Units) : Message;

/// <summary>The treasury has got units back that it had not recalled.</summary>
public sealed record UnitsRegained(ShardId Slice, DateOnly? Day, long Units) : GrainEvent;
