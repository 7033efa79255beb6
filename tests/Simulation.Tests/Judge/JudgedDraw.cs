using System.Text.Json;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>A prize draw as the judge reads it.</summary>
internal sealed record JudgedDraw(string Id, Stamp Closes, IReadOnlyList<JudgedDrawPrize> Prizes)
{
    /// <summary>The prizes by place.</summary>
    public IReadOnlyList<JudgedDrawPrize> Places => [.. Prizes.SelectMany(prize => Enumerable.Repeat(prize, prize.Count))];

    public static JudgedDraw Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!, Stamp.From(json.GetProperty("closes").GetProperty("at").GetDateTimeOffset()),
        [.. json.GetProperty("prizes").EnumerateArray().Select(JudgedDrawPrize.Read)]);
}

/// <param name="Points">What it gives; null for goods.</param>
internal sealed record JudgedDrawPrize(string Id, int Count, long? Points)
{
    /// <summary>How goods come to their member; null where no order of them is kept.</summary>
    public string? Delivery { get; private init; }

    /// <summary>Tickets or a badge; null for all else.</summary>
    public JudgedGift? Gift { get; private init; }

    public static JudgedDrawPrize Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!, json.GetProperty("count").GetInt32(),
        json.GetProperty("prize").TryGetProperty("points", out JsonElement points) ? points.GetInt64() : null)
    {
        Delivery = JudgedSegment.DeliveryOf(json.GetProperty("prize")),
        Gift = JudgedGift.Read(json.GetProperty("prize")),
    };
}
