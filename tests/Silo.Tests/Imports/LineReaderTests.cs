using System.Text;
using Jifen.Silo.Imports;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Silo.Tests.Imports;

public sealed class LineReaderTests : IDisposable
{
    private const int Longest = 300;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_end_at_line_ends_and_the_last_needs_none() =>
        Assert.Equal(["1:a", "2:", "3:b", "4:c"], Read("a\r\n\nb\nc", quoted: false));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() => Assert.Equal(["1:a"], Read("\ufeffa\n", quoted: false));

    [Fact]
    public void A_line_that_is_too_long_is_passed_over() => Assert.Equal(
        ["1:a", "2:too long", "3:b", "4:too long"],
        Read($"a\n{new string('x', 400_000)}\nb\n{new string('y', Longest + 1)}", quoted: false));

    [Fact]
    public void A_line_of_just_the_longest_is_read() => Assert.Equal([$"1:{new string('x', Longest)}", "2:b"], Read($"{new string('x', Longest)}\nb", quoted: false));

    [Fact]
    public void A_row_goes_on_while_its_quote_is_open() => Assert.Equal(["1:a,\"b\nc\"", "3:d"], Read("a,\"b\nc\"\nd\n", quoted: true));

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public void A_quote_that_is_not_closed_costs_one_line(int after)
    {
        string rest = string.Concat(Enumerable.Range(0, after).Select(_ => "r\n"));
        Assert.Equal(["1:a,\"b", "2:c", "3:d"], Read("a,\"b\nc\nd\n" + rest, quoted: true).Take(3));
    }

    /// <summary>Whatever the file, reading on from any line is the same as having read it whole.</summary>
    [Fact]
    public void Reading_on_from_any_line_gives_the_lines_that_follow()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            SeededDraw draw = new((ulong)seed);
            string text = string.Concat(Enumerable.Range(0, draw.Below(60)).Select(_ => draw.Of<string>(["a", ",", "\"", "\n", "\r\n", "bc", new string('z', 200), "\n"])));
            bool quoted = draw.OneIn(2);
            (string Line, long Offset, long Number)[] whole = [.. Steps(text, quoted, 0, 0)];
            for (int from = 0; from < whole.Length; from++)
            {
                string[] rest = [.. Steps(text, quoted, whole[from].Offset, whole[from].Number).Select(step => step.Line)];
                Assert.True(whole[(from + 1)..].Select(step => step.Line).SequenceEqual(rest), $"seed {seed}, from {from}");
            }
        }
    }

    private IEnumerable<string> Read(string text, bool quoted) => Steps(text, quoted, 0, 0).Select(step => step.Line);

    private IEnumerable<(string Line, long Offset, long Number)> Steps(string text, bool quoted, long offset, long number)
    {
        string path = Path.Combine(_folder.Path, "lines");
        File.WriteAllText(path, text);
        using LineReader lines = new(path, offset, number, quoted, Longest);
        while (lines.Read() is { } line)
        {
            yield return ($"{line.Number}:{(line.IsTooLong ? "too long" : Encoding.UTF8.GetString(line.Bytes.Span))}", lines.Offset, lines.Line);
        }

        Assert.Equal(Encoding.UTF8.GetByteCount(text), lines.Offset);
    }
}
