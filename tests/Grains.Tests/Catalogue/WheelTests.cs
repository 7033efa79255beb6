using System.Text;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class WheelTests
{
    private const string Wheel = "campaigns[0].lotteries[0]";

    [Fact]
    public void Each_segment_owns_exactly_as_many_draws_as_its_weight_says()
    {
        const ulong Seed = 20260101;
        SeededDraw draw = new(Seed);
        for (int round = 0; round < 50; round++)
        {
            Wheel wheel = AWheel([.. Enumerable.Range(0, draw.Below(23) + 2).Select(_ => draw.Between(1, 200))]);
            Assert.Equal(wheel.Segments.Select(segment => segment.Weight), Shares(wheel, wheel.IndexAt));
        }
    }

    [Fact]
    public void A_share_that_is_one_off_would_be_seen()
    {
        Wheel wheel = AWheel([3, 5, 2]);
        Assert.NotEqual(wheel.Segments.Select(segment => segment.Weight), Shares(wheel, draw => wheel.IndexAt(draw == 3 ? 2 : draw)));
    }

    [Fact]
    public void A_draw_outside_the_weights_is_refused()
    {
        Wheel wheel = AWheel([3, 5]);
        Assert.Equal(8, wheel.TotalWeight);
        Assert.Throws<ArgumentOutOfRangeException>(() => wheel.IndexAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => wheel.IndexAt(8));
    }

    [Fact]
    public void A_wheel_knows_its_campaign_its_price_and_its_segments()
    {
        Programme programme = new ProgrammeDraft().Compile();
        Wheel wheel = programme.FindWheel("wheel")!;
        Assert.Same(programme.Campaigns[0], wheel.Campaign);
        Assert.Equal((new Points(5), 2, 10L, 100L), (wheel.Cost!.Value, wheel.FreePlaysPerDay, wheel.PerDay!.Value, wheel.Total!.Value));
        Assert.Equal(2, wheel.IndexOf("cup"));
        Assert.Equal(-1, wheel.IndexOf("saucer"));
        Assert.Equal(1, wheel.Segments[2].Fallback);
        Assert.Equal([false, true, true], wheel.Segments.Select(segment => segment.IsPrize));
        Assert.Null(programme.FindWheel("dice"));
    }

    [Fact]
    public void The_table_has_one_byte_form_for_ever()
    {
        Wheel wheel = new ProgrammeDraft().Compile(version: 7).FindWheel("wheel")!;
        Assert.Equal(
            """{"lottery":"wheel","version":7,"segments":[{"id":"none","weight":50,"prize":false,"stocked":false},{"id":"ten","weight":30,"prize":true,"stocked":false},{"id":"cup","weight":20,"prize":true,"stocked":true,"fallback":"ten"}],"guarantee":{"plays":10,"segment":"ten"},"whenEmpty":"fallback"}""",
            Encoding.UTF8.GetString(WheelTableJson.Canonical(wheel.Table)));
        Assert.Equal("8ebf96c13027a9393fbfa3ba9cb48b699af5b00209f08c607cc35b96d285489f", wheel.TableHash.ToString());
        Assert.Equal(wheel.TableHash, WheelTableJson.Hash(WheelTableJson.Read(WheelTableJson.Canonical(wheel.Table))));
    }

    [Fact]
    public void A_table_keeps_its_version_until_something_that_decides_an_outcome_changes()
    {
        Programme first = new ProgrammeDraft().Compile(version: 3);
        Programme renamed = new ProgrammeDraft().With(Wheel + ".segments[0].label.en", "\"Nothing\"").With(Wheel + ".cost.points", "9").Compile(4, first);
        Programme reweighed = new ProgrammeDraft().With(Wheel + ".segments[0].weight", "51").Compile(5, renamed);
        Programme back = new ProgrammeDraft().Compile(6, reweighed);
        Assert.Equal([3L, 3, 5, 6], new[] { first, renamed, reweighed, back }.Select(programme => programme.FindWheel("wheel")!.Table.Version));
        Assert.Equal(first.FindWheel("wheel")!.TableHash, renamed.FindWheel("wheel")!.TableHash);
    }

    [Fact]
    public void Before_the_first_version_nothing_is_open()
    {
        Assert.Equal((0, "UTC"), (Programme.Empty.Version, Programme.Empty.Calendar.Zone));
        Assert.Empty(Programme.Empty.Campaigns);
        Assert.Null(Programme.Empty.FindWheel("wheel"));
    }

    private static Wheel AWheel(long[] weights)
    {
        IEnumerable<string> segments = weights.Select((weight, index) =>
            $$"""{"id":"s{{index}}","label":{"en":"S","zh":"格"},"color":"#123456","prize":{"kind":"points","points":1},"weight":{{weight}} }""");
        return new ProgrammeDraft().With(Wheel + ".segments", $"[{string.Join(',', segments)}]").With(Wheel + ".guarantee", "").Compile().FindWheel("wheel")!;
    }

    private static long[] Shares(Wheel wheel, Func<long, int> indexAt)
    {
        long[] shares = new long[wheel.Segments.Count];
        for (long draw = 0; draw < wheel.TotalWeight; draw++)
        {
            shares[indexAt(draw)]++;
        }

        return shares;
    }
}
