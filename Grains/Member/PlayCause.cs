namespace Jifen.Grains.Member;

/// <summary>How points name the play that moved them.</summary>
public static class PlayCause
{
    /// <summary>Rule of the points that a prize gives.</summary>
    public const string PrizeRule = "prize";

    public static string Of(PlayId play) => $"play:{play}";

    /// <summary>What stands in for a coupon of a wallet.</summary>
    public static string Of(PrizeId prize) => $"prize:{prize}";
}
