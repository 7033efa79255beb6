using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public class CardReceiptCheckTests
{
    private static readonly DeckTable Table = new("lucky-cards", 7, [new("car", 1, true), new("ten", 20, true), new("none", 9979, false)]);

    public static TheoryData<string, string> Forgeries => new()
    {
        { "formula", "formula" }, { "lottery", "table.lottery,commitment,salt,kind" }, { "period", "period" }, { "tableHash", "tableHash" },
        { "commitment", "commitment" }, { "seedCommitment", "seedCommitment" }, { "salt", "commitment,salt" }, { "kind", "prize,commitment,kind" },
        { "serial", "commitment,salt,kind" }, { "prize", "prize" }, { "table", "tableHash,kind" },
    };

    [Fact]
    public void A_receipt_holds_before_the_seed_is_told_and_after()
    {
        for (long serial = 0; serial < 10_000; serial += 137)
        {
            CardReceipt receipt = CardReceiptJson.Read(CardReceiptJson.Write(AReceipt(serial)));
            Assert.All(CardReceiptCheck.Check(receipt, null), finding => Assert.True(finding.Passed, $"{finding}"));
            Assert.All(CardReceiptCheck.Check(receipt, Wheels.Seed), finding => Assert.True(finding.Passed, $"{finding}"));
            Assert.Contains(CardReceiptCheck.Check(receipt, new byte[32]), finding => finding is { Rule: ReceiptRule.Commitment, Passed: false });
        }

        Assert.Equal(7, CardReceiptCheck.Check(AReceipt(1), null).Count);
        Assert.Equal(10, CardReceiptCheck.Check(AReceipt(1), Wheels.Seed).Count);
    }

    /// <summary>The control: what is forged with fitting check digits fails on its own rule.</summary>
    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forged_field_is_named(string field, string expected)
    {
        long car = Enumerable.Range(0, 10_000).First(n => KindOf(n) == "car");
        CardReceipt forged = Forge(AReceipt(car), field);
        string[] failed = [.. CardReceiptCheck.Check(forged with { CheckDigits = CardReceiptDigits.Of(forged) }, Wheels.Seed).Where(f => !f.Passed).Select(f => f.Field)];
        Assert.Equal(expected.Split(','), failed);
        if (field != "table")
        {
            Assert.Contains(field, CardReceiptCheck.Check(forged, Wheels.Seed).Where(f => f is { Rule: ReceiptRule.Unaltered, Passed: false }).Select(f => f.Field));
        }
    }

    [Fact]
    public void What_cannot_be_reckoned_with_names_its_field()
    {
        CardReceipt good = AReceipt(5);
        (CardReceipt Bad, string Field)[] bad =
        [
            (good with { Serial = 10_000 }, "serial"), (good with { Serial = -1 }, "serial"), (good with { Kind = null! }, "kind"), (good with { Table = null! }, "table"),
            (good with { CheckDigits = "" }, "checkDigits"), (good with { Lottery = "\uD83C" }, "lottery"), (good with { CardId = default }, "cardId"),
            (good with { Table = Table with { Cards = [new("car", 0, true)] } }, "table.cards[0]"),
            (good with { Table = Table with { Cards = [new("car", 1, true), new("car", 1, true)] } }, "table.cards[1]"),
            (good with { Table = Table with { Cards = [new("car", 1_000_000_001, true)] } }, "table.cards[0]"),
        ];
        Assert.All(bad, one => Assert.Equal((ReceiptRule.WellFormed, one.Field), CardReceiptCheck.Check(one.Bad, Wheels.Seed).Select(f => (f.Rule, f.Field)).Single()));
        Assert.Equal("seed", Assert.Single(CardReceiptCheck.Check(good, new byte[31])).Field);
    }

    private static string KindOf(long serial) => Table.Cards[DeckPermutation.KindAt(Table, DeckPermutation.PositionOf(Wheels.Seed, Table.Lottery, 10_000, serial))].Id;

    private static CardReceipt AReceipt(long serial)
    {
        string kind = KindOf(serial);
        Hash256 salt = CardSeal.SaltOf(Wheels.Seed, Table.Lottery, serial);
        Hash256 seed = Hash256.Read(System.Security.Cryptography.SHA256.HashData(Wheels.Seed));
        return CardReceiptIssue.Of(
            new(new(new(3), new(9)), Table.Lottery, serial, kind, kind != "none", CardSeal.CommitmentOf(Table.Lottery, serial, kind, salt), salt, new(0), seed, 7), Table,
            DeckTableJson.Hash(Table));
    }

    private static CardReceipt Forge(CardReceipt receipt, string field) => field switch
    {
        "formula" => receipt with { Formula = "jifen/deck/2" },
        "lottery" => receipt with { Lottery = "other" },
        "period" => receipt with { Period = "2026-11-21" },
        "tableHash" => receipt with { TableHash = default },
        "commitment" => receipt with { Commitment = default },
        "seedCommitment" => receipt with { SeedCommitment = default },
        "salt" => receipt with { Salt = default },
        "kind" => receipt with { Kind = "none" },
        "serial" => receipt with { Serial = receipt.Serial == 0 ? 1 : 0 },
        "prize" => receipt with { Prize = false },
        _ => receipt with { Table = Table with { Cards = [new("none", 9979, false), new("ten", 20, true), new("car", 1, true)] } },
    };
}
