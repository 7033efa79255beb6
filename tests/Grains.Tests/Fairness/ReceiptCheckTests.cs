using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public sealed class ReceiptCheckTests
{
    private static readonly ReceiptRule[] AllRules = [.. Enum.GetValues<ReceiptRule>().Where(rule => rule is not (ReceiptRule.WellFormed or ReceiptRule.Sealed or ReceiptRule.Salt or ReceiptRule.Kind or ReceiptRule.Order or ReceiptRule.Position or ReceiptRule.PassedOver))];

    public static TheoryData<string, string> ChangedFields => new()
    {
        { "formula", "\"jifen/wheel/2\"" }, { "playId", "\"p3-43\"" }, { "lottery", "\"lucky-wheel2\"" }, { "period", "\"2026-11-22\"" },
        { "commitment", $"\"{new string('0', 64)}\"" }, { "memberKey", "\"00112233445566778899aabbccddeefe\"" }, { "nonce", "2" },
        { "playerSeed", "\"good luck!\"" }, { "tableVersion", "8" }, { "tableHash", $"\"{new string('f', 64)}\"" }, { "sinceWin", "1" },
        { "exhausted", "[\"phone\"]" }, { "rolled", "\"phone\"" }, { "segment", "\"phone\"" }, { "prize", "null!" }, { "guaranteed", "true" },
    };

    [Fact]
    public void A_receipt_holds_under_its_seed_and_each_rule_is_asked()
    {
        IReadOnlyList<ReceiptFinding> findings = ReceiptCheck.Check(Receipts.AReceipt(), Wheels.Seed);

        Assert.Equal(AllRules, findings.Select(finding => finding.Rule));
        Assert.All(findings, finding => Assert.True(finding.Passed));
        Assert.All(findings, finding => Assert.Equal(finding.Expected, finding.Found));
    }

    [Fact]
    public void Receipts_of_all_kinds_of_wheels_hold_survive_json_and_fail_under_another_seed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), number =>
        {
            Receipt receipt = Receipts.Random(number, out byte[] seed);
            byte[] json = ReceiptJson.Write(receipt);
            Receipt read = ReceiptJson.Read(json);
            return json.AsSpan().SequenceEqual(ReceiptJson.Write(read))
                && ReceiptCheck.Check(read, seed).All(finding => finding.Passed)
                && Failed(ReceiptCheck.Check(read, SHA256.HashData(seed))).Contains("commitment");
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(ChangedFields))]
    public void A_single_changed_field_fails_and_is_named(string field, string value)
    {
        Receipt receipt = Receipts.AReceipt();
        JsonObject json = Json(receipt);
        json[field] = JsonNode.Parse(value == "null!" ? (receipt.Prize ? "false" : "true") : value);

        Assert.Contains(field, Failed(Check(json)));
    }

    [Theory]
    [InlineData("playId", "\"p3-43\"")]
    [InlineData("sinceWin", "1")]
    [InlineData("exhausted", "[\"phone\"]")]
    public void Control_a_field_that_the_outcome_does_not_depend_on_is_seen_by_its_check_digits_alone(string field, string value)
    {
        JsonObject json = Json(Receipts.AReceipt());
        json[field] = JsonNode.Parse(value);
        Receipt changed = ReceiptJson.Read(JsonSerializer.SerializeToUtf8Bytes(json));

        Assert.Equal([field], Failed(ReceiptCheck.Check(changed, Wheels.Seed)));
        Assert.Empty(Failed(ReceiptCheck.Check(changed with { CheckDigits = ReceiptDigits.Of(changed) }, Wheels.Seed)));
    }

    [Fact]
    public void A_receipt_tells_what_the_member_owned_and_without_it_says_another_segment()
    {
        Receipt receipt = OwnersReceipt();
        Assert.Equal(("car", "hat"), (receipt.Rolled, receipt.Segment));
        Assert.Empty(Failed(ReceiptCheck.Check(receipt, Wheels.Seed)));
        Assert.Empty(Failed(ReceiptCheck.Check(ReceiptJson.Read(ReceiptJson.Write(receipt)), Wheels.Seed)));

        Receipt silent = receipt with { Owned = null };
        Assert.Equal(["segment"], Failed(ReceiptCheck.Check(silent with { CheckDigits = ReceiptDigits.Of(silent) }, Wheels.Seed)));
        Assert.Equal(["checkDigits"], Failed(ReceiptCheck.Check(silent, Wheels.Seed)));
    }

    [Theory]
    [InlineData("[\"cap\"]", "owned")]
    [InlineData("[\"hat\"]", "owned[0]")]
    [InlineData("[null]", "owned[0]")]
    public void What_is_said_to_be_owned_is_named_where_it_was_altered_or_cannot_be(string value, string field)
    {
        JsonObject json = Json(OwnersReceipt());
        json["owned"] = JsonNode.Parse(value);
        Assert.Contains(field, Failed(Check(json)));
    }

    /// <summary>Of a wheel whose draw always hits a unique car, by a member who owns it.</summary>
    private static Receipt OwnersReceipt() => Receipts.Play(
        Wheels.AWheel(Wheels.Unique("car", 1_000_000_000_000_000, "hat"), Wheels.Unique("cap", 1, "hat"), Wheels.Endless("hat", 1)), Wheels.Seed, 1, "", 0, [], ["car"])!;

    [Fact]
    public void A_forger_who_also_recomputes_the_check_digits_is_caught_by_the_draw()
    {
        for (long nonce = 0; nonce < 500; nonce++)
        {
            Receipt fair = Receipts.AReceipt(nonce);
            if (fair.Rolled == "phone")
            {
                continue;
            }

            Receipt forged = fair with { Rolled = "phone", Segment = "phone", Prize = true };
            forged = forged with { CheckDigits = ReceiptDigits.Of(forged) };
            Assert.Contains("rolled", Failed(ReceiptCheck.Check(forged, Wheels.Seed)));
            Assert.Contains("segment", Failed(ReceiptCheck.Check(forged, Wheels.Seed)));
        }
    }

    [Theory]
    [InlineData("$.segments[1].weight", "50")]
    [InlineData("$.segments[3].id", "\"try-again-later\"")]
    [InlineData("$.guarantee.plays", "11")]
    [InlineData("$.segments[2].prize", "false")]
    public void A_changed_table_no_longer_has_its_hash(string path, string value)
    {
        JsonObject json = Json(Receipts.AReceipt());
        string[] steps = path[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        JsonNode at = json["table"]!;
        foreach (string step in steps[..^1])
        {
            at = at is JsonArray array ? array[step[0] - '0']! : at[step]!;
        }

        at[steps[^1]] = JsonNode.Parse(value);
        Assert.Contains("tableHash", Failed(Check(json)));
    }

    [Fact]
    public void A_table_of_another_lottery_or_version_is_named()
    {
        Receipt receipt = Receipts.AReceipt();
        WheelTable other = receipt.Table with { Lottery = "other", Version = 8 };
        Receipt changed = receipt with { Table = other, TableHash = WheelTableJson.Hash(other) };
        string[] failed = Failed(ReceiptCheck.Check(changed, Wheels.Seed));
        Assert.Contains("table.lottery", failed);
        Assert.Contains("table.version", failed);
    }

    [Fact]
    public void A_play_that_the_rules_refuse_as_sold_out_has_no_valid_receipt()
    {
        WheelTable table = Wheels.AWheel(Wheels.Stocked("car", 1, null), Wheels.Stocked("hat", 1, null)) with { WhenEmpty = WhenEmpty.Close };
        Receipt receipt = Receipts.Play(table, Wheels.Seed, 1, "", 0)! with { Exhausted = ["car", "hat"] };
        Assert.Contains("segment", Failed(ReceiptCheck.Check(receipt with { CheckDigits = ReceiptDigits.Of(receipt) }, Wheels.Seed)));
    }

    [Theory]
    [InlineData("formula", "")]
    [InlineData("playId", "\"p3-0\"")]
    [InlineData("lottery", "\"\"")]
    [InlineData("period", "")]
    [InlineData("nonce", "-1")]
    [InlineData("playerSeed", "\"01234567890123456789012345678901234567890123456789012345678901234\"")]
    [InlineData("tableVersion", "-9223372036854775808")]
    [InlineData("sinceWin", "-1")]
    [InlineData("table", "")]
    [InlineData("exhausted", "")]
    [InlineData("exhausted[0]", "[\"try-again\"]")]
    [InlineData("checkDigits", "\"00\"")]
    public void A_field_that_is_absent_or_out_of_range_is_refused_by_name_and_nothing_else_is_asked(string field, string value)
    {
        JsonObject json = Json(Receipts.AReceipt());
        string name = field.Split('[')[0];
        json.Remove(name);
        if (value.Length > 0)
        {
            json[name] = JsonNode.Parse(value);
        }

        ReceiptFinding finding = Assert.Single(Check(json));
        Assert.Equal((ReceiptRule.WellFormed, field, false), (finding.Rule, finding.Field, finding.Passed));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_because_it_has_no_bytes_of_its_own()
    {
        ReceiptFinding finding = Assert.Single(ReceiptCheck.Check(Receipts.AReceipt() with { PlayerSeed = "\uFFFD\uD83C" }, Wheels.Seed));
        Assert.Equal("playerSeed", finding.Field);
    }

    [Fact]
    public void A_seed_of_another_length_or_no_receipt_is_refused()
    {
        Assert.Equal(["seed"], Failed(ReceiptCheck.Check(Receipts.AReceipt(), new byte[31])));
        Assert.Equal(["seed", "receipt"], Failed(ReceiptCheck.Check(null, null)));
    }

    [Fact]
    public void No_damage_to_the_bytes_of_a_receipt_makes_the_check_throw()
    {
        byte[] whole = ReceiptJson.Write(Receipts.AReceipt());
        for (ulong number = 0; number < 4_000; number++)
        {
            byte[] damaged = Damage(whole, new ByteRow(number));
            Receipt? read = TryRead(damaged);
            if (read is not null)
            {
                IReadOnlyList<ReceiptFinding> findings = ReceiptCheck.Check(read, Wheels.Seed);
                Assert.Equal(ReceiptJson.Write(read).AsSpan().SequenceEqual(whole), findings.All(finding => finding.Passed));
            }
        }
    }

    private static byte[] Damage(byte[] whole, ByteRow row)
    {
        List<byte> bytes = [.. whole];
        int at = row.Next(bytes.Count);
        switch (row.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << row.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(1 + row.Next(40), bytes.Count - at));
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(1 + row.Next(40), bytes.Count - at)));
                break;
            default:
                byte[] token = [.. (new[] { "null"u8.ToArray(), "-1"u8.ToArray(), "1e9"u8.ToArray(), "[]"u8.ToArray(), "9"u8.ToArray(), "\\ud800"u8.ToArray() })[row.Next(6)]];
                bytes.RemoveAt(at);
                bytes.InsertRange(at, token);
                break;
        }

        return [.. bytes];
    }

    private static Receipt? TryRead(byte[] json)
    {
        try
        {
            return ReceiptJson.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Json(Receipt receipt) => JsonNode.Parse(ReceiptJson.Write(receipt))!.AsObject();

    private static IReadOnlyList<ReceiptFinding> Check(JsonObject json) =>
        ReceiptCheck.Check(ReceiptJson.Read(JsonSerializer.SerializeToUtf8Bytes(json)), Wheels.Seed);

    private static string[] Failed(IReadOnlyList<ReceiptFinding> findings) =>
        [.. findings.Where(finding => !finding.Passed).Select(finding => finding.Field)];
}
