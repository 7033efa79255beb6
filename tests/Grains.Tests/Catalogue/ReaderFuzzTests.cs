using Jifen.Tests;
using System.Text;
using System.Text.Json.Nodes;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class ReaderFuzzTests
{
    private const int Mutations = 2000;
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "9223372036854775807", "1e9", "1.5", "\"\"", "\"x\"", "\"luck\"", "\"\\ud800\"", "\"24:00\"", "[]", "{}", "[[]]", "[null]",
        """{"rule":"never"}""", """{"en":"a","zh":"b"}""", """{"total":3,"perDay":4}""", "\"2026-03-08T02:30:00-05:00\"", "\"9999-12-31T23:59:59Z\"",
    ];

    private static readonly byte[] Demo = Repository.Bytes("Silo/Templates/starter.json");
    private static readonly HashSet<string> Codes = [.. ProgrammeReaderTests.AllCodes()];

    [Fact]
    public void Mutated_bytes_give_errors_or_a_document() => AssertBothOutcomes(seed => ProgrammeReader.Read(MutatedBytes(new(seed))));

    [Fact]
    public void Mutated_values_give_errors_or_a_document() => AssertBothOutcomes(seed => ProgrammeReader.Read(MutatedTree(new(seed))));

    private static void AssertBothOutcomes(Func<ulong, ProgrammeReading> read)
    {
        int documents = 0;
        for (ulong seed = 0; seed < Mutations; seed++)
        {
            try
            {
                documents += IsDocument(read(seed)) ? 1 : 0;
            }
            catch (Exception fault)
            {
                Assert.Fail($"seed {seed}: {fault}");
            }
        }

        Assert.InRange(documents, 1, Mutations - 1);
    }

    /// <summary>Checks the outcome; a document must compile and every wheel in it must take its last draw.</summary>
    private static bool IsDocument(ProgrammeReading reading)
    {
        if (reading is ProgrammeRead read)
        {
            Programme programme = Programme.Compile(read.Document, 1, read.Hash);
            Assert.All(programme.Wheels, wheel => Assert.Equal(wheel.Segments.Count - 1, wheel.IndexAt(wheel.TotalWeight - 1)));
            Assert.All(programme.Campaigns, campaign => Assert.False(campaign.At(campaign.Ends).IsOpen));
            return true;
        }

        IReadOnlyList<ProgrammeError> errors = Assert.IsType<ProgrammeRefused>(reading).Errors;
        Assert.InRange(errors.Count, 1, ProgrammeLimits.Errors + 1);
        Assert.All(errors, error => Assert.Contains(error.Code, Codes));
        return false;
    }

    private static byte[] MutatedBytes(SeededDraw draw)
    {
        List<byte> bytes = [.. Demo];
        for (int change = draw.Below(4); change >= 0; change--)
        {
            int at = draw.Below(bytes.Count);
            int length = Math.Min(draw.Below(12) + 1, bytes.Count - at);
            switch (draw.Below(4))
            {
                case 0:
                    bytes[at] = (byte)draw.Below(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(draw.Below(bytes.Count - length + 1), length));
                    break;
                default:
                    bytes[at] = Encoding.UTF8.GetBytes("0123456789\"{}[],:-.eE\\ ")[draw.Below(23)];
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] MutatedTree(SeededDraw draw)
    {
        JsonNode root = JsonNode.Parse(Demo)!;
        for (int change = draw.Below(3); change >= 0; change--)
        {
            List<JsonNode> places = [.. Containers(root)];
            Change(draw.OneOf(places), draw);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\\\\ud800", "\\ud800", StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        return node is JsonValue ? [] : children.OfType<JsonNode>().SelectMany(Containers).Prepend(node);
    }

    private static void Change(JsonNode place, SeededDraw draw)
    {
        JsonNode? value = Value(draw);
        switch (place)
        {
            case JsonArray { Count: > 0 } items when draw.Below(3) == 0:
                items.Add(draw.OneOf([.. items])?.DeepClone());
                break;
            case JsonArray { Count: > 0 } items:
                items[draw.Below(items.Count)] = value;
                break;
            case JsonObject { Count: > 0 } fields when draw.Below(3) == 0:
                fields.Remove(draw.OneOf([.. fields.Select(field => field.Key)]));
                break;
            case JsonObject { Count: > 0 } fields:
                fields[draw.OneOf([.. fields.Select(field => field.Key)])] = value;
                break;
            default:
                break;
        }
    }

    /// <summary>Half a surrogate pair cannot live in a tree, so it travels as text and is unescaped in the bytes.</summary>
    private static JsonNode? Value(SeededDraw draw)
    {
        string value = draw.OneOf(Values);
        return value == "\"\\ud800\"" ? JsonValue.Create("\\ud800") : JsonNode.Parse(value);
    }
}
