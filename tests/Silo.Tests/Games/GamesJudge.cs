using System.Globalization;
using Jifen.Silo.Api;
using Jifen.Silo.Tests.Api;
using Jifen.Tests;

namespace Jifen.Silo.Tests.Games;

/// <summary>A draw that is over, as it is published.</summary>
/// <param name="Slips">Those drawn, first place first.</param>
/// <param name="Seed">Hexadecimal digits.</param>
internal sealed record PublishedDraw(int Members, int Entries, IReadOnlyList<string> Slips, string Seed);

/// <summary>Holds what callers were told against the books, and the books against what a game must give. Each check returns what is wrong.</summary>
/// <param name="keyOf">The key of a member, by the brand's id.</param>
internal sealed class GamesJudge(GamesRun run, GameBooks books, Func<string, MemberKey> keyOf)
{
    public const string Period = "draw";

    /// <summary>Each call was decided once, as it was answered; one that was given up at most once; and nothing was given for no call.</summary>
    public IReadOnlyList<string> CallsOf(Game game)
    {
        ILookup<RequestKey, Given> given = books.Of(game.Id).ToLookup(one => one.Key);
        HashSet<RequestKey> made = [.. game.EarlyPlays.Concat(game.Plays).Select(KeyOf)];
        return
        [
            .. run.Answered.Where(answered => answered.Key.Game == game.Id).SelectMany(answered => Disagreements(game, answered.Key, answered.Value, [.. given[KeyOf(answered.Key)]])),
            .. run.GivenUp.Where(call => call.Game == game.Id && (books.DecidedUnder(KeyOf(call)) > 1 || given[KeyOf(call)].Count() > 1)).Select(call => $"{call.Key} was given up and decided more than once"),
            .. given.Where(one => !made.Contains(one.Key)).Select(one => $"{game.Id} gave {one.First().Item} for no call"),
        ];
    }

    /// <summary>Every card is dealt, once, nobody is refused before, and they are what the deck was made of.</summary>
    /// <param name="faces">Kinds that the cards came to.</param>
    public IReadOnlyList<string> Deck(Game deck, IEnumerable<string> faces)
    {
        long[] serials = [.. books.Of(deck.Id).Select(card => long.Parse(card.Item, CultureInfo.InvariantCulture))];
        string made = Text(deck.Faces);
        string found = Text(faces.CountBy(face => face, StringComparer.Ordinal));
        return
        [
            .. Repeated(serials).Select(serial => $"card {serial} of {deck.Id} is dealt twice"),
            .. serials.Where(serial => serial < 0 || serial >= deck.Size).Select(serial => $"card {serial} is not of {deck.Id}"),
            .. If(serials.Length != deck.Size, $"{serials.Length} of {deck.Size} cards of {deck.Id} are dealt, and {Refused(deck)} got none"),
            .. If(made != found, $"{deck.Id} was made of {made} and came to {found}"),
        ];
    }

    /// <summary>Every code is shown to one member, who won it, and nobody goes without one before.</summary>
    /// <param name="shown">The codes that members see.</param>
    public IReadOnlyList<string> Coupons(Game wheel, IReadOnlyCollection<(string Member, string Code)> shown)
    {
        HashSet<string> codes = [.. wheel.Codes];
        Given[] won = [.. books.Of(wheel.Id).Where(play => play.Item == wheel.Pool)];
        int without = books.Of(wheel.Id).Count - won.Length + Refused(wheel);
        return
        [
            .. Repeated(shown.Select(one => one.Code)).Select(code => $"{code} is shown twice"),
            .. shown.Where(one => !codes.Contains(one.Code)).Select(one => $"{one.Member} is shown {one.Code}, which nobody uploaded"),
            .. If(won.Length != wheel.Size, $"{won.Length} of {wheel.Size} codes of {wheel.Id} are won, and {without} went without"),
            .. wheel.Players.Concat(wheel.Early).Select(member => (member, Shown: shown.Count(one => one.Member == member), Won: won.Count(play => play.Member == keyOf(member))))
                .Where(one => one.Shown != one.Won).Select(one => $"{one.member} won {one.Won} codes of {wheel.Id} and sees {one.Shown}"),
        ];
    }

    /// <summary>All entries are drawn from and no others; those with the smallest slips have won, each once, and everybody can work it out.</summary>
    public IReadOnlyList<string> Draw(Game draw, PublishedDraw published)
    {
        (MemberKey Member, long Number)[] entries = [.. books.Of(draw.Id).Select(entry => (entry.Member, long.Parse(entry.Item, CultureInfo.InvariantCulture)))];
        var order = NaiveDraw.Order(draw.Id, Period, entries, Convert.FromHexString(published.Seed));
        var due = order.Take(draw.Size).ToArray();
        IReadOnlyList<MemberKey> winners = books.WinnersOf(draw.Id);
        return
        [
            .. entries.GroupBy(entry => entry.Member).Where(of => !of.Select(entry => entry.Number).Order().SequenceEqual(Enumerable.Range(1, of.Count()).Select(number => (long)number)))
                .Select(of => $"the {of.Count()} entries of {of.Key} in {draw.Id} are not numbered one by one"),
            .. If((published.Entries, published.Members) != (entries.Length, order.Count), $"{published.Entries} entries of {published.Members} members were drawn from in {draw.Id}, and {entries.Length} of {order.Count} taken"),
            .. If(!published.Slips.SequenceEqual(due.Select(one => one.Slip)), $"the slips of {draw.Id} are not the smallest"),
            .. Repeated(winners).Select(member => $"{member} has won twice in {draw.Id}"),
            .. If(!winners.SequenceEqual(due.Select(one => one.Member)), $"{winners.Count} have won in {draw.Id} and are not the {due.Length} of its smallest slips"),
        ];
    }

    /// <summary>As the contract of the API says.</summary>
    public static RequestKey KeyOf(GameCall call) => RequestKeys.Of("play", call.Key);

    private IEnumerable<string> Disagreements(Game game, GameCall call, TestSilo.Answer answer, Given[] given)
    {
        int decided = books.DecidedUnder(KeyOf(call));
        if (decided != 1)
        {
            yield return $"{call.Key} was answered {answer.Status} and decided {decided} times";
        }

        string told = answer.Status == 200 ? $"{keyOf(call.Member)} {answer.Json.GetProperty("playId").GetString()} {ItemOf(game, answer)}"
            : (answer.Status, answer.Code) == (409, RefusalCodes.SoldOut) && (game.Kind == GameKind.Deck || game.Closes) ? ""
            : $"{answer.Status} {answer.Body}";
        string booked = string.Join(" and ", given.Select(one => $"{one.Member} {one.Play} {one.Item}"));
        if (told != booked)
        {
            yield return $"{call.Key} was told '{told}', and the books have '{booked}'";
        }
    }

    /// <summary>Callers who were told that nothing is left.</summary>
    private int Refused(Game game) => run.Answered.Count(answered => answered.Key.Game == game.Id && answered.Value.Status != 200);

    private static string ItemOf(Game game, TestSilo.Answer answer) => game.Kind switch
    {
        GameKind.Deck => $"{answer.Json.GetProperty("card").GetProperty("serial").GetInt64()}",
        GameKind.Coupons => answer.Json.GetProperty("outcome").GetProperty("segment").GetString()!,
        _ => $"{answer.Json.GetProperty("entry").GetProperty("number").GetInt64()}",
    };

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> items) => items.GroupBy(item => item).Where(same => same.Count() > 1).Select(same => same.Key);

    private static string[] If(bool isWrong, string finding) => isWrong ? [finding] : [];

    private static string Text(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {count.Key}"));
}
