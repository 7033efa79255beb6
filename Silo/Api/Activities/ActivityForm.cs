namespace Jifen.Silo.Api;

/// <summary>Takes activities in as they are reported.</summary>
internal static class ActivityForm
{
    /// <exception cref="ProblemException">A value is not acceptable; its place is named.</exception>
    /// <remarks>Where no amount is given it is the sum of the lines.</remarks>
    public static ReportActivity InputOf(ActivityBody body, MemberKey member)
    {
        string id = Field.Text(body.Id, "id");
        string kind = Field.Id(body.Kind, "kind");
        Stamp at = Field.Instant(body.At, "at");
        ActivityLine[]? lines = LinesOf(body.Lines);
        long amount = Field.Amount(body.Amount ?? SumOf(lines), "amount");
        return new(member, id, kind, at, amount, Field.OptionalText(body.Merchant, "merchant"), Field.OptionalText(body.Channel, "channel"), lines);
    }

    private static long? SumOf(ActivityLine[]? lines)
    {
        if (lines is null)
        {
            return null;
        }

        Int128 sum = lines.Aggregate(Int128.Zero, static (sum, line) => sum + line.Amount);
        return sum <= long.MaxValue ? (long)sum : throw Field.Invalid("lines", "their amounts are too large together");
    }

    private static ActivityLine[]? LinesOf(IReadOnlyList<ActivityLineBody>? lines)
    {
        if (lines is null)
        {
            return null;
        }

        return lines.Count <= ApiLimits.ActivityLines
            ? [.. lines.Select(LineOf)]
            : throw Field.Invalid("lines", $"there are more than {ApiLimits.ActivityLines}");
    }

    private static ActivityLine LineOf(ActivityLineBody? line, int index)
    {
        string at = $"lines[{index}]";
        return line is null
            ? throw Field.Invalid(at, "it is null")
            : new(
                Field.Text(line.Sku, $"{at}.sku"), Field.Text(line.Category, $"{at}.category"), Field.Amount(line.Quantity, $"{at}.quantity"),
                Field.Amount(line.Amount, $"{at}.amount"), TagsOf(line.Tags, at));
    }

    private static string[]? TagsOf(IReadOnlyList<string>? tags, string line)
    {
        if (tags is null)
        {
            return null;
        }

        return tags.Count <= ApiLimits.LineTags
            ? [.. tags.Select((tag, index) => Field.Text(tag, $"{line}.tags[{index}]"))]
            : throw Field.Invalid($"{line}.tags", $"there are more than {ApiLimits.LineTags}");
    }
}
