using System.Globalization;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;

namespace Jifen.Grains.Wallet;

/// <summary>What the prizes of wallets are.</summary>
public static class WonPrizes
{
    /// <summary>What a version of the programme says of a prize; null where it has no such thing.</summary>
    /// <param name="source">As of <see cref="PrizeSource"/>.</param>
    public static Prize? Of(Programme programme, string source)
    {
        (string kind, string id, string item) = PrizeSource.Parts(source);
        return kind switch
        {
            PrizeSource.Lottery => programme.FindWheel(id)?.Segments.FirstOrDefault(segment => segment.Id == item)?.Prize,
            PrizeSource.Card => programme.DecksEver.Find(id)?.Kinds.FirstOrDefault(card => card.Id == item)?.Prize,
            PrizeSource.Draw => programme.FindDraw(id)?.Prizes.FirstOrDefault(prize => prize.Id == item)?.Prize,
            PrizeSource.BadgeSet => programme.BadgeSets.FirstOrDefault(set => set.Id == id)?.Grand,
            _ => programme.FindChallenge(id) is { } challenge ? ChallengeSteps.RewardOf(challenge.Goal, StepOf(item)).Coupon : null,
        };
    }

    private static int? StepOf(string item) => int.Parse(item, CultureInfo.InvariantCulture) is > 0 and int step ? step : null;
}
