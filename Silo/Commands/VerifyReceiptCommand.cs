using System.CommandLine;
using System.Text;
using System.Text.Json;
using Jifen.Grains.Fairness;

namespace Jifen.Silo.Commands;

/// <summary>
/// <c>jifen verify-receipt FILE --seed HEX</c>: recomputes a play from its receipt and the revealed seed, without a server. A card's seal is
/// checked without the seed too, and entries of a draw as far as they go. Exit code
/// 0: the receipt holds; 1: it does not; 2: the input is unusable, and the field is named.
/// </summary>
public static class VerifyReceiptCommand
{
    public const int Holds = 0;

    public const int DoesNotHold = 1;

    public const int Unusable = 2;

    private const int LargestFile = 1 << 20;

    public static Command Create()
    {
        var file = new Argument<string?>("file")
        {
            Description = "The receipt, or the whole answer of a play or a scratch, as JSON / 凭证，或一次抽奖、刮卡的完整应答（JSON）",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seed = new Option<string?>("--seed") { Description = "The revealed seed, 64 hexadecimal digits; a card or an entry may be checked before / 已公布的种子，64 位十六进制；刮刮卡和抽签报名在公布前也可核对" };
        var language = new Option<string?>("--lang") { Description = "en, zh" };
        var command = new Command("verify-receipt", "Check a play by its receipt and the revealed seed, without a server / 用凭证和已公布的种子核对一次抽奖，无需服务器")
        {
            file, seed, language,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(file), parsed.GetValue(seed),
            ReportLanguages.Choose(parsed.GetValue(language), Environment.GetEnvironmentVariable),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>The command without its parsing. The report goes to <paramref name="output"/>, what is unusable to <paramref name="error"/>.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string? path, string? seedHex, ReportLanguage language, TextWriter output, TextWriter error)
    {
        var report = new ReceiptReport(language);
        try
        {
            byte[] json = ReadFile(path ?? throw new UnusableInputException("FILE", report.Missing), report);
            return Has(json, "entries", report) ? CheckEntries(json, seedHex, report, output, error)
                : Has(json, "cardId", report) ? CheckCard(json, seedHex, report, output, error)
                : CheckPlay(json, seedHex, report, output, error);
        }
        catch (UnusableInputException unusable)
        {
            error.WriteLine(report.Unusable(unusable.Subject, unusable.Message));
            return Unusable;
        }
    }

    private static int CheckPlay(byte[] json, string? seedHex, ReceiptReport report, TextWriter output, TextWriter error)
    {
        Receipt receipt = Read(json, ReceiptJson.Read, report);
        return Report(ReceiptCheck.Check(receipt, Seed(seedHex, report)), report, receipt.Test, report.Asserted, output, error);
    }

    /// <summary>Before the seed is told, only the seal can be checked.</summary>
    private static int CheckCard(byte[] json, string? seedHex, ReceiptReport report, TextWriter output, TextWriter error)
    {
        byte[]? seed = seedHex is null ? null : Seed(seedHex, report);
        CardReceipt receipt = Read(json, CardReceiptJson.Read, report);
        return Report(CardReceiptCheck.Check(receipt, seed), report, receipt.Test, seed is null ? report.SealOnly : report.DealtOnce, output, error);
    }

    /// <summary>Before the seed is told, only the receipt itself can be checked.</summary>
    private static int CheckEntries(byte[] json, string? seedHex, ReceiptReport report, TextWriter output, TextWriter error)
    {
        byte[]? seed = seedHex is null ? null : Seed(seedHex, report);
        DrawReceipt receipt = Read(json, ReceiptJson.ReadDraw, report);
        return Report(DrawReceiptCheck.Check(receipt, seed), report, receipt.Test, seed is null ? report.EntriesOnly : report.SealedBefore, output, error);
    }

    private static int Report(IReadOnlyList<ReceiptFinding> findings, ReceiptReport report, bool? test, string remark, TextWriter output, TextWriter error)
    {
        if (findings[0].Rule == ReceiptRule.WellFormed)
        {
            foreach (ReceiptFinding finding in findings)
            {
                error.WriteLine(report.Line(finding));
            }

            return Unusable;
        }

        foreach (ReceiptFinding finding in findings)
        {
            output.WriteLine(report.Line(finding));
        }

        bool holds = findings.All(finding => finding.Passed);
        output.WriteLine(holds ? report.Passed : report.Failed);
        output.WriteLine(remark);
        if (test is true)
        {
            output.WriteLine(report.OfTest);
        }

        return holds ? Holds : DoesNotHold;
    }

    private static byte[] Seed(string? hex, ReceiptReport report)
    {
        byte[] seed = new byte[Outcome.SeedLength];
        bool whole = hex is { Length: 2 * Outcome.SeedLength }
            && Convert.FromHexString(hex, seed, out _, out int written) == System.Buffers.OperationStatus.Done && written == seed.Length;
        return whole ? seed : throw new UnusableInputException("--seed", hex is null ? report.Missing : report.NotSeed);
    }

    private static byte[] ReadFile(string path, ReceiptReport report)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new UnusableInputException(path, report.TooLarge);
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException(path, report.NotReadable);
        }
    }

    private static T Read<T>(byte[] json, Form<T> read, ReceiptReport report)
    {
        try
        {
            return read(InsideAnswer(json));
        }
        catch (JsonException broken)
        {
            throw new UnusableInputException(broken.Path ?? "$", report.NotReceipt);
        }
    }

    /// <summary>Whether the receipt has a field: that of a card names it, that of a draw its entries.</summary>
    private static bool Has(byte[] json, string field, ReceiptReport report) => Read(
        json,
        receipt =>
        {
            Utf8JsonReader reader = new(receipt);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(field, out _);
        },
        report);

    private delegate T Form<T>(ReadOnlySpan<byte> json);

    /// <summary>A play's answer holds its receipt under <c>receipt</c>; a receipt has no such field.</summary>
    private static byte[] InsideAnswer(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("receipt", out JsonElement receipt)
            ? Encoding.UTF8.GetBytes(receipt.GetRawText())
            : json;
    }

    private sealed class UnusableInputException(string subject, string message) : Exception(message)
    {
        public string Subject { get; } = subject;
    }
}
