using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Api;

/// <summary>A settled play in a member's list.</summary>
/// <param name="At">When it was settled.</param>
/// <param name="Seen">The reveal has been watched, or is too old to be shown again.</param>
/// <param name="ReceiptOf">The member for whom the receipt is written too; null for none.</param>
internal sealed record PlayItem(Stamp At, Played Played, Wheel Wheel, bool Seen, MemberKey? ReceiptOf)
{
    public static IReadOnlyList<PlayItem> Of(
        MemberRecord read, MemberRecords records, PublishedProgrammes programmes, PlaysWanted wanted)
    {
        if (read.Body.Answer is not Played played || (wanted.UnseenOnly && !wanted.Unseen.Contains(played.Play)))
        {
            return [];
        }

        long version = records.VersionOf(played, new(read.Record.Shard, read.Record.Sequence, read.Record.Stamp, read.Record.CatalogueVersion));
        return [new(read.Record.Stamp, played, programmes.Wheel(version, played.Lottery), !wanted.Unseen.Contains(played.Play), wanted.ReceiptOf)];
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("playId"u8, Played.Play.ToString());
        json.WriteString("lotteryId"u8, Played.Lottery);
        json.WriteString("at"u8, At.ToInstant());
        PlayJson.WriteOutcome(json, Wheel, Played);
        json.WriteNumber("cost"u8, Played.Cost.Value);
        PlayJson.WriteTicket(json, Played.Ticket);
        MemberJson.WriteTest(json, Played.Test);
        json.WriteBoolean("seen"u8, Seen);
        if (ReceiptOf is { } member)
        {
            PlayJson.WriteReceipt(json, Played, member, Wheel);
        }

        json.WriteEndObject();
    }
}

/// <summary>What a call for the plays of a member wants.</summary>
internal sealed record PlaysWanted(IReadOnlySet<PlayId> Unseen, bool UnseenOnly, MemberKey? ReceiptOf);
