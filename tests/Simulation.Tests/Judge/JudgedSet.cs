using System.Globalization;
using System.Text.Json;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>A set of badges, and what the whole of it gives: one of the prizes.</summary>
/// <param name="Points">Points of the grand prize; null where it is something else.</param>
internal sealed record JudgedSet(string Id, IReadOnlyList<string> Badges, long? Points)
{
    /// <summary>Tickets or a badge; null for all else.</summary>
    public JudgedGift? Gift { get; private init; }

    public JudgedCoupon? Coupon { get; private init; }

    /// <summary>How goods come to their member; null where no order of them is kept.</summary>
    public string? Delivery { get; private init; }

    /// <summary>Null where it is something else.</summary>
    public MultiplierPrize? Multiplier { get; private init; }

    /// <summary>As of <see cref="PrizeSource"/>.</summary>
    public string Source => $"badge-set:{Id}/grand";

    public static JudgedSet Read(JsonElement json)
    {
        JsonElement grand = json.GetProperty("grand");
        return new(json.GetProperty("id").GetString()!, [.. json.GetProperty("badges").EnumerateArray().Select(badge => badge.GetString()!)], JudgedWheel.Number(grand, "points"))
        {
            Gift = JudgedGift.Read(grand),
            Coupon = JudgedCoupon.Read(grand),
            Delivery = JudgedSegment.DeliveryOf(grand),
            Multiplier = grand.TryGetProperty("factor", out JsonElement factor)
                ? new(new("", ""), (long)(decimal.Parse(factor.GetString()!, CultureInfo.InvariantCulture) * 1000), grand.GetProperty("hours").GetInt32(), null)
                : null,
        };
    }

    /// <summary>The sets that a record says are complete, in its order, by the version in force. Whether they are is <see cref="BadgeModel"/>'s.</summary>
    public static IEnumerable<JudgedSet> Of(Case judged, Seen seen) => seen.Events.OfType<BadgeSetCompleted>()
        .Select(completed => judged.Programmes.Find(seen.Record.CatalogueVersion)?.Badges.Sets.FirstOrDefault(set => set.Id == completed.Set)).OfType<JudgedSet>();
}
