using Jifen.Tests;
using System.Text;
using System.Text.RegularExpressions;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

public sealed partial class ProgrammeDocumentationTests
{
    [Fact]
    public void The_starter_reads_without_an_error()
    {
        ProgrammeRead read = Assert.IsType<ProgrammeRead>(ProgrammeReader.Read(Repository.Bytes("Silo/Templates/starter.json")));
        Programme programme = Programme.Compile(read.Document, 1, read.Hash);
        Wheel wheel = programme.FindWheel("lucky-wheel")!;
        Assert.Equal(8, wheel.Segments.Count);
        Assert.Equal(10_000, wheel.TotalWeight);
        Assert.Equal(new StockRule(100, 10), wheel.Segments[wheel.IndexOf("panda")].Stock);
    }

    [Fact]
    public void Every_template_reads_without_an_error_and_is_named_like_its_file()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("Silo/Templates"), "*.json"))
        {
            ProgrammeRead read = Assert.IsType<ProgrammeRead>(ProgrammeReader.Read(File.ReadAllBytes(file)));
            Assert.Equal(Path.GetFileNameWithoutExtension(file), read.Document.Programme);
        }
    }

    [Fact]
    public void The_example_of_the_documentation_reads_without_an_error() =>
        Assert.IsType<ProgrammeRead>(ProgrammeReader.Read(Encoding.UTF8.GetBytes(Example().Match(Repository.Text("docs/programme.md")).Groups[1].Value)));

    [Theory]
    [InlineData("docs/programme.md")]
    [InlineData("docs/programme.zh-CN.md")]
    public void The_documentation_names_every_error(string page)
    {
        string[] cells = [.. Repository.Text(page).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.DoesNotContain(ProgrammeReaderTests.AllCodes(), code => !cells.Any(cell => cell.Contains($"`{code}`", StringComparison.Ordinal)));
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
