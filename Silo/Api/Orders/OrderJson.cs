using System.Globalization;
using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Wallet;
using Jifen.Silo.Hosting;

namespace Jifen.Silo.Api;

/// <summary>Orders as wallets and the brand see them.</summary>
internal static class OrderJson
{
    public static void WriteChanged(Utf8JsonWriter json, Answer? answer)
    {
        OrderChanged changed = (OrderChanged)answer!;
        json.WriteStartObject();
        json.WriteString("prizeId"u8, new PrizeId(changed.Prize, changed.Part).ToString());
        json.WriteString("state"u8, changed.State);
        json.WriteBoolean("hasAddress"u8, changed.HasAddress);
        json.WriteEndObject();
    }

    /// <param name="member">The brand's id of the member, or null.</param>
    public static void WriteLine(Utf8JsonWriter json, OrderLine line, string? member, PublishedProgrammes programmes)
    {
        json.WriteStartObject();
        json.WriteString("memberId"u8, member);
        WriteHead(json, line.Prize, programmes);
        json.WriteString("state"u8, line.Prize.State);
        WriteOrder(json, line.Prize.Order!);
        json.WriteEndObject();
    }

    /// <summary>What the prize is, when and where it was won.</summary>
    public static Prize? WriteHead(Utf8JsonWriter json, WalletPrizeView prize, PublishedProgrammes programmes)
    {
        (string kind, string id, string _) = PrizeSource.Parts(prize.Source);
        json.WriteString("prizeId"u8, prize.Prize);
        MemberJson.WriteTest(json, prize.IsTest);
        json.WriteString("at"u8, prize.At.ToInstant());
        json.WriteStartObject("source"u8);
        json.WriteString("kind"u8, kind);
        json.WriteString("id"u8, id);
        json.WriteEndObject();
        Prize? won = programmes.Find(prize.Catalogue) is { } programme ? WonPrizes.Of(programme, prize.Source) : null;
        PlayJson.WritePrize(json, won ?? new NoPrize());
        return won;
    }

    public static void WriteOrder(Utf8JsonWriter json, OrderView order)
    {
        json.WriteStartObject("order"u8);
        json.WriteBoolean("needsAddress"u8, order.NeedsAddress);
        json.WriteBoolean("hasAddress"u8, order.Address is not null);
        json.WriteString("changed"u8, order.Changed.ToInstant());
        Write(json, "carrier", order.Carrier);
        Write(json, "tracking", order.Tracking);
        Write(json, "reason", order.Reason);
        json.WriteEndObject();
    }

    /// <summary>Where an order stands in the list of all.</summary>
    public static OrderPlace PlaceOf(OrderLine line) => PrizeId.TryParse(line.Prize.Prize, out PrizeId id) ? new(line.Prize.At, id.Play, id.Part) : throw new InvariantBrokenException("an order has the id of a prize");

    /// <summary>The cursor of what follows.</summary>
    public static string Cursor(OrderLine line) => string.Create(CultureInfo.InvariantCulture, $"{line.Prize.At.Microseconds}.{line.Prize.Prize}");

    /// <exception cref="ProblemException">It is not one that was sent.</exception>
    public static OrderPlace Place(string cursor)
    {
        int dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out long at) && PrizeId.TryParse(cursor.AsSpan(dot + 1), out PrizeId id)
            ? new(new(at), id.Play, id.Part)
            : throw Field.Invalid("cursor", "it is not one that was sent");
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
