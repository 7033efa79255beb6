using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>A complete set brings its grand prize, of which what the member owes is paid first.</summary>
internal sealed class PrizesFollowSets : IFollowUp
{
    /// <summary>Rule of the points that a grand prize gives.</summary>
    public const string Rule = "badge-set";

    /// <summary>How the points of a grand prize name the set.</summary>
    public static string CauseOf(string set) => $"{Rule}:{set}";

    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not BadgeSetCompleted completed)
        {
            return [];
        }

        Programme programme = state.Self.InForce(at.Stamp)!.Programme!;
        BadgeSetDocument set = programme.BadgeSets.First(set => set.Id == completed.Set);
        Purse purse = state.FindMember(at.Member!.Value)!.Purse;
        Stamp? expires = programme.Calendar.ExpiryOf(at.Stamp, programme.Expiry);
        string cause = CauseOf(set.Id);
        PointsEarned earned = new(cause, Rule, null, set.Grand.Points, purse.LotFor(expires), expires, programme.Calendar.DayOf(at.Stamp));
        return [earned, .. purse.Repayment(cause, [new(earned.Lot, earned.Points, expires)], at.Stamp)];
    }
}
