using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Cluster;

namespace Jifen.Silo.Tests.Games;

/// <summary>
/// Decks, pools of codes and draws of the sizes at which shards get their parts, played at once, each call at any of the silos, and more often than there is something
/// to get. One deck and one pool are lent to all shards and then played by members of two, who must get what lies at the others.
/// </summary>
/// <param name="players">Members, who live anywhere.</param>
/// <param name="two">Shards on which the members of some games live.</param>
internal sealed class GameNight(IReadOnlyList<TestSilo> silos, int shards, int players, IReadOnlyList<ShardId> two, ulong seed)
{
    private const int Winners = 5;
    private const int Beyond = 40;

    /// <summary>Enough for shards to be lent more than they ask for.</summary>
    private const int OfTwo = 160;

    private const string Ever = "2099-06-01T00:00:00+08:00";
    private const string Over = "2026-01-02T00:00:00+08:00";

    private readonly Game[] _games = GamesOf(
        MembersOf(players, _ => true), MembersOf(40, member => two.Contains(ShardOf(silos[0], shards, member)), "n"), member => ShardOf(silos[0], shards, member));

    public GamesRun Run { get; } = new(AtAny(silos, seed), seed);

    /// <summary>Opens the games, plays all of them, and closes the draws; no deck has a card more then, and no draw takes another entry.</summary>
    public async Task PlayAsync()
    {
        await PublishAsync(Ever);
        await Parallel.ForEachAsync(Members, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (member, _) => await silos[0].EnrolAsync(member));
        foreach (Game wheel in Of(GameKind.Coupons).Where(wheel => wheel.Size > 0))
        {
            TestSilo.Answer added = await silos[0].SendAsync(HttpMethod.Post, $"/v1/coupons/{wheel.Pool}/codes", string.Join('\n', wheel.Codes), null, TestSilo.BootstrapKey, media: "text/csv");
            Assert.Equal((200, wheel.Size), (added.Status, added.Json.GetProperty("added").GetInt32()));
        }

        await Run.PlayAsync(_games.SelectMany(game => game.EarlyPlays));
        await Run.PlayAsync(_games.SelectMany(game => game.Plays));
        await PublishAsync(Over);
        foreach (Game game in _games.Where(game => game.Kind == GameKind.Deck || game.Closes))
        {
            Assert.Equal((409, RefusalCodes.SoldOut), await OneMoreAsync(game));
        }

        foreach (Game draw in Of(GameKind.Draw).Where(draw => draw.Players.Count > 0))
        {
            Assert.Equal((409, RefusalCodes.TooLate), await OneMoreAsync(draw));
        }
    }

    /// <summary>What callers were told, what the store holds, and what every silo shows agree, and are all that the games had.</summary>
    public async Task AssertExactAsync()
    {
        IReadOnlyList<string> findings = await FindingsAsync();
        Assert.True(findings.Count == 0, $"{Run}\n{string.Join('\n', findings.Take(20))}");
    }

    private async Task<IReadOnlyList<string>> FindingsAsync()
    {
        Dictionary<string, JsonElement> drawn = [];
        foreach (Game draw in Of(GameKind.Draw))
        {
            drawn[draw.Id] = await DrawnAsync(draw);
        }

        GameBooks books = await SettledAsync(drawn);
        GamesJudge judge = new(Run, books, member => silos[0].Host.Engine.MemberKeys.Of(member));
        List<string> findings = [.. _games.SelectMany(judge.CallsOf)];
        foreach (Game deck in Of(GameKind.Deck))
        {
            findings.AddRange(judge.Deck(deck, await FacesAsync(books.Of(deck.Id))));
        }

        List<(string Member, string Code)> shown = await CodesAsync();
        findings.AddRange(Of(GameKind.Coupons).SelectMany(wheel => judge.Coupons(wheel, [.. shown.Where(one => one.Code.StartsWith($"{wheel.Id}-", StringComparison.Ordinal))])));
        findings.AddRange(Of(GameKind.Draw).SelectMany(draw => judge.Draw(draw, Published(drawn[draw.Id]))));
        foreach (TestSilo silo in silos)
        {
            findings.AddRange(await ShownAsync(silo));
        }

        return findings;
    }

    /// <summary>As many as there is something to get, and more; entries of fewer members than can win, of just as many, and of one more.</summary>
    private static Game[] GamesOf(string[] members, string[] neighbours, Func<string, ShardId> shardOf) =>
    [
        .. ((int[])[2, 63, 64, 65, 100]).Select(cards => new Game($"deck{cards}", GameKind.Deck, cards, members, cards + Beyond)),
        new("deck-of-two", GameKind.Deck, OfTwo, neighbours, OfTwo + Beyond) { Early = [.. members.DistinctBy(shardOf)] },
        .. ((int[])[0, 1, 63, 64, 65, 100]).Select(codes => new Game($"wheel{codes}", GameKind.Coupons, codes, members, codes + Beyond)),
        new("wheel-of-two", GameKind.Coupons, OfTwo, neighbours, OfTwo + Beyond) { Early = [.. members.DistinctBy(shardOf)] },
        new("closing-wheel-of-two", GameKind.Coupons, 65, neighbours, 65 + Beyond) { Closes = true },
        .. ((int[])[0, Winners - 1, Winners, Winners + 1]).Select(entrants => new Game($"draw{entrants}", GameKind.Draw, Winners, members[..entrants], 8 * entrants)),
        new("draw-of-all", GameKind.Draw, 64, members, 2 * members.Length),
    ];

    private IEnumerable<string> Members => _games.SelectMany(game => game.Players.Concat(game.Early)).Distinct();

    private IEnumerable<Game> Of(GameKind kind) => _games.Where(game => game.Kind == kind);

    private static string[] MembersOf(int count, Func<string, bool> fits, string prefix = "m") =>
        [.. Enumerable.Range(0, int.MaxValue).Select(number => $"{prefix}{number}").Where(fits).Take(count)];

    private static ShardId ShardOf(TestSilo silo, int shards, string member) => Placement.Of(silo.Host.Engine.MemberKeys.Of(member), shards);

    private static Func<GameCall, CancellationToken, Task<TestSilo.Answer>> AtAny(IReadOnlyList<TestSilo> silos, ulong seed)
    {
        int calls = (int)(seed % 3);
        return (call, cancel) => silos[Interlocked.Increment(ref calls) % silos.Count]
            .PostAsync($"/v1/lotteries/{call.Game}/plays", $$"""{"memberId":"{{call.Member}}"}""", call.Key, cancel: cancel);
    }

    private Task PublishAsync(string closes) => SiloTrio.PublishAsync(silos[0], draft =>
        draft["campaigns"]![1]!["lotteries"] = new JsonArray([.. _games.Select(game => JsonNode.Parse(game.Document(closes)))]));

    private async Task<(int, string)> OneMoreAsync(Game game)
    {
        TestSilo.Answer answer = await Run.AnswerAsync(new($"{game.Id}-late", game.Players[0], game.Id));
        return (answer.Status, answer.Code);
    }

    private async Task<JsonElement> DrawnAsync(Game draw)
    {
        while (true)
        {
            JsonElement drawing = (await silos[0].GetAsync(PathOf(draw))).Json;
            if (drawing.GetProperty("state").GetString() == "drawn")
            {
                return drawing;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>The books, once the winners of all draws have their prizes.</summary>
    private async Task<GameBooks> SettledAsync(Dictionary<string, JsonElement> drawn)
    {
        while (true)
        {
            GameBooks books = GameBooks.Of(silos[0], shards);
            if (drawn.All(draw => books.WinnersOf(draw.Key).Count >= draw.Value.GetProperty("places").GetArrayLength()))
            {
                return books;
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Scratches cards, told or not, and returns what they came to.</summary>
    private async Task<IReadOnlyCollection<string>> FacesAsync(IReadOnlyList<Given> cards)
    {
        Dictionary<MemberKey, string> names = Members.ToDictionary(member => silos[0].Host.Engine.MemberKeys.Of(member));
        return await Task.WhenAll(cards.Select(async (card, number) =>
        {
            TestSilo.Answer opened = await silos[number % silos.Count].PostAsync($"/v1/members/{names[card.Member]}/cards/{card.Play}/scratch", "{}");
            return opened.Status == 200 ? opened.Json.GetProperty("outcome").GetProperty("card").GetString()! : opened.Body;
        }));
    }

    /// <summary>The codes that members see.</summary>
    private async Task<List<(string Member, string Code)>> CodesAsync()
    {
        List<(string Member, string Code)> codes = [];
        string[] winners = [.. Of(GameKind.Coupons).SelectMany(wheel => wheel.Players.Concat(wheel.Early)).Distinct()];
        foreach ((int number, string member) in winners.Index())
        {
            TestSilo.Answer wallet = await silos[number % silos.Count].GetAsync($"/v1/members/{member}/prizes?limit=100&consistency=strong");
            Assert.Equal(JsonValueKind.Null, wallet.Json.GetProperty("next").ValueKind);
            codes.AddRange(wallet.Json.GetProperty("items").EnumerateArray().Select(prize => (member, prize.GetProperty("code").GetString() ?? "nothing yet")));
        }

        return codes;
    }

    private static PublishedDraw Published(JsonElement drawing) => new(
        drawing.GetProperty("members").GetInt32(), drawing.GetProperty("entries").GetInt32(),
        [.. drawing.GetProperty("drawn").EnumerateArray().Select(slip => slip.GetProperty("slip").GetString()!)], drawing.GetProperty("seed").GetString()!);

    /// <summary>The figures of a silo are those of all.</summary>
    private async Task<IReadOnlyList<string>> ShownAsync(TestSilo silo)
    {
        List<string> findings = [];
        foreach (Game deck in Of(GameKind.Deck))
        {
            Expect(deck, "total awarded left", (await ReadAsync(silo, $"/v1/lotteries/{deck.Id}/stock")).GetProperty("items")[0]);
        }

        foreach (Game wheel in Of(GameKind.Coupons))
        {
            Expect(wheel, "total given left", await ReadAsync(silo, $"/v1/coupons/{wheel.Pool}"));
        }

        foreach (Game draw in Of(GameKind.Draw))
        {
            string own = (await ReadAsync(silo, PathOf(draw))).GetProperty("drawn").GetRawText();
            findings.AddRange(own == (await DrawnAsync(draw)).GetProperty("drawn").GetRawText() ? [] : [$"{draw.Id} is published as {own} too"]);
        }

        return findings;

        void Expect(Game game, string names, JsonElement figures)
        {
            string told = string.Join(' ', names.Split(' ').Select(name => figures.GetProperty(name).GetInt64()));
            findings.AddRange(told == $"{game.Size} {game.Size} 0" ? [] : [$"{names} of {game.Id} are {told}"]);
        }
    }

    private static async Task<JsonElement> ReadAsync(TestSilo silo, string path) => (await silo.GetAsync($"{path}?consistency=strong")).Json;

    private static string PathOf(Game draw) => $"/v1/lotteries/{draw.Id}/draws/{GamesJudge.Period}";
}
