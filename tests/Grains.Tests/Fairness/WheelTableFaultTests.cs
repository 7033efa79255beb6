using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public sealed class WheelTableFaultTests
{
    private static readonly WheelSlot Nothing = Wheels.Nothing("none", 1);

    public static TheoryData<string?, WheelTable> Tables => new()
    {
        { null, Wheels.Festival },
        { null, Wheels.AWheel(Wheels.Stocked("a", 1, null), Nothing) with { WhenEmpty = WhenEmpty.Close } },
        { null, Wheels.AWheel(Wheels.Nothing("a", long.MaxValue - 1), Nothing) },
        { "lottery", Wheels.Festival with { Lottery = "" } },
        { "lottery", Wheels.Festival with { Lottery = null! } },
        { "segments", Wheels.AWheel() },
        { "segments", Wheels.Festival with { Segments = null! } },
        { "segments", Wheels.AWheel([.. Enumerable.Range(0, 25).Select(i => Wheels.Nothing($"s{i}", 1))]) },
        { "segments[1]", Wheels.AWheel(Nothing, null!) },
        { "segments[0].id", Wheels.AWheel(Wheels.Nothing(null!, 1)) },
        { "segments[1].id", Wheels.AWheel(Nothing, Nothing) },
        { "segments[0].weight", Wheels.AWheel(Wheels.Nothing("a", 0)) },
        { "segments[0].weight", Wheels.AWheel(Wheels.Nothing("a", -5)) },
        { "segments[1].weight", Wheels.AWheel(Wheels.Nothing("a", long.MaxValue), Nothing) },
        { "segments[0].stocked", Wheels.AWheel(new WheelSlot("a", 1, Prize: false, Stocked: true, "none"), Nothing) },
        { "segments[0].fallback", Wheels.AWheel(Wheels.Stocked("a", 1, null), Nothing) },
        { "segments[0].fallback", Wheels.AWheel(Wheels.Stocked("a", 1, "nowhere"), Nothing) },
        { "segments[0].fallback", Wheels.AWheel(Wheels.Stocked("a", 1, "a"), Nothing) },
        { "segments[0].fallback", Wheels.AWheel(Wheels.Stocked("a", 1, "b"), Wheels.Stocked("b", 1, "a"), Nothing) },
        { "segments[1].fallback", Wheels.AWheel(Nothing, Nothing with { Id = "b", Fallback = "nowhere" }) },
        { null, Wheels.AWheel(Wheels.Unique("a", 1, "b", "b"), Wheels.Stocked("b", 1, "none"), Nothing) },
        { "segments[0].substitute", Wheels.AWheel(Nothing with { Id = "a", Substitute = "none" }, Nothing) },
        { "segments[0].substitute", Wheels.AWheel(Wheels.Unique("a", 1, "nowhere"), Nothing) },
        { "segments[0].substitute", Wheels.AWheel(Wheels.Unique("a", 1, "a"), Nothing) },
        { "segments[0].substitute", Wheels.AWheel(Wheels.Unique("a", 1, "b"), Wheels.Unique("b", 1, "none"), Nothing) },
        { "segments[0].substitute", Wheels.AWheel(Wheels.Unique("a", 1, "b", "none"), Wheels.Stocked("b", 1, "a"), Nothing) },
        { "segments[0].substitute", Wheels.AWheel(Wheels.Unique("a", 1, "b"), Wheels.Stocked("b", 1, "c"), Wheels.Unique("c", 1, "d"), Wheels.Stocked("d", 1, "a"), Nothing) },
        { "guarantee.plays", Wheels.Festival with { Guarantee = new(0, "mug") } },
        { "guarantee.plays", Wheels.Festival with { Guarantee = new(long.MinValue, "mug") } },
        { "guarantee.segment", Wheels.Festival with { Guarantee = new(1, "cup") } },
        { "whenEmpty", Wheels.Festival with { WhenEmpty = (WhenEmpty)9 } },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void The_first_fault_of_a_table_is_named_by_its_path(string? path, WheelTable table)
    {
        Assert.Equal(path, WheelTableFault.Find(table));
    }
}
