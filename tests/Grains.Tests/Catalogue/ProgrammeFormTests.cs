using System.Text;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

/// <summary>What is held against a document whatever it says: its bytes, its JSON, its text and its bounds.</summary>
public sealed class ProgrammeFormTests
{
    private const string Wheel = "campaigns[0].lotteries[0]";
    private const string Cup = Wheel + ".segments[2]";

    public static TheoryData<string, string> Breaks => new()
    {
        { "", "$: not_json" },
        { "[]", "$: wrong_type" },
        { "{\"programme\": \"a\",}", "$: not_json" },
        { "{} {}", "$: not_json" },
        { "\uFEFF{}", "$: not_json" },
        { string.Concat(Enumerable.Repeat("[", 33)), "$: not_json" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_document_that_is_no_object_is_refused_whole(string text, string expected) =>
        Assert.Equal([expected], ProgrammeReaderTests.Lines(ProgrammeReader.Read(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void The_hash_is_that_of_the_very_bytes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(new ProgrammeDraft().Json());
        byte[] spaced = [.. bytes, (byte)' '];
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(spaced)),
            Assert.IsType<ProgrammeRead>(ProgrammeReader.Read(spaced)).Hash.ToString());
    }

    [Fact]
    public void All_errors_are_told_at_once_in_both_languages()
    {
        ProgrammeReading reading = new ProgrammeDraft()
            .With("zone", "\"Moon\"").With("name.zh", "").With("campaigns[0].ends", "5").With(Cup + ".weight", "-1").With(Cup + ".colour", "1").Read();
        Assert.Equal(
            ["zone: unknown_zone", "name.zh: missing", "campaigns[0].ends: wrong_type", $"{Cup}.colour: unknown_property", $"{Cup}.weight: out_of_range"],
            ProgrammeReaderTests.Lines(reading));
        Assert.All(((ProgrammeRefused)reading).Errors, error =>
        {
            Assert.DoesNotContain(error.Message.En, letter => letter > 127);
            Assert.Contains(error.Message.Zh, letter => letter >= '\u4e00');
        });
    }

    [Fact]
    public void A_property_given_twice_is_refused()
    {
        string json = new ProgrammeDraft().Json().Replace("\"weight\":20", "\"weight\":20,\"weight\":20", StringComparison.Ordinal);
        Assert.Equal([$"{Cup}.weight: duplicate_property"], ProgrammeReaderTests.Lines(ProgrammeReader.Read(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        string json = new ProgrammeDraft().Json().Replace("\"Cup\"", "\"\\ud83c\"", StringComparison.Ordinal).Replace("\"en\":\"Test\"", "\"\\ud83c\":1", StringComparison.Ordinal);
        Assert.Equal(
            ["name: not_text", "name.en: missing", $"{Cup}.label.en: not_text", $"{Cup}.prize.name.en: not_text"],
            ProgrammeReaderTests.Lines(ProgrammeReader.Read(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() => Assert.Equal(["$: not_utf8"], ProgrammeReaderTests.Lines(ProgrammeReader.Read([0x7b, 0xff, 0x7d])));

    [Fact]
    public void A_document_above_256_KB_is_refused_and_one_of_256_KB_is_not()
    {
        byte[] draft = Encoding.UTF8.GetBytes(new ProgrammeDraft().Json());
        byte[] largest = new byte[256 * 1024];
        largest.AsSpan().Fill((byte)' ');
        draft.CopyTo(largest, 0);
        Assert.IsType<ProgrammeRead>(ProgrammeReader.Read(largest));
        Assert.Equal(["$: too_large"], ProgrammeReaderTests.Lines(ProgrammeReader.Read([.. largest, (byte)' '])));
    }

    [Fact]
    public void Errors_beyond_a_thousand_are_only_announced()
    {
        string json = $"{{{string.Join(',', Enumerable.Range(0, 1500).Select(number => $"\"p{number}\":0"))}}}";
        string[] lines = ProgrammeReaderTests.Lines(ProgrammeReader.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(1001, lines.Length);
        Assert.Equal("p999: unknown_property", lines[999]);
        Assert.Equal("$: too_many_errors", lines[1000]);
    }

    [Theory]
    [InlineData("campaigns", 100)]
    [InlineData("campaigns[0].earning", 50)]
    [InlineData("campaigns[0].lotteries", 20)]
    [InlineData("campaigns[0].dayParts", 24)]
    [InlineData("campaigns[0].earning[0].kinds", 20)]
    [InlineData(Wheel + ".segments", 24)]
    public void An_array_past_its_limit_is_refused(string path, int most)
    {
        string One(int count) => $"[{string.Join(',', Enumerable.Repeat("0", count))}]";
        Assert.DoesNotContain($"{path}: too_many", ProgrammeReaderTests.Lines(new ProgrammeDraft().With(path, One(most)).Read()));
        Assert.Contains($"{path}: too_many", ProgrammeReaderTests.Lines(new ProgrammeDraft().With(path, One(most + 1)).Read()));
    }
}
