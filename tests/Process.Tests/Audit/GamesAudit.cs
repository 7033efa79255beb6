using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Clients;
using Jifen.Silo.Security;

namespace Jifen.Process.Tests.Audit;

/// <summary>Holds the cards and the draw that clients were told of against what the store holds and the silo says.</summary>
public sealed class GamesAudit(IAuditedStore store, Ledger ledger, SiloClient silo)
{
    private readonly List<string> _findings = [];

    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Points that scratched cards gave, by member.</summary>
    public Dictionary<string, long> Points { get; } = new(StringComparer.Ordinal);

    public int Cards { get; private set; }

    /// <summary>Entries that were among those drawn from.</summary>
    public int Entries { get; private set; }

    /// <summary>
    /// Scratches every card that a member was told of, those that were scratched before too. Each is one of the deck and nobody else's, comes
    /// to the same again, and all together are the deck as it was made; nobody is refused while a card is left.
    /// </summary>
    public async Task CardsAreExactAsync()
    {
        AnswerCount answers = AnswerCount.Of(ledger);
        Dictionary<string, int> faces = new(StringComparer.Ordinal);
        foreach ((string card, string member, _) in answers.Cards)
        {
            Reply opened = await silo.AnswerAsync(Call.Scratch(member, card));
            if (opened.Status != HttpStatusCode.OK)
            {
                _findings.Add($"{card} of {member} is not scratched: {opened}");
                continue;
            }

            Expect(!ledger.Opened.TryGetValue(card, out Reply? before) || before.IsSame(opened), $"{card} came to {before} and then to {opened}");
            JsonElement outcome = JsonDocument.Parse(opened.Body).RootElement.GetProperty("outcome");
            string face = outcome.GetProperty("card").GetString()!;
            faces[face] = faces.GetValueOrDefault(face) + 1;
            Points[member] = Points.GetValueOrDefault(member) + AnswerCount.Prize(outcome);
        }

        JournalCount journal = store.Count();
        Cards = answers.Cards.Count;
        _findings.AddRange(Faults([.. answers.Cards.Select(card => card.Serial)], faces));
        Expect(Cards == journal.Cards, $"{Cards} cards told and {journal.Cards} journalled");
        Expect(Text(faces) == Text(journal.Faces), $"cards told {Text(faces)}, journalled {Text(journal.Faces)}");
        int soldOut = ledger.Answered.Count(answer => ledger.Intended[answer.Key].Path.Contains(Festival.Deck, StringComparison.Ordinal) && answer.Value.Status == HttpStatusCode.Conflict);
        Expect(soldOut == 0 || Cards == Festival.Cards.Values.Sum(), $"{soldOut} got no card while {Festival.Cards.Values.Sum() - Cards} are left");
    }

    /// <summary>Once the draw has closed, all entries that members were told of are in it, and so many distinct members have won.</summary>
    public async Task DrawIsExactAsync()
    {
        JsonElement drawn = await DrawnAsync();
        JournalCount journal = store.Count();
        AnswerCount answers = AnswerCount.Of(ledger);
        MemberKeys keys = new(store.Keys);
        Entries = drawn.GetProperty("entries").GetInt32();
        Expect(Entries == answers.Entries.Values.Sum(), $"{answers.Entries.Values.Sum()} entries told and {Entries} drawn from");
        foreach ((string member, int told) in answers.Entries)
        {
            int entered = journal.Entries.GetValueOrDefault(keys.Of(member));
            Expect(entered == told, $"{member}: {told} entries told and {entered} journalled");
        }

        int places = Math.Min(Festival.Winners, journal.Entries.Count);
        Expect(drawn.GetProperty("places").GetArrayLength() == places && journal.Winners.Count == places, $"{journal.Winners.Count} have won {places} prizes");
        Expect(journal.Winners.All(journal.Entries.ContainsKey), "somebody has won without an entry");
    }

    /// <summary>What is wrong with cards of these numbers that came to these kinds.</summary>
    internal static List<string> Faults(IReadOnlyCollection<long> serials, IReadOnlyDictionary<string, int> faces)
    {
        int size = Festival.Cards.Values.Sum();
        return
        [
            .. serials.GroupBy(serial => serial).Where(card => card.Count() > 1).Select(card => $"the card {card.Key} is dealt {card.Count()} times"),
            .. serials.Where(serial => serial < 0 || serial >= size).Select(serial => $"the card {serial} is not of the deck"),
            .. faces.Where(face => face.Value > Festival.Cards.GetValueOrDefault(face.Key)).Select(face => $"{face.Value} of {Festival.Cards.GetValueOrDefault(face.Key)} cards {face.Key} were dealt"),
        ];
    }

    /// <summary>The draw, once it is over and its winners have their prizes.</summary>
    private async Task<JsonElement> DrawnAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));
        while (true)
        {
            if (await silo.StatusAsync($"/v1/lotteries/{Festival.Draw}/draws/draw") == HttpStatusCode.OK)
            {
                JsonElement draw = await silo.SendAsync(HttpMethod.Get, $"/v1/lotteries/{Festival.Draw}/draws/draw", null, HttpStatusCode.OK);
                int given = store.Count().Winners.Count;
                if (draw.GetProperty("state").GetString() == "drawn" && given >= draw.GetProperty("places").GetArrayLength())
                {
                    return draw;
                }
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private static string Text(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));

    private void Expect(bool holds, string finding)
    {
        if (!holds)
        {
            _findings.Add(finding);
        }
    }
}
