using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads what a board gives by rank: each reward ends below the one before, by ranks and by shares each for itself.</summary>
internal sealed class BoardTierParser(RewardParser rewards)
{
    private long _rank;
    private long _percent;

    public List<BoardTier> All(Node node, PeriodKind? period)
    {
        if (node.Exists && period == PeriodKind.AllTime)
        {
            node.Report(Fault.NeverFinal);
        }

        return node.Exists ? CampaignParser.All(node.Items(1, ProgrammeLimits.BoardTiers), Read) : [];
    }

    private BoardTier? Read(Node node)
    {
        if (node.Fields(BoardShapes.Tier) is not { } fields)
        {
            return null;
        }

        (Node to, Node share) = (fields.Optional("to"), fields.Optional("toPercent"));
        if (to.Exists == share.Exists)
        {
            node.Report(Fault.EitherOr("to", "toPercent"));
        }

        long? rank = Below(to, to.Whole(1, ProgrammeLimits.BoardRank), ref _rank);
        long? percent = Below(share, share.Whole(1, 100), ref _percent);
        ChallengeReward? reward = rewards.Read(node, fields);
        return reward is null || to.Exists == share.Exists || (rank ?? percent) is null ? null : new(rank, (int?)percent, reward);
    }

    private static long? Below(Node node, long? end, ref long before)
    {
        if (end is not { } number)
        {
            return null;
        }

        if (number <= before)
        {
            node.Report(Fault.RankNotBelow(before));
            return null;
        }

        before = number;
        return number;
    }
}
