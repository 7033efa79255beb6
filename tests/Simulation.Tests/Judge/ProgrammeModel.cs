using System.Text.Json;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Programme documents as the judge reads them: its own reading of the same JSON.</summary>
internal sealed class ProgrammeModel(SimulatedWorld world)
{
    private readonly Dictionary<long, JudgedProgramme> _versions = [];
    private readonly Dictionary<string, JudgedDeck> _decks = [];

    /// <summary>The version that a publication made.</summary>
    public void Publish(long version, Hash256 document)
    {
        JudgedProgramme? before = _versions.GetValueOrDefault(version - 1);
        JudgedProgramme read = JudgedProgramme.Read(world.Disk.Documents[document], version, before, _decks);
        _versions[version] = read;
        foreach (JudgedDeck deck in read.Decks.Values)
        {
            _decks.TryAdd(deck.Id, deck);
        }
    }

    /// <summary>The deck as it was when it first came; null where none of the id has.</summary>
    public JudgedDeck? DeckOf(string lottery) => _decks.GetValueOrDefault(lottery);

    public JudgedProgramme? Find(long version) => _versions.GetValueOrDefault(version);
}

internal sealed record JudgedProgramme(
    Stamp Starts, Stamp Ends, string Expiry, int Months, IReadOnlyList<JudgedRule> Earning,
    IReadOnlyDictionary<string, JudgedWheel> Wheels, IReadOnlyDictionary<string, JudgedDeck> Decks,
    IReadOnlyDictionary<string, JudgedDraw> Draws, IReadOnlyList<JudgedChallenge> Challenges)
{
    public required JudgedBadges Badges { get; init; }

    /// <summary>What minors may do in the lotteries that say it: <c>allowed</c>, <c>freeOnly</c> or <c>none</c>.</summary>
    public required IReadOnlyDictionary<string, string> Minors { get; init; }

    /// <summary>Who told no age is a minor.</summary>
    public required bool UnknownIsMinor { get; init; }

    /// <summary>The period of the board that counts the streak; null where there is none.</summary>
    public string? RunsOf { get; private init; }

    public bool IsOpen(Stamp at) => Starts <= at && at < Ends;

    /// <param name="first">Decks as they first came.</param>
    public static JudgedProgramme Read(byte[] document, long version, JudgedProgramme? before, IReadOnlyDictionary<string, JudgedDeck> first)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        JsonElement campaign = json.RootElement.GetProperty("campaigns")[0];
        JsonElement expiry = json.RootElement.GetProperty("expiry");
        return new(
            Stamp.From(campaign.GetProperty("starts").GetDateTimeOffset()),
            Stamp.From(campaign.GetProperty("ends").GetDateTimeOffset()),
            expiry.GetProperty("rule").GetString()!,
            expiry.TryGetProperty("months", out JsonElement months) ? months.GetInt32() : 0,
            [.. json.RootElement.GetProperty("campaigns").EnumerateArray().SelectMany(c => c.GetProperty("earning").EnumerateArray().Select(r => JudgedRule.Read(c, r)))],
            OfKind(campaign, "wheel").Select(w => JudgedWheel.Read(w, version, before)).ToDictionary(w => w.Id),
            OfKind(campaign, "scratch").Select(d => JudgedDeck.Read(d, version, first.GetValueOrDefault(d.GetProperty("id").GetString()!))).ToDictionary(d => d.Id),
            OfKind(campaign, "draw").Select(JudgedDraw.Read).ToDictionary(d => d.Id),
            [.. json.RootElement.GetProperty("campaigns").EnumerateArray().SelectMany(c => c.GetProperty("challenges").EnumerateArray().Select(g => JudgedChallenge.Read(c, g)))])
        {
            Badges = JudgedBadges.Read(json.RootElement, version, before?.Badges),
            Minors = campaign.GetProperty("lotteries").EnumerateArray().Where(lottery => lottery.TryGetProperty("minors", out _))
                .ToDictionary(lottery => lottery.GetProperty("id").GetString()!, lottery => lottery.GetProperty("minors").GetString()!),
            UnknownIsMinor = json.RootElement.TryGetProperty("unknownAge", out JsonElement unknown) && unknown.GetString() == "minor",
            RunsOf = json.RootElement.GetProperty("boards").EnumerateArray().Where(board => board.GetProperty("id").GetString() == ProgrammeDraft.Runs)
                .Select(board => board.GetProperty("period").GetString()).SingleOrDefault(),
        };
    }

    private static IEnumerable<JsonElement> OfKind(JsonElement campaign, string kind) =>
        campaign.GetProperty("lotteries").EnumerateArray().Where(lottery => lottery.GetProperty("kind").GetString() == kind);
}

/// <param name="HasBudget">Its campaign has one.</param>
internal sealed record JudgedRule(string Id, string Campaign, bool HasBudget, long Points, long Per)
{
    public static JudgedRule Read(JsonElement campaign, JsonElement rule) => new(
        rule.GetProperty("id").GetString()!, campaign.GetProperty("id").GetString()!, campaign.TryGetProperty("budget", out _),
        rule.GetProperty("points").GetInt64(), rule.GetProperty("per").GetInt64());
}

/// <param name="Table">All that decides an outcome, as text: equal texts are equal tables.</param>
internal sealed record JudgedWheel(
    string Id, long Free, long? Cost, long? PerDay, long? Total, bool Closes, long? GuaranteePlays, string? GuaranteeSegment,
    IReadOnlyList<JudgedSegment> Segments, string Table, long TableVersion)
{
    public JudgedSegment Segment(string id) => Segments.Single(s => s.Id == id);

    public static JudgedWheel Read(JsonElement json, long version, JudgedProgramme? before)
    {
        string id = json.GetProperty("id").GetString()!;
        JudgedSegment[] segments = [.. json.GetProperty("segments").EnumerateArray().Select(JudgedSegment.Read)];
        bool closes = json.GetProperty("whenEmpty").GetString() == "close";
        JsonElement? guarantee = json.TryGetProperty("guarantee", out JsonElement found) ? found : null;
        JsonElement limits = json.GetProperty("limits");
        string table = string.Join(';', segments.Select(s => $"{s.Id},{s.Weight},{s.IsPrize},{s.IsStocked},{s.Fallback},{s.Substitute}")) + guarantee?.GetRawText() + closes;
        JudgedWheel? old = before?.Wheels.GetValueOrDefault(id);
        return new(
            id, json.GetProperty("freePlaysPerDay").GetInt64(), json.TryGetProperty("cost", out JsonElement cost) ? Number(cost, "points") : null,
            Number(limits, "perDay"), Number(limits, "total"), closes, guarantee is { } plays ? Number(plays, "plays") : null,
            guarantee?.GetProperty("segment").GetString(), segments, table, old?.Table == table ? old.TableVersion : version);
    }

    internal static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement number) ? number.GetInt64() : null;
}

internal sealed record JudgedSegment(string Id, long Weight, bool IsPrize, long? Points, JudgedStock? Stock, string? Fallback)
{
    /// <summary>Null where the prize is none.</summary>
    public JudgedCoupon? Coupon { get; private init; }

    /// <summary>How goods come to their member; null where no order of them is kept.</summary>
    public string? Delivery { get; private init; }

    /// <summary>Tickets or a badge; null for all else.</summary>
    public JudgedGift? Gift { get; private init; }

    /// <summary>What a member wins who has won this before; null where it may be won again.</summary>
    public string? Substitute { get; private init; }

    /// <summary>As of <see cref="Delivery"/>.</summary>
    internal static string? DeliveryOf(JsonElement prize) =>
        prize.ValueKind == JsonValueKind.Object && prize.TryGetProperty("delivery", out JsonElement delivery) ? delivery.GetString() : null;

    /// <summary>It needs a unit of its stock, or a code of its pool.</summary>
    public bool IsStocked => Stock is not null || Coupon is not null;

    public static JudgedSegment Read(JsonElement json)
    {
        JsonElement prize = json.GetProperty("prize");
        bool isPrize = prize.ValueKind == JsonValueKind.Object;
        return new(
            json.GetProperty("id").GetString()!, json.GetProperty("weight").GetInt64(), isPrize, isPrize ? JudgedWheel.Number(prize, "points") : null,
            json.TryGetProperty("stock", out JsonElement stock) ? JudgedStock.Read(stock) : null,
            json.TryGetProperty("fallback", out JsonElement fallback) ? fallback.GetString() : null)
        {
            Coupon = isPrize ? JudgedCoupon.Read(prize) : null,
            Delivery = DeliveryOf(prize),
            Gift = JudgedGift.Read(prize),
            Substitute = json.TryGetProperty("substitute", out JsonElement substitute) ? substitute.GetString() : null,
        };
    }
}

internal sealed record JudgedStock(long Total, long? PerDay, JudgedDrip? Drip)
{
    public static JudgedStock Read(JsonElement stock)
    {
        long total = stock.GetProperty("total").GetInt64();
        return new(total, JudgedWheel.Number(stock, "perDay"), stock.TryGetProperty("drip", out JsonElement drip) ? JudgedDrip.Read(drip, total) : null);
    }
}

/// <summary>A stock that is spread over time; campaigns here are open all day.</summary>
internal sealed record JudgedDrip(Stamp From, Stamp To, long Minutes, long Total)
{
    private const long MicrosecondsOfMinute = 60_000_000;

    public static JudgedDrip Read(JsonElement json, long total) => new(
        Stamp.From(json.GetProperty("from").GetDateTimeOffset()), Stamp.From(json.GetProperty("to").GetDateTimeOffset()), json.GetProperty("everyMinutes").GetInt64(), total);

    /// <summary>Units that are released at an instant: an equal share with the begin of each step, counted step by step.</summary>
    public long At(Stamp at)
    {
        long steps = 0;
        long begun = 0;
        for (long begin = From.Microseconds; begin < To.Microseconds; begin += Minutes * MicrosecondsOfMinute)
        {
            steps++;
            begun += begin <= at.Microseconds ? 1 : 0;
        }

        return Total * begun / steps;
    }
}

/// <param name="Otherwise">Points that stand in where no code is left; null for none.</param>
internal sealed record JudgedCoupon(string Pool, long? Otherwise)
{
    /// <summary>Null where the prize is not a coupon.</summary>
    public static JudgedCoupon? Read(JsonElement prize) => prize.TryGetProperty("pool", out JsonElement pool)
        ? new(pool.GetString()!, prize.TryGetProperty("otherwise", out JsonElement otherwise) && otherwise.ValueKind == JsonValueKind.Object ? otherwise.GetProperty("points").GetInt64() : null)
        : null;
}
