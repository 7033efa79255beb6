using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Tests.Api;
using Jifen.Tests;

namespace Jifen.Silo.Tests.Games;

/// <summary>A game in memory that looks at what is there and then takes of it. Safe for threads, but for the planted fault.</summary>
/// <param name="together">The planted fault: the first two who play look at once, and each takes as if it were alone.</param>
/// <param name="left">What there is to get.</param>
internal sealed class NaiveGame(Game game, bool together, int left)
{
    private readonly Lock _gate = new();
    private readonly Meeting _looked = new();
    private readonly Meeting _taken = new();
    private readonly byte[] _seed = SHA256.HashData(Encoding.UTF8.GetBytes(game.Id));
    private readonly List<(string Member, string Code)> _shown = [];
    private IReadOnlyList<Given> _entries = [];
    private int _gone;
    private int _calls;

    public GameBooks Books { get; } = new();

    /// <summary>Codes that members see.</summary>
    public IReadOnlyCollection<(string Member, string Code)> Shown => _shown;

    /// <summary>Kinds of the cards that were dealt.</summary>
    public IEnumerable<string> Faces => Books.Of(game.Id).Select(card => int.Parse(card.Item, CultureInfo.InvariantCulture) < game.Faces["gem"] ? "gem" : "none");

    public static MemberKey KeyOf(string member) => MemberKey.Read(SHA256.HashData(Encoding.UTF8.GetBytes(member)));

    public async Task<TestSilo.Answer> PlayAsync(GameCall call)
    {
        bool isFirst = Interlocked.Increment(ref _calls) <= 2 && together;
        await (isFirst || !together ? Task.CompletedTask : _taken.Both);
        (int Gone, IReadOnlyList<Given> Entries) seen;
        lock (_gate)
        {
            Books.Decide(GamesJudge.KeyOf(call));
            seen = (_gone, _entries);
            if (!isFirst)
            {
                return Take(call, seen);
            }
        }

        await _looked.MeetAsync();
        lock (_gate)
        {
            TestSilo.Answer answer = Take(call, seen);
            _ = _taken.MeetAsync();
            return answer;
        }
    }

    /// <summary>Draws from the entries that are there.</summary>
    public PublishedDraw Draw()
    {
        foreach (Given entry in _entries)
        {
            Books.Give(game.Id, entry);
        }

        var order = NaiveDraw.Order(game.Id, GamesJudge.Period, _entries.Select(entry => (entry.Member, long.Parse(entry.Item, CultureInfo.InvariantCulture))), _seed);
        foreach ((int place, (MemberKey member, _)) in order.Take(left).Index())
        {
            Books.Win(game.Id, place + 1, member);
        }

        return new(order.Count, _entries.Count, [.. order.Take(left).Select(one => one.Slip)], Convert.ToHexStringLower(_seed));
    }

    private TestSilo.Answer Take(GameCall call, (int Gone, IReadOnlyList<Given> Entries) seen) => game.Kind switch
    {
        GameKind.Deck => seen.Gone < left ? Deal(call, seen.Gone) : new(409, $$"""{"code":"{{RefusalCodes.SoldOut}}"}""", false),
        GameKind.Coupons => Spin(call, seen.Gone),
        _ => Enter(call, seen.Entries),
    };

    private TestSilo.Answer Deal(GameCall call, int serial)
    {
        _gone = serial + 1;
        Books.Give(game.Id, GivenTo(call, $"{serial}"));
        return Answer(call, $$"""
            "card":{"serial":{{serial}}}
            """);
    }

    private TestSilo.Answer Spin(GameCall call, int gone)
    {
        string segment = gone < left ? game.Pool : Game.Blank;
        if (gone < left)
        {
            _gone = gone + 1;
            _shown.Add((call.Member, game.Codes.ElementAt(gone)));
        }

        Books.Give(game.Id, GivenTo(call, segment));
        return Answer(call, $$"""
            "outcome":{"segment":"{{segment}}"}
            """);
    }

    private TestSilo.Answer Enter(GameCall call, IReadOnlyList<Given> entries)
    {
        int number = entries.Count(entry => entry.Member == KeyOf(call.Member)) + 1;
        _entries = [.. entries, GivenTo(call, $"{number}")];
        return Answer(call, $$"""
            "entry":{"number":{{number}}}
            """);
    }

    private static Given GivenTo(GameCall call, string item) => new(GamesJudge.KeyOf(call), KeyOf(call.Member), call.Key, item);

    private static TestSilo.Answer Answer(GameCall call, string what) => new(200, $$"""{"playId":"{{call.Key}}",{{what}}}""", false);

    /// <summary>Where two wait for each other.</summary>
    private sealed class Meeting
    {
        private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public Task Both => _both.Task;

        public Task MeetAsync()
        {
            if (Interlocked.Increment(ref _here) == 2)
            {
                _both.SetResult();
            }

            return Both;
        }
    }
}
