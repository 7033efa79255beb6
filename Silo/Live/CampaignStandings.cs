using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Silo.Live;

/// <summary>Where the campaigns and their lotteries stand.</summary>
internal static class CampaignStandings
{
    /// <summary>Each campaign, followed by its lotteries, in the order of the programme.</summary>
    /// <param name="paused">Targets that are stopped.</param>
    public static IReadOnlyList<CampaignFigures> Of(Programme programme, IReadOnlyCollection<string> paused, Stamp now) =>
        [.. programme.Campaigns.SelectMany(campaign => Of(programme, campaign, paused, now))];

    private static IEnumerable<CampaignFigures> Of(Programme programme, CampaignRules campaign, IReadOnlyCollection<string> paused, Stamp now)
    {
        OpenState hours = campaign.At(now);
        bool stopped = paused.Contains(PauseTarget.Campaign(campaign.Id));
        yield return new(campaign.Id, null, campaign.Name, Standing(campaign, hours, stopped, now), hours.Opens?.ToInstant(), hours.Closes?.ToInstant());
        foreach (Game game in programme.Games.Where(game => game.Campaign == campaign))
        {
            CampaignStanding standing = Standing(campaign, hours, stopped || paused.Contains(PauseTarget.Lottery(game.Id)), now);
            yield return new(game.Id, campaign.Id, game.Name, standing, hours.Opens?.ToInstant(), hours.Closes?.ToInstant());
        }
    }

    /// <remarks>A pause outlives the hours; what has ended cannot be resumed.</remarks>
    private static CampaignStanding Standing(CampaignRules campaign, OpenState hours, bool paused, Stamp now) => hours.IsOpen switch
    {
        _ when now >= campaign.Ends => CampaignStanding.Ended,
        _ when paused => CampaignStanding.Paused,
        _ when now < campaign.Starts => CampaignStanding.Scheduled,
        true => CampaignStanding.Live,
        false => CampaignStanding.Closed,
    };
}
