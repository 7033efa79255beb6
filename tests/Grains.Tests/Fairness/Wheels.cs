namespace Jifen.Grains.Tests.Fairness;

/// <summary>Wheels and receipts with valid defaults.</summary>
internal static class Wheels
{
    public static MemberKey Member { get; } = MemberKey.Read(Convert.FromHexString("00112233445566778899aabbccddeeff"));

    /// <summary>Bytes 0 to 31.</summary>
    public static byte[] Seed { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static WheelSlot Nothing(string id, long weight) => new(id, weight, Prize: false, Stocked: false, Fallback: null);

    public static WheelSlot Endless(string id, long weight) => new(id, weight, Prize: true, Stocked: false, Fallback: null);

    public static WheelSlot Stocked(string id, long weight, string? fallback) => new(id, weight, Prize: true, Stocked: true, fallback);

    public static WheelSlot Unique(string id, long weight, string substitute, string? fallback = null) =>
        new(id, weight, Prize: true, Stocked: fallback is not null, fallback, substitute);

    public static WheelTable AWheel(params WheelSlot[] segments) => new("lucky-wheel", 7, segments, Guarantee: null, WhenEmpty.Fallback);

    /// <summary>A phone falls back to a mug, a mug to ten points, and the tenth play without a prize gets a mug.</summary>
    public static WheelTable Festival { get; } = AWheel(
        Stocked("phone", 1, "mug"), Stocked("mug", 49, "points-10"), Endless("points-10", 200), Nothing("try-again", 750)) with
    {
        Guarantee = new(10, "mug"),
    };
}
