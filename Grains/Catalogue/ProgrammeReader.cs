using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Jifen.Grains.Catalogue.Reading.Shapes;
using Jifen.Grains.Catalogue.Reading;
using NodaTime;

namespace Jifen.Grains.Catalogue;

/// <summary>Reads the bytes of a programme document, as docs/programme.md describes it.</summary>
public static class ProgrammeReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ProgrammeLimits.Depth };

    /// <summary>
    /// The document, or all of its errors, each with its place. Reading is strict: unknown and double properties and numbers in
    /// quotes are errors. It never throws, whatever the bytes.
    /// </summary>
    public static ProgrammeReading Read(ReadOnlySpan<byte> utf8)
    {
        ErrorList errors = new();
        ProgrammeDocument? document = null;
        if (utf8.Length > ProgrammeLimits.DocumentBytes)
        {
            errors.Add("$", Fault.TooLarge);
        }
        else if (!Utf8.IsValid(utf8))
        {
            errors.Add("$", Fault.NotUtf8);
        }
        else
        {
            document = Parse(utf8, errors);
        }

        return document is null || errors.Errors.Count > 0
            ? new ProgrammeRefused(errors.Errors)
            : new ProgrammeRead(document, Hash256.Read(SHA256.HashData(utf8)));
    }

    private static ProgrammeDocument? Parse(ReadOnlySpan<byte> utf8, ErrorList errors)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(utf8.ToArray(), Options);
            return Programme(Node.Root(json.RootElement, errors));
        }
        catch (JsonException fault)
        {
            errors.Add("$", Fault.NotJson((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1));
            return null;
        }
    }

    private static ProgrammeDocument? Programme(Node node)
    {
        if (node.Fields(ProgrammeShapes.Programme) is not { } fields)
        {
            return null;
        }

        string? id = fields.Required("programme").Id();
        DateTimeZone? zone = Zone(fields.Required("zone"));
        LocalText? name = fields.Required("name").LocalText();
        ExpiryRule? expiry = ExpiryParser.Read(fields.Required("expiry"));
        RewardParser rewards = new();
        CampaignParser parser = new(new TimeParser(zone), rewards);
        List<CampaignDocument> campaigns = CampaignParser.All(fields.Required("campaigns").Items(0, ProgrammeLimits.Campaigns), parser.Read);
        List<BoardDocument> boards = new BoardParser(campaigns, rewards).All(fields.Optional("boards"));
        (List<BadgeDocument> badges, List<BadgeSetDocument> sets) = new BadgeParser(new(rewards)).Read(fields.Optional("badges"), fields.Optional("badgeSets"));
        rewards.Check(campaigns, badges);
        List<CategoryDocument> categories = new CategoryParser().Read(fields.Optional("categories"));
        bool unknownIsMinor = fields.Optional("unknownAge").OneOf("adult", "minor") == "minor";
        return id is null || zone is null || name is null || expiry is null
            ? null
            : new(id, zone.Id, name, expiry, campaigns) { Boards = boards, Badges = badges, BadgeSets = sets, Categories = categories, UnknownAgeIsMinor = unknownIsMinor };
    }

    private static DateTimeZone? Zone(Node node)
    {
        if (node.Text() is not { } id)
        {
            return null;
        }

        DateTimeZone? zone = ZoneTable.Find(id);
        if (zone is null)
        {
            node.Report(Fault.UnknownZone);
        }

        return zone;
    }
}
