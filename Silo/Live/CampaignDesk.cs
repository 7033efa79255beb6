using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Live;

/// <summary>Pauses and resumes by the same journalled control as the API.</summary>
internal sealed class CampaignDesk(ShardCalls shards, PublishedProgrammes programmes) : ICampaignDesk
{
    public async Task SetPausedAsync(string target, bool paused, string actor, string reason, CancellationToken cancel)
    {
        Require(reason, nameof(reason));
        Require(actor, nameof(actor));
        SetPaused input = new(TargetOf(target), paused, actor, reason);
        await shards.DecideAsync(shards.Of(CatalogueGrain.GrainId), input, null, null).AsTask().WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <remarks>Where a campaign and a lottery share an id, the campaign is meant: its pause stops both.</remarks>
    private string TargetOf(string id)
    {
        Programme[] known = [.. programmes.All.Select(version => programmes.Of(version.Version))];
        if (known.Any(programme => programme.Campaigns.Any(campaign => campaign.Id == id)))
        {
            return PauseTarget.Campaign(id);
        }

        return known.Any(programme => programme.FindGame(id) is not null)
            ? PauseTarget.Lottery(id)
            : throw new ArgumentException("There is no such campaign or lottery.", nameof(id));
    }

    private static void Require(string text, string field)
    {
        try
        {
            Field.Text(text, field);
        }
        catch (ProblemException refused)
        {
            throw new ArgumentException(refused.Message, field, refused);
        }
    }
}
