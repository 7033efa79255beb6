namespace Jifen.Silo.Tests.Games;

/// <summary>The controls of the exact games: what the checks must find out, and that they find nothing where nothing is wrong.</summary>
public sealed class GamesJudgeTests
{
    private const ulong Seed = 1_414_213;

    private static readonly string[] Players = [.. Enumerable.Range(0, 20).Select(number => $"m{number}")];
    private static readonly Game Deck = new("deck", GameKind.Deck, 64, Players, 90);
    private static readonly Game Wheel = new("wheel", GameKind.Coupons, 64, Players, 90);
    private static readonly Game Draw = new("draw", GameKind.Draw, 5, Players, 90);

    [Fact]
    public async Task A_card_that_is_looked_at_and_then_dealt_is_found_out() => Assert.Equal(
        ["card 0 of deck is dealt twice", "65 of 64 cards of deck are dealt, and 25 got none", "deck was made of 7 gem, 57 none and came to 8 gem, 57 none"],
        await FindingsAsync(Deck, together: true));

    [Fact]
    public async Task A_code_that_is_looked_at_and_then_given_is_found_out() => Assert.Equal(
        ["wheel-000 is shown twice", "65 of 64 codes of wheel are won, and 25 went without"], await FindingsAsync(Wheel, together: true));

    [Fact]
    public async Task An_entry_that_is_written_over_is_found_out()
    {
        string finding = Assert.Single(await FindingsAsync(Draw, together: true));
        Assert.Matches("^draw-[0-9]+ was told '[0-9a-f]{32} draw-[0-9]+ 1', and the books have ''$", finding);
    }

    [Fact]
    public async Task A_card_or_a_code_that_lies_idle_while_somebody_gets_none_is_found_out()
    {
        Assert.Equal(
            ["63 of 64 cards of deck are dealt, and 27 got none", "deck was made of 7 gem, 57 none and came to 7 gem, 56 none"], await FindingsAsync(Deck, left: 63));
        Assert.Equal(["63 of 64 codes of wheel are won, and 27 went without"], await FindingsAsync(Wheel, left: 63));
    }

    [Fact]
    public async Task A_winner_too_few_or_too_many_is_found_out()
    {
        Assert.Equal(["the slips of draw are not the smallest", "4 have won in draw and are not the 5 of its smallest slips"], await FindingsAsync(Draw, left: 4));
        Assert.Equal(["the slips of draw are not the smallest", "6 have won in draw and are not the 5 of its smallest slips"], await FindingsAsync(Draw, left: 6));
        Assert.Contains(
            await FindingsAsync(Draw, tamper: books => books.Win("draw", 6, books.WinnersOf("draw")[0])),
            finding => finding.EndsWith("has won twice in draw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_given_for_no_call_or_decided_twice_is_found_out()
    {
        GameCall stranger = new("stranger", "m0", "draw");
        Assert.Equal(
            ["draw gave 99 for no call", "the 6 entries of m0 in draw are not numbered one by one", "90 entries of 20 members were drawn from in draw, and 91 of 20 taken"],
            (await FindingsAsync(Draw, tamper: books => books.Give("draw", new(GamesJudge.KeyOf(stranger), NaiveGame.KeyOf("m0"), "stranger", "99"))))
            .Take(3).Select(finding => finding.Replace($"{NaiveGame.KeyOf("m0")}", "m0", StringComparison.Ordinal)));
        Assert.Equal(["draw-7 was answered 200 and decided 2 times"], await FindingsAsync(Draw, tamper: books => books.Decide(GamesJudge.KeyOf(new("draw-7", "m7", "draw")))));
    }

    [Fact]
    public async Task Games_of_one_step_are_exact()
    {
        Assert.Empty(await FindingsAsync(Deck));
        Assert.Empty(await FindingsAsync(Wheel));
        Assert.Empty(await FindingsAsync(Draw));
    }

    /// <summary>Plays a game as the silos' games are played, and judges it the same.</summary>
    private static async Task<IReadOnlyList<string>> FindingsAsync(Game game, bool together = false, int? left = null, Action<GameBooks>? tamper = null)
    {
        NaiveGame naive = new(game, together, left ?? game.Size);
        GamesRun run = new((call, _) => naive.PlayAsync(call), Seed);
        await run.PlayAsync(game.Plays);
        GamesJudge judge = new(run, naive.Books, NaiveGame.KeyOf);
        PublishedDraw drawn = naive.Draw();
        tamper?.Invoke(naive.Books);
        return [.. judge.CallsOf(game), .. game.Kind switch
        {
            GameKind.Deck => judge.Deck(game, naive.Faces),
            GameKind.Coupons => judge.Coupons(game, naive.Shown),
            _ => judge.Draw(game, drawn),
        }];
    }
}
