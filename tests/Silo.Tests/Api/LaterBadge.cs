using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

/// <summary>A badge for two purchases and a set of it, published when members have bought, and what journals tell of who got them.</summary>
internal static class LaterBadge
{
    private const string Id = "buyer";
    private const string Set = "buyers";

    /// <summary>Who is idle leaves memory at once.</summary>
    public static ShardLimits Narrow { get; } = new() { ResidentMembers = 1, CheckpointRecords = 4, CheckpointAge = TimeSpan.FromMilliseconds(50) };

    public static void AddTo(JsonNode draft)
    {
        draft["badges"]!.AsArray().Add(new JsonObject
        {
            ["id"] = Id,
            ["name"] = new JsonObject { ["en"] = "Buyer", ["zh"] = "买家" },
            ["criteria"] = new JsonObject { ["counter"] = "purchases", ["atLeast"] = 2 },
        });
        draft["badgeSets"]!.AsArray().Add(new JsonObject
        {
            ["id"] = Set,
            ["name"] = new JsonObject { ["en"] = "Buyers", ["zh"] = "买家们" },
            ["badges"] = new JsonArray(Id),
            ["grand"] = new JsonObject { ["kind"] = "points", ["points"] = 7 },
        });
    }

    /// <summary>Enrols members, two of three of whom buy twice and the others once.</summary>
    /// <returns>Those who bought twice, and the others.</returns>
    public static async Task<(string[] Deserving, string[] Others)> BuyAsync(TestSilo silo, int members)
    {
        string[] all = [.. Enumerable.Range(0, members).Select(n => $"b{n}")];
        await Task.WhenAll(all.Select(silo.EnrolAsync));
        string[] deserving = [.. all.Where((_, n) => n % 3 > 0)];
        TestSilo.Answer[] bought = await Task.WhenAll(all.Select(member => silo.EarnAsync(member, "first", 100)).Concat(deserving.Select(member => silo.EarnAsync(member, "second", 100))));
        Assert.All(bought, answer => Assert.Equal(200, answer.Status));
        return (deserving, [.. all.Except(deserving)]);
    }

    /// <summary>Waits until all but the member that a shard may keep have left memory.</summary>
    public static async Task LeftMemoryAsync(IReadOnlyList<TestSilo> silos)
    {
        for (int i = 0; i < 3000; i++)
        {
            LiveFrame[] frames = await Task.WhenAll(silos.Select(silo => silo.Host.Engine.Desk.TakeAsync()));
            if (frames.All(frame => frame.Shards.All(shard => shard.Resident <= 1)))
            {
                return;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("Members stay in memory.");
    }

    /// <summary>Waits until each shard has looked through its members and given what they are owed.</summary>
    public static async Task WalkedAsync(Func<IJournal> journal, int shards)
    {
        for (int i = 0; i < 600; i++)
        {
            if (Enumerable.Range(0, shards).All(shard => IsWalked(Bodies(journal(), shard))))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("Shards still look through their members.");
    }

    /// <summary>Parts of members that were looked at and noted, of all shards.</summary>
    public static IReadOnlyList<BadgesWalked> Walked(IJournal journal, int shards) =>
        [.. Enumerable.Range(0, shards).SelectMany(shard => Bodies(journal, shard)).SelectMany(body => body.Events ?? []).OfType<BadgesWalked>()];

    /// <summary>Everybody who deserves the badge and its set was given each once, nobody else, and members see it.</summary>
    public static async Task CheckAsync(TestSilo silo, int shards, string[] deserving, string[] others)
    {
        CheckJournal(silo, shards, deserving);
        Assert.All(await Task.WhenAll(deserving.Select(member => SeenAsync(silo, member))), Assert.True);
        Assert.All(await Task.WhenAll(others.Select(member => SeenAsync(silo, member))), Assert.False);
    }

    /// <inheritdoc cref="CheckAsync"/>
    public static void CheckJournal(TestSilo silo, int shards, string[] deserving)
    {
        MemberKey[] expected = [.. deserving.Select(member => silo.Host.Engine.MemberKeys.Of(member)).Order()];
        RecordBody[] given = [.. Enumerable.Range(0, shards).SelectMany(shard => Bodies(silo.Host.Engine.Journal, shard)).Where(body => body.Input is GiveOwedBadges)];
        Assert.Equal(expected, given.Where(body => body.Events!.OfType<BadgeEarned>().Count(earned => earned.Badge == Id) == 1).Select(MemberOf).Order());
        Assert.Equal(expected, given.SelectMany(body => body.Events!.OfType<BadgeSetCompleted>().Where(set => set.Set == Set).Select(_ => MemberOf(body))).Order());
    }

    private static MemberKey MemberOf(RecordBody given) => ((GiveOwedBadges)given.Input!).Member;

    private static bool IsWalked(IReadOnlyList<RecordBody> bodies)
    {
        BadgesWalked[] walked = [.. bodies.SelectMany(body => body.Events ?? []).OfType<BadgesWalked>()];
        return walked.Any(part => part.Through is null)
            && !walked.SelectMany(part => part.Owed).Except(bodies.SelectMany(body => body.Events ?? []).OfType<OwedBadgesGiven>().Select(given => given.Member)).Any();
    }

    private static IReadOnlyList<RecordBody> Bodies(IJournal journal, int shard) =>
        [.. journal.ReadRecords(new(shard), new(1), int.MaxValue).Select(record => RecordCodec.Decode(record.Body.Span))];

    private static async Task<bool> SeenAsync(TestSilo silo, string member)
    {
        JsonElement items = (await silo.GetAsync($"/v1/members/{member}/badges")).Json.GetProperty("items");
        return items.EnumerateArray().Single(item => item.GetProperty("badge").GetString() == Id).GetProperty("earned").ValueKind == JsonValueKind.String;
    }
}
