using Jifen.Grains.Kernel;

namespace Jifen.Grains.Budget;

/// <summary>
/// How points of a budget reach the shards and go back (PROTOCOL section 2). An earning that finds too few here is not decided before the
/// treasury has sent more, or has said that none are left: then it is given what lies here.
/// </summary>
public static class BudgetRules
{
    /// <summary>Asks the treasury for what an earning lacks. At most one request is under way; it keeps a recall from what lies here.</summary>
    public static Decision Decide(ShardState state, AskBudget input)
    {
        BudgetSlice slice = state.Budget(input.Campaign);
        long lacking = input.Points.Value - slice.Account.Unused;
        if (slice.Account.Asking || slice.Account.ToldExhausted || lacking <= 0)
        {
            return new Rejected(RejectionCodes.Nothing, "The points are here, or asked for, or known to be gone.");
        }

        UnitsAsked asked = new(BudgetName.Segment, null, slice.Account.Request + 1, lacking) { On = slice.Id };
        UnitsWanted wanted = new(slice.Name, asked.Segment, asked.Day, asked.Request, asked.Waiting);
        return new Decided { Events = [asked], Messages = [new(state.HomeOf(slice.Name), Lane.Control, wanted)] };
    }

    /// <summary>Returns points that were kept for an earning which did not come back for them.</summary>
    public static Decision Decide(ShardState state, HandInBudget input)
    {
        BudgetSlice slice = state.Budget(input.Campaign);
        return slice.MustHandIn
            ? new Decided
            {
                Events = [new UnitsGivenBack(BudgetName.Segment, null, 0, slice.Account.Unused) { On = slice.Id }],
                Messages = [HandIn(state, slice, slice.Account.Unused)],
            }
            : new Rejected(RejectionCodes.Nothing, "No points of the budget lie here that must go back.");
    }

    /// <summary>Returns points of a budget that a refund takes back from a member, so that any shard may give them again.</summary>
    internal static Consequence Free(ShardState state, string campaign, Points points)
    {
        BudgetSlice slice = state.Budget(campaign);
        return new(new BudgetFreed(points) { On = slice.Id }, [HandIn(state, slice, points.Value)]);
    }

    private static AddressedMessage HandIn(ShardState state, BudgetSlice slice, long points) =>
        new(state.HomeOf(slice.Name), Lane.Control, new UnitsHandedIn(slice.Name, BudgetName.Segment, null, points));
}
