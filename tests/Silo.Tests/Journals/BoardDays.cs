using Jifen.Silo.Api;

namespace Jifen.Silo.Tests.Journals;

/// <summary>Boards of all kinds with rewards and a budget for them, cohorts, scopes, friends and names.</summary>
internal sealed class BoardDays : IJournalDays
{
    /// <summary>So many that a shard has more members on a board than it tells of at a time.</summary>
    private const int Crowd = 120;

    private const string Budget = "prizes";
    private const long MoreThanThereIs = 1_000;

    public async Task BeginAsync(JournalShop shop)
    {
        await shop.PutAsync("/v1/members/m0/groups", """{"region":"east","segments":["vip"]}""");
        await shop.EnrolAsync("eve", ""","region":"east","segments":["gold"]""");
        await shop.ReportAsync("m0", "in-the-east", "purchase", 3_000);
        await shop.ReportAsync("eve", "from-the-east", "purchase", 3_000);
        await shop.PutAsync("/v1/members/eve/groups", """{"region":"west","segments":[]}""");
        await shop.RefundAsync("m0", "in-the-east");
        await shop.PutAsync("/v1/members/m1/friends", """{"friends":["m2","m3","nobody"]}""");
        await shop.PutAsync("/v1/members/m1/board-name", """{"alias":"Ann"}""");
        await shop.PutAsync("/v1/members/m2/board-name", """{"alias":null,"listed":false}""");
        await shop.ImportAsync("?kind=members", [.. Enumerable.Range(0, Crowd).Select(i => $$"""{"id":"c{{i}}"}""")]);
    }

    /// <summary>On Monday members score before the week before is settled, and one more for that week.</summary>
    public async Task NightAsync(JournalShop shop)
    {
        if (shop.Day == 2)
        {
            foreach (string member in JournalShop.Regulars.Take(4))
            {
                await shop.ReportAsync(member, $"monday-{member}", "purchase", 2_000);
            }

            await shop.ReportAsync("m0", "sunday", "purchase", 1_000, daysAgo: 0.1);
        }
    }

    public async Task EveningAsync(JournalShop shop)
    {
        switch (shop.Day)
        {
            case 1:
                await AbandonAsync(shop);
                await CrowdAsync(shop);
                break;
            case 9:
                await shop.ReportAsync("m0", "too-late", "purchase", 1_000, daysAgo: 8);
                break;
            default:
                break;
        }
    }

    public Task LaterAsync(JournalShop shop) => Task.CompletedTask;

    /// <summary>One shard after the other, so that the last badges of an edition are recalled from the first.</summary>
    private static async Task CrowdAsync(JournalShop shop)
    {
        IEnumerable<string> members = Enumerable.Range(0, Crowd).Select(i => $"c{i}");
        foreach (IGrouping<ShardId, string> shard in members.GroupBy(shop.ShardOf).OrderByDescending(shard => shard.Key.Value))
        {
            await Task.WhenAll(shard.Select(member => shop.ReportAsync(member, $"crowd-{member}", "visit", 100)));
        }
    }

    /// <summary>
    /// Points of a budget are asked for and nobody comes for them, as when a shard moves before an earning has got what it waits for: they go back.
    /// </summary>
    private static async Task AbandonAsync(JournalShop shop)
    {
        ShardId shard = shop.ShardOf(JournalShop.Regulars[0]);
        await JournalShop.UntilAsync("hand-in-budget", async () =>
        {
            await AskAsync(shop, shard);
            return RecordKinds.In(shop.Silo.Folder).Contains("hand-in-budget");
        });
    }

    private static async Task AskAsync(JournalShop shop, ShardId shard)
    {
        try
        {
            await shop.Silo.Host.Engine.Calls.DecideAsync(shard, new AskBudget(Budget, new(MoreThanThereIs)), null, null);
        }
        catch (ProblemException e) when (e.Message == "The points are here, or asked for, or known to be gone.")
        {
            await shop.PassAsync(TimeSpan.Zero);
        }
    }
}
