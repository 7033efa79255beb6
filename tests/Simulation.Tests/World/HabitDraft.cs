namespace Jifen.Simulation.Tests.World;

/// <summary>Where and when members buy, late reports among it, and what they do for their streaks.</summary>
internal sealed class HabitDraft(SimulatedWorld world, SeededDraw draw)
{
    private static readonly string[] Zones = ["Asia/Shanghai", "America/New_York", "UTC"];

    /// <summary>The purchase as it is reported: of some shop, and perhaps of days ago.</summary>
    public ReportActivity Habitual(ReportActivity purchase) => purchase with
    {
        Merchant = draw.Of<string?>(["east", "west", null]),
        At = draw.Chance(350) ? Stamp.From(purchase.At.ToInstant() - TimeSpan.FromHours(draw.Between(1, 7 * 24))) : purchase.At,
    };

    /// <summary>Something done for a streak; null for most of the time.</summary>
    public ShardInput? Act(MemberKey member) => draw.Below(1000) switch
    {
        < 25 => new RepairStreak(member, "streak"),
        < 40 => Pause(member),
        < 50 => new SetZone(member, draw.Of(Zones)),
        _ => null,
    };

    private PauseStreak Pause(MemberKey member)
    {
        DateOnly from = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime).AddDays(draw.Between(1, 3));
        return new(member, "streak", from, from.AddDays(draw.Between(0, 2)));
    }
}
