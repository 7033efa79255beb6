using System.Security.Cryptography;
using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public class DrawReceiptCheckTests
{
    private const string Lottery = "evening";
    private const string Period = "draw-2026-11-21";

    private static readonly MemberKey[] Members = [.. Enumerable.Range(1, 30).Select(n => new MemberKey((UInt128)n * 7))];

    private static readonly DrawnSlip[] Order =
        [.. Members.Select((member, n) => new DrawnSlip(member, DrawSlip.SmallestOf(Wheels.Seed, Lottery, Period, member, 1 + (n % 4)))).Order(Comparer<DrawnSlip>.Create(DrawSlip.Compare))];

    public static TheoryData<string, string> Forgeries => new()
    {
        { "formula", "formula" }, { "lottery", "position,drawn" }, { "period", "position" }, { "seedCommitment", "seedCommitment" },
        { "memberKey", "position" }, { "position", "position" }, { "drawn", "drawn" }, { "passed over", "position,drawn" },
    };

    [Fact]
    public void A_receipt_holds_before_the_draw_and_after()
    {
        foreach (MemberKey member in Members)
        {
            DrawReceipt receipt = ReceiptJson.ReadDraw(ReceiptJson.Write(AReceipt(member)));
            Assert.All(DrawReceiptCheck.Check(receipt, null), finding => Assert.True(finding.Passed, $"{finding}"));
            Assert.All(DrawReceiptCheck.Check(receipt, Wheels.Seed), finding => Assert.True(finding.Passed, $"{finding}"));
            Assert.Contains(DrawReceiptCheck.Check(receipt, new byte[32]), finding => finding is { Rule: ReceiptRule.Commitment, Passed: false });
        }

        Entered entered = new(new(new(0), new(3)), Lottery, Period, 2, default, new(0), new(0), Commitment);
        Assert.All(DrawReceiptCheck.Check(DrawReceiptIssue.Of(entered, Members[0]), Wheels.Seed), finding => Assert.True(finding.Passed, $"{finding}"));
        Assert.Equal(8, Members.Count(member => AReceipt(member).Position > 0));
    }

    /// <summary>The control: what is forged with fitting check digits fails on its own rule.</summary>
    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forged_field_is_named(string field, string expected)
    {
        DrawReceipt forged = Forge(AReceipt(Order[2].Member), field);
        string[] failed = [.. DrawReceiptCheck.Check(forged with { CheckDigits = DrawReceiptDigits.Of(forged) }, Wheels.Seed).Where(f => !f.Passed).Select(f => f.Field)];
        Assert.Contains(failed[0], expected.Split(','));
        Assert.Subset(expected.Split(',').Append("drawn").ToHashSet(), failed.ToHashSet());
        Assert.Contains(DrawReceiptCheck.Check(forged, Wheels.Seed), f => f is { Rule: ReceiptRule.Unaltered, Passed: false });
    }

    [Fact]
    public void An_entry_that_is_added_afterwards_does_not_win()
    {
        MemberKey loser = Order[^1].Member;
        DrawReceipt receipt = AReceipt(loser);
        long lucky = Enumerable.Range((int)receipt.Entries, 900)
            .First(n => string.CompareOrdinal(DrawSlip.Of(Wheels.Seed, Lottery, Period, loser, n).ToString(), receipt.Drawn[^1].ToString()) < 0);
        DrawReceipt forged = receipt with { Entries = lucky };
        Assert.Contains(DrawReceiptCheck.Check(forged, Wheels.Seed), f => f is { Rule: ReceiptRule.Unaltered, Field: "entries", Passed: false });
        Assert.Contains(DrawReceiptCheck.Check(forged, Wheels.Seed), f => f is { Rule: ReceiptRule.PassedOver, Passed: false });
    }

    [Fact]
    public void What_cannot_be_reckoned_with_names_its_field()
    {
        DrawReceipt good = AReceipt(Members[0]);
        (DrawReceipt Bad, string Field)[] bad =
        [
            (good with { Entries = 0 }, "entries"), (good with { Entries = 1001 }, "entries"), (good with { Lottery = null! }, "lottery"),
            (good with { Winners = 9 }, "winners"), (good with { Position = -1 }, "position"), (good with { CheckDigits = "" }, "checkDigits"),
            (good with { Period = "\uD83C" }, "period"),
        ];
        Assert.All(bad, one => Assert.Equal((ReceiptRule.WellFormed, one.Field), DrawReceiptCheck.Check(one.Bad, Wheels.Seed).Select(f => (f.Rule, f.Field)).Single()));
        Assert.Equal("seed", Assert.Single(DrawReceiptCheck.Check(good, new byte[31])).Field);
    }

    private static Hash256 Commitment => Hash256.Read(SHA256.HashData(Wheels.Seed));

    /// <summary>Five winners and three substitutes of thirty.</summary>
    private static DrawReceipt AReceipt(MemberKey member) => DrawReceiptIssue.Of(
        Lottery, member, 1 + (Array.IndexOf(Members, member) % 4), new(Period, Commitment, null, 1, 30, 60, default(Hash256), 7, 5, Order[..8], []));

    private static DrawReceipt Forge(DrawReceipt receipt, string field) => field switch
    {
        "formula" => receipt with { Formula = "jifen/draw/2" },
        "lottery" => receipt with { Lottery = "other" },
        "period" => receipt with { Period = "draw-2026-11-22" },
        "seedCommitment" => receipt with { SeedCommitment = default },
        "memberKey" => receipt with { MemberKey = new(1) },
        "position" => receipt with { Position = 1 },
        "drawn" => receipt with { Drawn = [.. receipt.Drawn.Take(6), receipt.Drawn[7], receipt.Drawn[6]] },
        _ => receipt with { Drawn = [.. receipt.Drawn.Where((_, at) => at != 2)], Position = 0 },
    };
}
