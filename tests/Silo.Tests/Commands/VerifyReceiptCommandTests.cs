using Jifen.Silo.Commands;
using Jifen.Silo.Tests.Security;

namespace Jifen.Silo.Tests.Commands;

public sealed class VerifyReceiptCommandTests : IDisposable
{
    private const string Seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private const string Receipt = """
        {"formula":"jifen/wheel/1","playId":"p3-42",
        "lottery":"lucky-wheel","period":"2026-11-21",
        "commitment":"630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd","memberKey":"00112233445566778899aabbccddeeff",
        "nonce":2,"playerSeed":"good luck",
        "tableVersion":7,
        "table":{"lottery":"lucky-wheel","version":7,
        "segments":[{"id":"phone","weight":1,"prize":true,"stocked":true,"fallback":"mug"},
        {"id":"mug","weight":49,"prize":true,"stocked":true,"fallback":"points-10"},
        {"id":"points-10","weight":200,"prize":true,"stocked":false},
        {"id":"try-again","weight":750,"prize":false,"stocked":false}],
        "guarantee":{"plays":10,"segment":"mug"},"whenEmpty":"fallback"},
        "tableHash":"f7eb35aee8c1474416d3ae443185427a996e8b00fcff14635f6ac39264932162",
        "sinceWin":0,"exhausted":[],
        "rolled":"try-again","segment":"try-again","prize":false,"guaranteed":false,
        "checkDigits":"1f392f135a4eadff2b337376d7b13b6b2e3445afdd1ae6d4e1afb73b3dd12b30898e48718530551873d74d75ffffffff0c86494c0c86494c73d74d7573d74d75"}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_receipt_that_holds_ends_with_0_and_shows_each_check()
    {
        (int code, string output, string error) = Run(Receipt, "--seed", Seed, "--lang", "en");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(12, output.TrimEnd().Split('\n').Length);
        Assert.Equal(10, output.Split('\n').Count(line => line.StartsWith("✓ ", StringComparison.Ordinal)));
        Assert.Contains("The receipt holds", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_answer_of_a_play_serves_as_well()
    {
        (int code, _, string error) = Run($"{{\"playId\":\"p3-42\",\"available\":95,\"receipt\":{Receipt}}}", "--seed", Seed.ToUpperInvariant());
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public void The_report_is_in_chinese_where_asked()
    {
        (int code, string output, _) = Run(Receipt, "--seed", Seed, "--lang", "zh");
        Assert.Equal(0, code);
        Assert.Contains("凭证成立", output, StringComparison.Ordinal);
        Assert.Contains("种子与承诺一致", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_seed_ends_with_1_and_names_the_commitment()
    {
        (int code, string output, _) = Run(Receipt, "--seed", new string('0', 64), "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("✗ The seed is the one committed to (commitment): expected 66687aad", output, StringComparison.Ordinal);
        Assert.Contains("The receipt does not hold.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_field_ends_with_1_and_is_named()
    {
        (int code, string output, _) = Run(Receipt.Replace("\"nonce\":2", "\"nonce\":3", StringComparison.Ordinal), "--seed", Seed, "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("(nonce)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"nonce\":2", "\"nonce\":-2", "(nonce)")]
    [InlineData("\"nonce\":2", "\"nonce\":\"2\"", "$.nonce")]
    [InlineData("\"nonce\":2", "\"nonce\":2,\"nonce\":2", "nonce")]
    [InlineData("\"nonce\":2", "\"nonse\":2", "$.nonse")]
    [InlineData("\"weight\":49", "\"weight\":0", "table.segments[1].weight")]
    [InlineData("\"playerSeed\":\"good luck\"", "\"playerSeed\":\"\\ud83c\"", "playerSeed")]
    public void Unusable_input_ends_with_2_and_names_the_field(string old, string put, string named)
    {
        (int code, string output, string error) = Run(Receipt.Replace(old, put, StringComparison.Ordinal), "--seed", Seed, "--lang", "en");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"receipt\":null}")]
    [InlineData("not json")]
    public void A_file_that_is_no_receipt_ends_with_2(string content)
    {
        (int code, _, string error) = Run(content, "--seed", Seed, "--lang", "en");
        Assert.Equal(2, code);
        Assert.NotEqual("", error);
    }

    [Theory]
    [InlineData()]
    [InlineData("--seed", "00")]
    [InlineData("--seed", "zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    public void A_seed_that_is_absent_or_no_seed_ends_with_2(params string[] arguments)
    {
        (int code, _, string error) = Run(Receipt, arguments);
        Assert.Equal(2, code);
        Assert.Contains("--seed", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_2()
    {
        var error = new StringWriter();
        Assert.Equal(2, VerifyReceiptCommand.Run(Path.Combine(_folder.Path, "none.json"), Seed, ReportLanguage.English, TextWriter.Null, error));
        Assert.Contains("cannot be read", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_steer_a_terminal_is_not_printed()
    {
        (int code, string output, _) = Run(
            Receipt.Replace("\"rolled\":\"try-again\"", "\"rolled\":\"\\u001b[2J\\u202e\"", StringComparison.Ordinal), "--seed", Seed, "--lang", "en");
        Assert.Equal(1, code);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u202e', output);
    }

    [Theory]
    [InlineData("zh", "", "en_GB.UTF-8", ReportLanguage.Chinese)]
    [InlineData(null, "", "zh_CN.UTF-8", ReportLanguage.Chinese)]
    [InlineData(null, "C", "zh_CN.UTF-8", ReportLanguage.English)]
    [InlineData("en", "zh_CN", "zh_CN", ReportLanguage.English)]
    [InlineData(null, null, null, ReportLanguage.English)]
    public void The_language_is_the_option_else_the_environment(string? option, string? all, string? lang, ReportLanguage language)
    {
        Assert.Equal(language, ReportLanguages.Choose(option, name => name switch { "LC_ALL" => all, "LANG" => lang, _ => null }));
    }

    private (int Code, string Output, string Error) Run(string content, params string[] arguments)
    {
        string file = Path.Combine(_folder.Path, "receipt.json");
        File.WriteAllText(file, content);
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = VerifyReceiptCommand.Create().Parse([file, .. arguments]).Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
