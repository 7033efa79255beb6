using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Jifen.Silo.Api;

/// <summary>The schemas of all bodies. Those of requests are made from the records that they are read into; those of answers are held to real ones by a test.</summary>
internal static class Components
{
    private static readonly JsonSchemaExporterOptions Form = new() { TreatNullObliviousAsNonNullable = true };

    public static JsonObject Schemas() => new(Requests().Concat(Answers()).OrderBy(schema => schema.Name, StringComparer.Ordinal)
        .Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Name, schema.Shape)));

    private static IEnumerable<(string Name, JsonNode Shape)> Requests() =>
    [
        Read("Enrolment", ApiJson.Default.EnrolBody), Read("TokenWish", ApiJson.Default.TokenBody), Read("Activity", ApiJson.Default.ActivityBody),
        Read("Refund", ApiJson.Default.RefundBody), Read("Opening", ApiJson.Default.OpeningBody),
        ("ActivityBatch", Shape.Object(("items", Shape.ListOf(Shape.Named("Activity"))))),
        Read("PlayWish", ApiJson.Default.PlayBody), Read("SeenWish", ApiJson.Default.SeenBody), Read("PauseWish", ApiJson.Default.PauseBody),
        Read("KeyWish", ApiJson.Default.KeyBody), Receipt(),
        ("Programme", new JsonObject { ["type"] = "object", ["description"] = "A programme document; docs/programme.md says its form." }),
    ];

    private static IEnumerable<(string Name, JsonNode Shape)> Answers() =>
    [
        .. Wire(), .. Members(), .. Imports(), .. Progress(), .. Lotteries(), .. Control(),
    ];

    private static IEnumerable<(string, JsonNode)> Wire() =>
    [
        ("AsOf", Shape.Object(("time", Shape.Instant), ("position", Shape.Text))),
        ("LocalText", Shape.Object(("en", Shape.Text), ("zh", Shape.Text))),
        ("Health", Shape.Object(("status", Shape.OneOf("live", "ready")))),
        ("Problem", Shape.Object(
            ("type", Shape.Text), ("title", Shape.Text), ("status", Shape.Whole), ("detail", Shape.Text),
            ("code", Shape.OneOf([.. ProblemKind.Codes])), ("traceId", Shape.Text), ("field?", Shape.Text),
            ("errors?", Shape.ListOf(Shape.Object(("path", Shape.Text), ("code", Shape.Text), ("message", Shape.Text)))))),
    ];

    private static IEnumerable<(string, JsonNode)> Members() =>
    [
        ("Enrolled", Shape.Object(("id", Shape.Text))),
        ("Token", Shape.Object(("token", Shape.Text), ("expires", Shape.Instant))),
        ("Member", Shape.Object(
            ("id", Shape.Id), ("tier", Shape.Text),
            ("points", Shape.Object(
                ("available", Shape.Whole), ("pending", Shape.Whole), ("owed", Shape.Whole),
                ("lots", Shape.ListOf(Shape.Object(("points", Shape.Whole), ("expires", Shape.OrNull(Shape.Instant))))))),
            ("tickets", Shape.MapOf(Shape.Whole)), ("asOf", Shape.Named("AsOf")))),
        ("HistoryItem", Shape.Object(
            ("at", Shape.Instant), ("kind", Shape.OneOf("enrolled", "opened", "opening", "history", "activity", "earned", "budget-spent", "spent", "restored", "expired", "refund", "reversed", "repaid", "badge", "badge-set", "too-late-for-board", "play")),
            ("points", Shape.Whole), ("cause?", Shape.Text), ("activity?", Shape.Text), ("tier?", Shape.Text), ("rule?", Shape.Text), ("badge?", Shape.Text), ("set?", Shape.Text), ("period?", Shape.Text), ("segment?", Shape.Text))),
        ("History", Shape.PageOf(Shape.Named("HistoryItem"), ("asOf", Shape.Named("AsOf")))),
        ("ActivityAnswer", Shape.Object(
            ("id", Shape.Text), ("points", Shape.Whole), ("available", Shape.Whole),
            ("rules", Shape.ListOf(Shape.Object(("rule", Shape.Text), ("points", Shape.Whole)))),
            ("cuts?", Shape.ListOf(Shape.Object(("campaign", Shape.Text), ("points", Shape.Whole)))),
            ("awards", Shape.ListOf(Shape.Object(("badge", Shape.Text)))), ("progress", Shape.ListOf(Shape.Anything)))),
        ("ActivityBatchAnswer", Shape.Object(("items", Shape.ListOf(Shape.Either(Shape.Named("ActivityAnswer"), Shape.Named("Problem")))))),
    ];

    private static IEnumerable<(string, JsonNode)> Imports() =>
    [
        ("ImportTaken", Shape.Object(("id", Shape.Text))),
        ("Import", Shape.Object(
            ("id", Shape.Text), ("kind", Shape.OneOf("activities", "members")), ("history", Shape.Truth), ("state", Shape.OneOf("waiting", "running", "stalled", "done")),
            ("trouble?", Shape.Text), ("created", Shape.Instant), ("finished", Shape.OrNull(Shape.Instant)), ("bytes", Shape.Whole), ("bytesRead", Shape.Whole),
            ("read", Shape.Whole), ("accepted", Shape.Whole), ("repeated", Shape.Whole), ("refused", Shape.Whole), ("refusals", Shape.Text))),
        ("Imports", Shape.PageOf(Shape.Named("Import"))),
    ];

    private static IEnumerable<(string, JsonNode)> Progress() =>
    [
        ("Refunded", Shape.Object(("id", Shape.Text), ("points", Shape.Whole), ("owed", Shape.Whole), ("available", Shape.Whole))),
        ("Badges", Shape.PageOf(
            Shape.Object(
                ("badge", Shape.Text), ("name", Shape.Named("LocalText")), ("counter", Shape.OneOf("purchases", "plays", "points-earned", "wins")),
                ("have", Shape.Whole), ("need", Shape.Whole), ("earned", Shape.OrNull(Shape.Instant))),
            ("sets", Shape.ListOf(Shape.Object(
                ("set", Shape.Text), ("name", Shape.Named("LocalText")), ("badges", Shape.ListOf(Shape.Text)), ("have", Shape.Whole), ("need", Shape.Whole),
                ("prize", Shape.Named("Prize")), ("completed", Shape.OrNull(Shape.Instant))))),
            ("asOf", Shape.Named("AsOf")))),
        ("Place", Shape.Object(("rank", Shape.Whole), ("memberId?", Shape.Text), ("alias?", Shape.Text), ("score", Shape.Whole), ("reachedAt", Shape.Instant))),
        ("Board", Shape.PageOf(Shape.Named("Place"), [("size", Shape.Whole), .. Card()])),
        ("Standing", Shape.Object([.. Stand(), ("around", Shape.ListOf(Shape.Named("Place"))), .. Card()])),
        ("Standings", Shape.PageOf(Shape.Object([.. Stand(), .. Card()]))),
    ];

    private static IEnumerable<(string, JsonObject)> Stand() =>
        [("rank", Shape.OrNull(Shape.Whole)), ("score", Shape.Whole), ("percentile", Shape.OrNull(Shape.Number)), ("size", Shape.Whole)];

    private static IEnumerable<(string, JsonObject)> Card() =>
    [
        ("boardId", Shape.Text), ("name", Shape.Named("LocalText")), ("period", Shape.Text), ("zone", Shape.Text), ("tie", Shape.OneOf("first-to-reach")),
        ("closes", Shape.OrNull(Shape.Instant)), ("provisional", Shape.Truth), ("periods", Shape.ListOf(Shape.Text)), ("asOf", Shape.Named("AsOf")),
    ];

    private static IEnumerable<(string, JsonNode)> Lotteries() =>
    [
        ("Prize", Shape.Either(
            Shape.Object(("kind", Shape.OneOf("points")), ("points", Shape.Whole)), Shape.Object(("kind", Shape.OneOf("goods")), ("name", Shape.Named("LocalText"))))),
        ("Outcome", Shape.Object(("segment", Shape.Text), ("label", Shape.Named("LocalText")), ("prize", Shape.OrNull(Shape.Named("Prize"))))),
        ("PlayName", Shape.Object(("playId", Shape.Text))),
        ("Play", Shape.Object(
            ("playId", Shape.Text), ("lotteryId", Shape.Text), ("outcome", Shape.Named("Outcome")), ("cost", Shape.Whole), ("available", Shape.Whole),
            ("receipt", Shape.Named("Receipt")))),
        ("PlayItem", Shape.Object(
            ("playId", Shape.Text), ("lotteryId", Shape.Text), ("at", Shape.Instant), ("outcome", Shape.Named("Outcome")), ("cost", Shape.Whole), ("seen", Shape.Truth),
            ("receipt?", Shape.Named("Receipt")))),
        ("Plays", Shape.PageOf(
            Shape.Named("PlayItem"), ("pending", Shape.ListOf(Shape.Object(("playId", Shape.Text), ("lotteryId", Shape.Text)))), ("asOf", Shape.Named("AsOf")))),
        ("Lottery", Shape.Object([.. Lottery(), ("asOf", Shape.Named("AsOf"))])),
        ("Lotteries", Shape.PageOf(Shape.Object([.. Lottery()]), ("asOf", Shape.Named("AsOf")))),
        ("Fairness", Shape.Object(
            ("lotteryId", Shape.Text),
            ("periods", Shape.ListOf(Shape.Object(("period", Shape.Text), ("commitment", Shape.Text), ("seed", Shape.OrNull(Shape.Text))))), ("asOf", Shape.Named("AsOf")))),
        ("Stock", Shape.Object(
            ("lotteryId", Shape.Text),
            ("items", Shape.ListOf(Shape.Object(
                ("prize", Shape.Text), ("total", Shape.Whole), ("awarded", Shape.Whole), ("allotted", Shape.Whole), ("left", Shape.Whole)))), ("asOf", Shape.Named("AsOf")))),
        ("Budget", Shape.Object(
            ("campaign", Shape.Text), ("total", Shape.Whole), ("given", Shape.Whole), ("allotted", Shape.Whole), ("left", Shape.Whole), ("asOf", Shape.Named("AsOf")))),
    ];

    private static IEnumerable<(string, JsonObject)> Lottery() =>
    [
        ("id", Shape.Text), ("kind", Shape.OneOf("wheel")), ("name", Shape.Named("LocalText")), ("campaign", Shape.Text), ("open", Shape.Truth), ("soldOut", Shape.Truth),
        ("opens", Shape.OrNull(Shape.Instant)), ("closes", Shape.OrNull(Shape.Instant)), ("cost", Shape.OrNull(Shape.Whole)),
        ("plays", Shape.Object(("free", Shape.Whole), ("today", Shape.OrNull(Shape.Whole)), ("total", Shape.OrNull(Shape.Whole)))),
        ("guarantee", Shape.OrNull(Shape.Object(("plays", Shape.Whole), ("segment", Shape.Text), ("sinceWin", Shape.Whole)))),
        ("segments", Shape.ListOf(Shape.Object(
            ("id", Shape.Text), ("label", Shape.Named("LocalText")), ("color", Shape.OrNull(Shape.Text)), ("image", Shape.OrNull(Shape.Text)),
            ("prize", Shape.OrNull(Shape.Named("Prize"))), ("weight", Shape.Whole), ("odds", Shape.Whole)))),
        ("totalWeight", Shape.Whole), ("tableVersion", Shape.Whole), ("period", Shape.Text), ("commitment", Shape.OrNull(Shape.Text)),
    ];

    private static IEnumerable<(string, JsonNode)> Control() =>
    [
        ("Catalogue", Shape.Object(
            ("version", Shape.Whole), ("effectiveAt?", Shape.Instant), ("hash?", Shape.Text), ("paused", Shape.ListOf(Shape.Text)),
            ("document", Shape.OrNull(Shape.Named("Programme"))), ("asOf", Shape.Named("AsOf")))),
        ("Published", Shape.Object(("version", Shape.Whole), ("effectiveAt", Shape.Instant))),
        ("PauseSet", Shape.Object(("target", Shape.Text), ("paused", Shape.Truth), ("generation", Shape.Whole))),
        ("ClockAccepted", Shape.Object(("shards", Shape.Whole))),
        ("Caller", Shape.Object(("name", Shape.Text), ("scopes", Shape.ListOf(Shape.Text)), ("antiforgery?", Shape.Text))),
        ("Key", Key()), ("KeyMade", Key(("key", Shape.Text))), ("Keys", Shape.PageOf(Shape.Named("Key"))),
    ];

    private static JsonObject Key(params (string, JsonObject)[] more) => Shape.Object(
        [("id", Shape.Text), ("name", Shape.Text), ("scopes", Shape.ListOf(Shape.Text)), ("created", Shape.Instant), ("revoked?", Shape.Instant), .. more]);

    /// <summary>Receipts leave out what is null.</summary>
    private static (string, JsonNode) Receipt() => ("Receipt", ReceiptJson.Strict.Receipt.GetJsonSchemaAsNode(new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (_, schema) =>
        {
            if (schema is JsonObject && schema["required"] is JsonArray required && schema["properties"] is JsonObject properties)
            {
                schema["required"] = new JsonArray([.. required.Select(name => name!.GetValue<string>()).Where(name => !IsNullable(properties[name])).Select(name => (JsonNode)name)]);
            }

            return schema;
        },
    }));

    private static bool IsNullable(JsonNode? schema) => schema is JsonObject && schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");

    private static (string, JsonNode) Read(string name, JsonTypeInfo form) => (name, form.GetJsonSchemaAsNode(Form));
}
