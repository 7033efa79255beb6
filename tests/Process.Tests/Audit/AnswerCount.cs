using System.Net;
using System.Text.Json;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Audit;

/// <summary>What the answers that clients hold add up to, without a look at the store.</summary>
public sealed class AnswerCount
{
    public Dictionary<string, long> Points { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays by the segment they ended at.</summary>
    public Dictionary<string, int> Plays { get; } = new(StringComparer.Ordinal);

    /// <summary>Cards, whose they are, and their numbers in the deck.</summary>
    public List<(string Card, string Member, long Serial)> Cards { get; } = [];

    /// <summary>Entries of the draw by member.</summary>
    public Dictionary<string, int> Entries { get; } = new(StringComparer.Ordinal);

    public static AnswerCount Of(Ledger ledger)
    {
        AnswerCount count = new();
        foreach ((string key, Reply answer) in ledger.Answered)
        {
            count.Add(ledger.Intended[key], answer);
        }

        return count;
    }

    public void Add(Call call, Reply answer)
    {
        if (answer.Status != HttpStatusCode.OK)
        {
            return;
        }

        JsonElement body = JsonDocument.Parse(answer.Body).RootElement;
        long points = call.Kind == CallKind.Activity ? body.GetProperty("points").GetInt64() : AddPlay(call, body);
        Points[call.Member] = Points.GetValueOrDefault(call.Member) + points;
    }

    /// <summary>Points that a play gave, less what it cost.</summary>
    private long AddPlay(Call call, JsonElement play)
    {
        if (play.TryGetProperty("card", out JsonElement card))
        {
            Cards.Add((card.GetProperty("cardId").GetString()!, call.Member, card.GetProperty("serial").GetInt64()));
            return 0;
        }

        if (play.TryGetProperty("entry", out _))
        {
            Entries[call.Member] = Entries.GetValueOrDefault(call.Member) + 1;
            return 0;
        }

        JsonElement outcome = play.GetProperty("outcome");
        string segment = outcome.GetProperty("segment").GetString()!;
        Plays[segment] = Plays.GetValueOrDefault(segment) + 1;
        return Prize(outcome) - (play.TryGetProperty("cost", out JsonElement cost) ? cost.GetInt64() : 0);
    }

    internal static long Prize(JsonElement outcome) =>
        outcome.TryGetProperty("prize", out JsonElement prize) && prize.ValueKind == JsonValueKind.Object && prize.TryGetProperty("points", out JsonElement points)
            ? points.GetInt64()
            : 0;
}
