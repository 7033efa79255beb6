using System.Numerics;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Earnings;

namespace Jifen.Grains.Budget;

/// <summary>The shares of an activity as far as the budgets of their campaigns give them.</summary>
/// <param name="Shares">In the order of the rules; the last ones are cut first.</param>
/// <param name="Used">What the budgets on this shard give.</param>
/// <param name="Cuts">What they do not give; null where they give all.</param>
internal sealed record BudgetedShares(IReadOnlyList<EarnedShare> Shares, IReadOnlyList<BudgetUsed> Used, IReadOnlyList<BudgetCut>? Cuts)
{
    /// <summary>The first budget that lacks points here and may still have some elsewhere; null where the shares can be given.</summary>
    /// <remarks>A test member needs none: it is given as much as it would be, of no budget.</remarks>
    public static BudgetNeeded? Lacking(ShardState state, MemberGrain member, IReadOnlyList<EarnedShare> shares)
    {
        if (member.IsTest)
        {
            return null;
        }

        foreach ((string campaign, long wanted) in Wanted(shares))
        {
            UnitAccount account = state.Budget(campaign).Account;
            if (account.Unused < wanted && !account.ToldExhausted)
            {
                return new(campaign, new(wanted));
            }
        }

        return null;
    }

    /// <summary>Gives what lies here of each budget.</summary>
    public static BudgetedShares Of(ShardState state, MemberGrain member, IReadOnlyList<EarnedShare> shares)
    {
        IReadOnlyList<(string Campaign, long Wanted)> budgets = Wanted(shares);
        if (budgets.Count == 0)
        {
            return new(shares, [], null);
        }

        (IReadOnlyList<EarnedShare> given, List<BudgetUsed> used, List<BudgetCut> missing) = (shares, [], []);
        foreach ((string campaign, long wanted) in budgets)
        {
            BudgetSlice slice = state.Budget(campaign);
            long points = member.IsTest && !slice.Account.ToldExhausted ? wanted : Math.Min(wanted, slice.Account.Unused);
            given = points < wanted ? Cut(given, campaign, points) : given;
            used.AddRange(points > 0 && !member.IsTest ? [new BudgetUsed(new(points)) { On = slice.Id }] : []);
            missing.AddRange(points < wanted ? [new BudgetCut(campaign, new(wanted - points))] : []);
        }

        return new(member.IsTest ? [.. given.Select(static share => share with { IsShadow = true })] : given, used, missing.Count == 0 ? null : missing);
    }

    /// <remarks>What an activity gives in all was checked against what a member can hold.</remarks>
    private static IReadOnlyList<(string Campaign, long Wanted)> Wanted(IReadOnlyList<EarnedShare> shares)
    {
        for (int i = 0; i < shares.Count; i++)
        {
            if (shares[i].Rule.Budget is not null)
            {
                return
                [
                    .. shares.Where(share => share.Rule.Budget is not null).GroupBy(share => share.Rule.Budget!, StringComparer.Ordinal)
                        .Select(campaign => (campaign.Key, (long)campaign.Aggregate(BigInteger.Zero, static (sum, share) => sum + share.Points))),
                ];
            }
        }

        return [];
    }

    private static List<EarnedShare> Cut(IReadOnlyList<EarnedShare> shares, string campaign, BigInteger left)
    {
        List<EarnedShare> cut = [];
        foreach (EarnedShare share in shares)
        {
            EarnedShare gives = share.Rule.Budget == campaign ? share with { Points = BigInteger.Min(left, share.Points) } : share;
            left -= share.Rule.Budget == campaign ? gives.Points : 0;
            cut.AddRange(gives.Points.IsZero ? [] : [gives]);
        }

        return cut;
    }
}
