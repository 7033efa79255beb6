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
        Read("Enrolment", ApiJson.Default.EnrolBody), Read("TokenWish", ApiJson.Default.TokenBody), Read("AgeWish", ApiJson.Default.AgeBody), Read("Activity", ApiJson.Default.ActivityBody),
        Read("Refund", ApiJson.Default.RefundBody), Read("Opening", ApiJson.Default.OpeningBody),
        ("ActivityBatch", Shape.Object(("items", Shape.ListOf(Shape.Named("Activity"))))),
        Read("PlayWish", ApiJson.Default.PlayBody), Read("SeenWish", ApiJson.Default.SeenBody), Read("PauseWish", ApiJson.Default.PauseBody), Read("PoolWish", ApiJson.Default.PoolBody), Read("Address", ApiJson.Default.PostalAddress), Read("FulfilWish", ApiJson.Default.FulfilBody), Read("GrantWish", ApiJson.Default.GrantBody),
        Read("KeyWish", ApiJson.Default.KeyBody), Receipt("Receipt", ReceiptJson.Strict.Receipt), Receipt("CardReceipt", CardReceiptJson.Strict.CardReceipt),
        Receipt("DrawReceipt", ReceiptJson.Strict.DrawReceipt),
        ("Programme", new JsonObject { ["type"] = "object", ["description"] = "A programme document; docs/programme.md says its form." }),
    ];

    private static IEnumerable<(string Name, JsonNode Shape)> Answers() =>
    [
        .. Wire(), .. Members(), .. Imports(), .. Progress(), .. Lotteries(), .. Coupons(), .. Control(),
    ];

    private static IEnumerable<(string, JsonNode)> Wire() =>
    [
        ("AsOf", Shape.Object(("time", Shape.Instant), ("position", Shape.Text))),
        ("LocalText", Shape.Object(("en", Shape.Text), ("zh", Shape.Text))),
        ("Health", Shape.Object(("status", Shape.OneOf("live", "ready")))),
        ("Problem", Shape.Object(
            ("type", Shape.Text), ("title", Shape.Text), ("status", Shape.Whole), ("detail", Shape.Text),
            ("code", Shape.OneOf([.. ProblemKind.Codes])), ("traceId", Shape.Text), ("field?", Shape.Text),
            ("limit?", Shape.OneOf("coolOff", "playsPerDay", "playsPerWeek", "pointsPerDay", "pointsPerWeek")), ("until?", Shape.Instant),
            ("errors?", Shape.ListOf(Shape.Object(("path", Shape.Text), ("code", Shape.Text), ("message", Shape.Text)))))),
    ];

    private static IEnumerable<(string, JsonNode)> Members() =>
    [
        ("Enrolled", Shape.Object(("id", Shape.Text), ("test?", Shape.Truth))),
        ("Age", Shape.Object(("adultFrom", Shape.OrNull(Shape.Text)))),
        ("Token", Shape.Object(("token", Shape.Text), ("expires", Shape.Instant))),
        ("GroupsWish", Shape.Object(("region?", Shape.OrNull(Shape.Text)), ("segments?", Shape.OrNull(Shape.ListOf(Shape.Text))))),
        ("Groups", Shape.Object([.. Groups()])),
        ("Member", Shape.Object(
            [("id", Shape.Id), ("tier", Shape.Text), ("adultFrom?", Shape.Text), ("test?", Shape.Truth), .. Groups(),
            ("points", Shape.Object(
                ("available", Shape.Whole), ("pending", Shape.Whole), ("owed", Shape.Whole),
                ("lots", Shape.ListOf(Shape.Object(("points", Shape.Whole), ("expires", Shape.OrNull(Shape.Instant))))))),
            ("tickets", Shape.MapOf(Shape.Whole)), ("multipliers", Shape.ListOf(Shape.Named("Multiplier"))), ("asOf", Shape.Named("AsOf"))])),
        ("Multiplier", Shape.Object([MultiplierSource, .. Multiplier(), ("from", Shape.Instant), ("until", Shape.Instant)])),
        ("HistoryItem", Shape.Object(
            ("at", Shape.Instant), ("kind", Shape.OneOf("enrolled", "opened", "opening", "history", "activity", "earned", "budget-spent", "spent", "restored", "expired", "refund", "reversed", "repaid", "badge", "badge-awaited", "badge-sold-out", "badge-set", "too-late-for-board", "play",
                "challenge-moved", "challenge-reached", "board-reward", "division-up", "division-down", "board-name-set", "friends-set", "groups-set", "streak-repaired", "streak-paused", "zone-set", "self-limits-set", "adult-from-set", "tickets", "card", "scratch", "card-void", "coupon", "coupon-ready", "coupon-replaced", "multiplier",
                "goods", "goods-ordered", "goods-shipped", "goods-delivered", "goods-cancelled", "address-given", "address-erased",
                "entry", "draw-won", "draw-claimed", "draw-lapsed")),
            ("points", Shape.Whole), ("cause?", Shape.Text), ("activity?", Shape.Text), ("tier?", Shape.Text), ("rule?", Shape.Text), ("badge?", Shape.Text), ("set?", Shape.Text), ("period?", Shape.Text), ("segment?", Shape.Text),
            ("campaign?", Shape.Text), ("by?", Shape.Text), ("step?", Shape.Text), ("from?", Shape.Text), ("day?", Shape.Text), ("days?", Shape.Text), ("listed?", Shape.Text), ("friends?", Shape.Text), ("region?", Shape.Text), ("zone?", Shape.Text), ("lottery?", Shape.Text), ("count?", Shape.Whole), ("division?", Shape.Text), ("card?", Shape.Text), ("prize?", Shape.Text), ("until?", Shape.Text))),
        ("History", Shape.PageOf(Shape.Named("HistoryItem"), ("asOf", Shape.Named("AsOf")))),
        ("ActivityAnswer", Shape.Object(
            ("id", Shape.Text), ("points", Shape.Whole), ("available", Shape.Whole),
            ("rules", Shape.ListOf(Shape.Object(("rule", Shape.Text), ("points", Shape.Whole)))),
            ("multiplier?", Shape.Object(
                MultiplierSource, ("name", Shape.Named("LocalText")), ("factor", Shape.Text), ("until", Shape.Instant), ("points", Shape.Whole))),
            ("multipliers?", Shape.ListOf(Shape.Named("Multiplier"))),
            ("cuts?", Shape.ListOf(Shape.Object(("campaign", Shape.Text), ("points", Shape.Whole)))),
            ("awards", Shape.ListOf(Shape.Object(("badge", Shape.Text)))), ("progress", Shape.ListOf(Shape.Named("Progress"))))),
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
        ("TicketReward", Shape.Object(("lottery", Shape.Text), ("count", Shape.Whole))),
        ("TicketsGranted", Shape.Object(("lottery", Shape.Text), ("count", Shape.Whole), ("tickets", Shape.Whole))),
        ("Progress", Shape.Object(
            ("challenge", Shape.Text), ("have", Shape.Whole), ("need", Shape.Whole),
            ("rewards", Shape.ListOf(Shape.Object([("day?", Shape.Whole), ("times", Shape.Whole), .. Reward()]))))),
        ("Challenge", Shape.Object([.. Challenge(), ("asOf", Shape.Named("AsOf"))])),
        ("Challenges", Shape.PageOf(Shape.Object([.. Challenge()]), ("zone", Shape.OrNull(Shape.Text)), ("asOf", Shape.Named("AsOf")))),
        ("Streak", Shape.Object(
            ("current", Shape.Whole), ("longest", Shape.Whole), ("today", Shape.OneOf("done", "at-risk", "frozen", "paused", "broken", "idle")),
            ("deadline", Shape.Instant), ("zone", Shape.Text), ("freezesLeft", Shape.Whole),
            ("rewards", Shape.ListOf(Shape.Object([("day", Shape.Whole), .. Reward()]))),
            ("repair", Shape.OrNull(Shape.Object(("day", Shape.Text), ("points", Shape.Whole), ("until", Shape.Instant)))),
            ("pauseDaysLeft", Shape.Whole), ("pauses", Shape.ListOf(Shape.Object(("from", Shape.Text), ("through", Shape.Text)))),
            ("timeline?", Shape.ListOf(Shape.Object(
                ("day", Shape.Text), ("mark", Shape.OneOf("kept", "repaired", "paused", "frozen", "broken", "idle")), ("run", Shape.Whole),
                ("why", Shape.Named("LocalText"))))))),
        ("DayRepaired", Shape.Object(
            ("challenge", Shape.Text), ("day", Shape.Text), ("cost", Shape.Whole), ("available", Shape.Whole), ("progress", Shape.Named("Progress")))),
        ("StreakPauseWish", Shape.Object(("from", Shape.Text), ("through", Shape.Text))),
        ("StreakPause", Shape.Object(("challenge", Shape.Text), ("from", Shape.Text), ("through", Shape.Text), ("daysLeft", Shape.Whole))),
        ("RepairWish", Shape.Object()),
        ("Zone", Shape.Object(("zone", Shape.Text))),
        ("SelfLimits", Shape.Object([.. SelfLimits(), ("used", Shape.Object(
            ("playsToday", Shape.Whole), ("playsThisWeek", Shape.Whole), ("pointsToday", Shape.Whole), ("pointsThisWeek", Shape.Whole))), ("asOf", Shape.Named("AsOf"))])),
        ("SelfLimitsTaken", Shape.Object([.. SelfLimits()])),
        ("Badges", Shape.PageOf(
            Shape.Object(
                ("badge", Shape.Text), ("name", Shape.Named("LocalText")), ("counter", Shape.OneOf("purchases", "plays", "points-earned", "wins", "given")),
                ("have", Shape.Whole), ("need", Shape.Whole), ("earned", Shape.OrNull(Shape.Instant)), ("hidden", Shape.Truth),
                ("holders", Shape.OrNull(Shape.Whole)), ("edition?", Shape.Object(
                    ("limit", Shape.Whole), ("left", Shape.OrNull(Shape.Whole)), ("state", Shape.OneOf("open", "waiting", "held", "sold-out")),
                    ("number", Shape.OrNull(Shape.Whole))))),
            ("hidden", Shape.Whole), ("members", Shape.OrNull(Shape.Whole)),
            ("sets", Shape.ListOf(Shape.Object(
                ("set", Shape.Text), ("name", Shape.Named("LocalText")), ("badges", Shape.ListOf(Shape.Text)), ("have", Shape.Whole), ("need", Shape.Whole),
                ("prize", Shape.Named("Prize")), ("completed", Shape.OrNull(Shape.Instant))))),
            ("asOf", Shape.Named("AsOf")))),
        ("Place", Shape.Object(("rank", Shape.Whole), ("memberId?", Shape.Text), ("alias?", Shape.Text), ("anonymous?", Shape.Truth), ("score", Shape.Whole), ("move?", Move), ("reachedAt", Shape.Instant))),
        ("Division", Shape.Object(("id", Shape.Text), ("name", Shape.Named("LocalText")))),
        ("Cohort", Shape.Object(
            ("division", Shape.OrNull(Shape.Named("Division"))), ("number", Shape.OrNull(Shape.Whole)), ("pending", Shape.Truth), ("members", Shape.Whole), ("promote", Shape.Whole), ("demote", Shape.Whole),
            ("above", Shape.OrNull(Shape.Named("Division"))), ("below", Shape.OrNull(Shape.Named("Division"))))),
        ("SelfLimitsWish", Shape.Object(
            ("playsPerDay?", Shape.OrNull(Shape.Whole)), ("playsPerWeek?", Shape.OrNull(Shape.Whole)), ("pointsPerDay?", Shape.OrNull(Shape.Whole)),
            ("pointsPerWeek?", Shape.OrNull(Shape.Whole)), ("coolOffUntil?", Shape.OrNull(Shape.Instant)))),
        ("BoardNameWish", Shape.Object(("alias?", Shape.OrNull(Shape.Text)), ("listed?", Shape.Truth))),
        ("BoardName", Shape.Object(("alias", Shape.OrNull(Shape.Text)), ("listed", Shape.Truth), ("masked", Shape.Text))),
        ("FriendsWish", Shape.Object(("friends", Shape.ListOf(Shape.Text)))),
        ("FriendsSet", Shape.Object(("friends", Shape.Whole))),
        ("Friends", Shape.PageOf(Shape.Object(("memberId", Shape.Text)), ("size", Shape.Whole), ("unknown", Shape.Whole), ("asOf", Shape.Named("AsOf")))),
        ("FriendsBoard", Shape.PageOf(Shape.Named("Place"), [("size", Shape.Whole), ("friends", Shape.Whole), ("missing", Shape.Whole), ("missingShards", Shape.ListOf(Shape.Whole)), .. Card()])),
        ("Board", Shape.PageOf(Shape.Named("Place"), [("size", Shape.Whole), Cohort, .. Card()])),
        ("Standing", Shape.Object([.. Stand(), ("around", Shape.ListOf(Shape.Named("Place"))), .. Card()])),
        ("Standings", Shape.PageOf(Shape.Object([.. Stand(), .. Card()]))),
    ];

    private static IEnumerable<(string, JsonObject)> Reward() =>
        [("points?", Shape.Whole), ("tickets?", Shape.Named("TicketReward")), ("badge?", Shape.Text), ("coupon?", Shape.Named("LocalText")), ("multiplier?", Shape.Object([.. Multiplier(), ("hours", Shape.Whole)]))];

    private static (string, JsonObject) MultiplierSource => ("source", Shape.Object(("kind", Shape.OneOf("lottery", "card", "challenge", "draw", "badge-set")), ("id", Shape.Text)));

    private static IEnumerable<(string, JsonObject)> Multiplier() =>
        [("name", Shape.Named("LocalText")), ("factor", Shape.Text), ("kinds?", Shape.ListOf(Shape.Text))];

    private static IEnumerable<(string, JsonObject)> Challenge() =>
    [
        ("id", Shape.Text), ("campaign", Shape.Text), ("kind", Shape.OneOf("count", "sum", "ladder", "set", "streak")), ("name", Shape.Named("LocalText")),
        ("open", Shape.Truth),
        ("period", Shape.Object(
            ("span", Shape.OneOf("day", "week", "month", "campaign", "rolling")), ("days?", Shape.Whole), ("from?", Shape.Text), ("ends", Shape.Instant))),
        ("have", Shape.Whole), ("need", Shape.Whole), ("completed", Shape.Whole), ("reward", Shape.OrNull(Shape.Object([.. Reward()]))),
        ("sentence", Shape.Named("LocalText")), ("set?", Shape.ListOf(Shape.Object(("name", Shape.Text), ("label?", Shape.Named("LocalText")), ("have", Shape.Truth)))), ("streak?", Shape.Named("Streak")),
    ];

    private static IEnumerable<(string, JsonObject)> Stand() =>
        [("rank", Shape.OrNull(Shape.Whole)), ("score", Shape.Whole), ("percentile", Shape.OrNull(Shape.Number)), ("size", Shape.Whole), ("move", Shape.OrNull(Move)), Cohort];

    private static JsonObject Move => Shape.OneOf("promote", "stay", "demote");

    private static (string, JsonObject) Cohort => ("cohort", Shape.OrNull(Shape.Named("Cohort")));

    private static IEnumerable<(string, JsonObject)> Groups() => [("region", Shape.OrNull(Shape.Text)), ("segments", Shape.ListOf(Shape.Text))];

    private static IEnumerable<(string, JsonObject)> Card() =>
    [
        ("boardId", Shape.Text), ("name", Shape.Named("LocalText")),
        ("metric", Shape.OneOf("points-earned", "purchases", "amount", "plays", "prizes", "streak")), ("of", Shape.ListOf(Shape.Text)),
        ("scope", Shape.OrNull(Shape.Object(("regions", Shape.ListOf(Shape.Text)), ("segments", Shape.ListOf(Shape.Text)), ("tiers", Shape.ListOf(Shape.Text))))),
        ("cohorts", Shape.OrNull(Shape.Object(
            ("size", Shape.Whole), ("divisions", Shape.ListOf(Shape.Named("Division"))), ("promote", Shape.Whole), ("demote", Shape.Whole)))),
        ("period", Shape.Text), ("zone", Shape.Text), ("tie", Shape.OneOf("first-to-reach")),
        ("closes", Shape.OrNull(Shape.Instant)), ("provisional", Shape.Truth), ("periods", Shape.ListOf(Shape.Text)),
        ("rewards", Shape.ListOf(Shape.Object([("to?", Shape.Whole), ("toPercent?", Shape.Whole), .. Reward()]))), ("asOf", Shape.Named("AsOf")),
    ];

    private static IEnumerable<(string, JsonObject)> Pool() =>
    [
        ("pool", Shape.Text), ("total", Shape.Whole), ("given", Shape.Whole), ("allotted", Shape.Whole), ("expired", Shape.Whole), ("left", Shape.Whole), ("alarmBelow", Shape.Whole),
        ("low", Shape.Truth),
    ];

    private static IEnumerable<(string, JsonNode)> Coupons() =>
    [
        ("CodesTaken", Shape.Object(
            ("pool", Shape.Text), ("added", Shape.Whole), ("repeated", Shape.Whole), ("refused", Shape.Whole), ("total", Shape.Whole),
            ("lines", Shape.ListOf(Shape.Object(
                ("line", Shape.Whole), ("why", Shape.OneOf("too_long", "not_text", "not_a_day", "expired", "repeated", "reserved"))))))),
        ("Pool", Shape.Object([.. Pool(), ("asOf", Shape.Named("AsOf"))])),
        ("Pools", Shape.PageOf(Shape.Object([.. Pool()]), ("asOf", Shape.Named("AsOf")))),
        ("WalletPrize", Shape.Object(
            ("prizeId", Shape.Text), ("test?", Shape.Truth), ("at", Shape.Instant), ("source", Shape.Object(("kind", Shape.OneOf("lottery", "card", "challenge", "draw", "badge-set")), ("id", Shape.Text))),
            ("prize", Shape.OrNull(Shape.Named("Prize"))), ("state", Shape.OneOf([PrizeStates.Coming, PrizeStates.Replaced, .. OrderStates.All])), ("standIn?", Shape.Named("Prize")),
            ("order?", Shape.Named("Order")), ("code?", Shape.Text), ("expires?", Shape.OrNull(Shape.Text)))),
        ("Order", Shape.Object(
            ("needsAddress", Shape.Truth), ("hasAddress", Shape.Truth), ("changed", Shape.Instant), ("carrier?", Shape.Text), ("tracking?", Shape.Text), ("reason?", Shape.Text))),
        ("OrderChanged", Shape.Object(("prizeId", Shape.Text), ("state", Shape.OneOf([.. OrderStates.All])), ("hasAddress", Shape.Truth))),
        ("Orders", Shape.PageOf(
            Shape.Object(
                ("memberId", Shape.OrNull(Shape.Text)), ("prizeId", Shape.Text), ("at", Shape.Instant),
                ("source", Shape.Object(("kind", Shape.OneOf("lottery", "card", "draw", "badge-set")), ("id", Shape.Text))), ("prize", Shape.OrNull(Shape.Named("Prize"))),
                ("state", Shape.OneOf([.. OrderStates.All.Where(OrderStates.IsOpen)])), ("order", Shape.Named("Order"))),
            ("asOf", Shape.Named("AsOf")))),
        ("Wallet", Shape.PageOf(Shape.Named("WalletPrize"), ("asOf", Shape.Named("AsOf")))),
    ];

    private static IEnumerable<(string, JsonNode)> Lotteries() =>
    [
        ("Prize", Shape.Either(
            Shape.Object(("kind", Shape.OneOf("points")), ("points", Shape.Whole)), Shape.Object(("kind", Shape.OneOf("goods", "coupon")), ("name", Shape.Named("LocalText"))),
            Shape.Object([("kind", Shape.OneOf("multiplier")), .. Multiplier(), ("hours", Shape.Whole)]),
            Shape.Object(("kind", Shape.OneOf("tickets")), ("lottery", Shape.Text), ("count", Shape.Whole)), Shape.Object(("kind", Shape.OneOf("badge")), ("badge", Shape.Text)))),
        ("Outcome", Shape.Object([("segment", Shape.Text), .. Won()])),
        ("PlayName", Shape.Object(("playId", Shape.Text))),
        ("Play", Shape.Object(
            ("playId", Shape.Text), ("lotteryId", Shape.Text), ("outcome", Shape.Named("Outcome")), ("cost", Shape.Whole), ("ticket?", Shape.Truth), ("test?", Shape.Truth), ("available", Shape.Whole),
            ("multipliers?", Shape.ListOf(Shape.Named("Multiplier"))), ("progress?", Shape.ListOf(Shape.Named("Progress"))), ("receipt", Shape.Named("Receipt")))),
        ("DealtCard", Shape.Object(
            ("playId", Shape.Text), ("lotteryId", Shape.Text),
            ("card", Shape.Object(
                ("cardId", Shape.Text), ("serial", Shape.Whole), ("commitment", Shape.Text), ("expires", Shape.Instant), ("seedCommitment", Shape.Text),
                ("tableVersion", Shape.Whole))),
            ("cost", Shape.Whole), ("ticket?", Shape.Truth), ("test?", Shape.Truth), ("available", Shape.Whole))),
        ("Played", Shape.Either(Shape.Named("Play"), Shape.Named("DealtCard"), Shape.Named("EnteredDraw"))),
        .. Draws(),
        ("CardOutcome", Shape.Object([("card", Shape.Text), .. Won()])),
        ("ScratchedCard", Shape.Object(
            ("cardId", Shape.Text), ("lotteryId", Shape.Text), ("outcome", Shape.Named("CardOutcome")), ("test?", Shape.Truth), ("available", Shape.Whole),
            ("multipliers?", Shape.ListOf(Shape.Named("Multiplier"))), ("progress?", Shape.ListOf(Shape.Named("Progress"))), ("receipt", Shape.Named("CardReceipt")))),
        ("Cards", Shape.PageOf(
            Shape.Object(
                ("cardId", Shape.Text), ("lotteryId", Shape.Text), ("state", Shape.OneOf("held", "scratched", "void")), ("serial", Shape.Whole), ("test?", Shape.Truth),
                ("commitment?", Shape.Text), ("expires?", Shape.Instant), ("outcome?", Shape.Named("CardOutcome"))),
            ("pending", Shape.ListOf(Shape.Object(("playId", Shape.Text), ("lotteryId", Shape.Text)))), ("asOf", Shape.Named("AsOf")))),
        ("PlayItem", Shape.Object(
            ("playId", Shape.Text), ("lotteryId", Shape.Text), ("at", Shape.Instant), ("outcome", Shape.Named("Outcome")), ("cost", Shape.Whole), ("ticket?", Shape.Truth), ("test?", Shape.Truth),
            ("seen", Shape.Truth),
            ("receipt?", Shape.Named("Receipt")))),
        ("Plays", Shape.PageOf(
            Shape.Named("PlayItem"), ("pending", Shape.ListOf(Shape.Object(("playId", Shape.Text), ("lotteryId", Shape.Text)))), ("asOf", Shape.Named("AsOf")))),
        ("Lottery", Shape.Either(
            Shape.Object([.. Lottery("wheel"), .. Wheel(), ("asOf", Shape.Named("AsOf"))]), Shape.Object([.. Lottery("scratch"), .. Deck(), ("asOf", Shape.Named("AsOf"))]),
            Shape.Object([.. Lottery("draw"), .. Draw(), ("asOf", Shape.Named("AsOf"))]))),
        ("Lotteries", Shape.PageOf(
            Shape.Either(Shape.Object([.. Lottery("wheel"), .. Wheel()]), Shape.Object([.. Lottery("scratch"), .. Deck()]), Shape.Object([.. Lottery("draw"), .. Draw()])), ("asOf", Shape.Named("AsOf")))),
        ("Fairness", Shape.Object(
            ("lotteryId", Shape.Text),
            ("periods", Shape.ListOf(Shape.Object(("period", Shape.Text), ("commitment", Shape.Text), ("seed", Shape.OrNull(Shape.Text))))), ("asOf", Shape.Named("AsOf")))),
        ("Stock", Shape.Object(
            ("lotteryId", Shape.Text),
            ("items", Shape.ListOf(Shape.Object(
                ("prize", Shape.Text), ("total", Shape.Whole), ("awarded", Shape.Whole), ("allotted", Shape.Whole), ("left", Shape.Whole),
                ("released?", Shape.Whole), ("nextRelease?", Shape.Instant)))), ("asOf", Shape.Named("AsOf")))),
        ("Budget", Shape.Object(
            ("campaign", Shape.Text), ("total", Shape.Whole), ("given", Shape.Whole), ("allotted", Shape.Whole), ("left", Shape.Whole), ("asOf", Shape.Named("AsOf")))),
    ];

    private static IEnumerable<(string, JsonObject)> Won() =>
        [("label", Shape.Named("LocalText")), ("prize", Shape.OrNull(Shape.Named("Prize"))), ("had?", Shape.Text)];

    private static IEnumerable<(string, JsonObject)> Lottery(string kind) =>
    [
        ("id", Shape.Text), ("kind", Shape.OneOf(kind)), ("name", Shape.Named("LocalText")), ("campaign", Shape.Text), ("open", Shape.Truth), ("soldOut", Shape.Truth),
        ("opens", Shape.OrNull(Shape.Instant)), ("closes", Shape.OrNull(Shape.Instant)), ("cost", Shape.OrNull(Shape.Whole)),
        ("plays", Shape.Object(("free", Shape.Whole), ("tickets", Shape.Whole), ("today", Shape.OrNull(Shape.Whole)), ("total", Shape.OrNull(Shape.Whole)))),
        ("minors", Shape.OneOf("allowed", "freeOnly", "none")), ("tableVersion", Shape.Whole), ("period", Shape.Text), ("commitment", Shape.OrNull(Shape.Text)),
    ];

    private static IEnumerable<(string, JsonNode)> Draws() =>
    [
        ("EnteredDraw", Shape.Object(
            ("playId", Shape.Text), ("lotteryId", Shape.Text),
            ("entry", Shape.Object(("period", Shape.Text), ("number", Shape.Whole), ("closes", Shape.Instant), ("seedCommitment", Shape.Text))),
            ("cost", Shape.Whole), ("ticket?", Shape.Truth), ("test?", Shape.Truth), ("available", Shape.Whole), ("receipt", Shape.Named("DrawReceipt")))),
        ("DrawPrize", Shape.Object([("id", Shape.Text), .. Won()])),
        ("Draw", Shape.Object([.. Drawing(), ("asOf", Shape.Named("AsOf"))])),
        ("Draws", Shape.PageOf(Shape.Object([.. Drawing()]), ("asOf", Shape.Named("AsOf")))),
        ("MemberDraws", Shape.PageOf(
            Shape.Object(
                ("lotteryId", Shape.Text), ("period", Shape.Text), ("entries", Shape.Whole), ("test?", Shape.Truth), ("state", Shape.OneOf("open", "closing", "drawn")),
                ("win", Shape.OrNull(Shape.Object(
                    ("place", Shape.Whole), ("won", Shape.Named("DrawPrize")), ("state", Shape.OneOf("open", "given", "lapsed")), ("deadline?", Shape.Instant))))),
            ("asOf", Shape.Named("AsOf")))),
        ("ClaimedPrize", Shape.Object(
            ("lotteryId", Shape.Text), ("period", Shape.Text), ("place", Shape.Whole), ("won", Shape.Named("DrawPrize")), ("available", Shape.Whole),
            ("multipliers?", Shape.ListOf(Shape.Named("Multiplier"))))),
    ];

    private static IEnumerable<(string, JsonObject)> Drawing() =>
    [
        ("lotteryId", Shape.Text), ("period", Shape.Text), ("state", Shape.OneOf("open", "closing", "drawn")), ("seedCommitment", Shape.Text),
        ("seed", Shape.OrNull(Shape.Text)), ("shardsClosed", Shape.Whole), ("members", Shape.Whole), ("entries", Shape.Whole), ("sealed", Shape.OrNull(Shape.Text)),
        ("winners", Shape.Whole), ("drawn", Shape.ListOf(Shape.Object(("alias", Shape.Text), ("slip", Shape.Text), ("mine?", Shape.Truth)))),
        ("places", Shape.ListOf(Shape.Object(
            ("place", Shape.Whole), ("won", Shape.Named("DrawPrize")), ("alias", Shape.Text), ("position", Shape.Whole),
            ("state", Shape.OneOf("given", "open", "claimed", "lapsed")), ("mine?", Shape.Truth)))),
    ];

    private static IEnumerable<(string, JsonObject)> Draw() =>
    [
        ("prizes", Shape.ListOf(Shape.Object(
            ("id", Shape.Text), ("label", Shape.Named("LocalText")), ("prize", Shape.Named("Prize")), ("count", Shape.Whole)))),
        ("winners", Shape.Whole), ("substitutes", Shape.Whole), ("daily", Shape.Truth), ("claimHours", Shape.OrNull(Shape.Whole)), ("entries", Shape.OrNull(Shape.Whole)),
    ];

    private static IEnumerable<(string, JsonObject)> SelfLimits() =>
    [
        .. Ceilings(), ("next", Shape.OrNull(Shape.Object([("from", Shape.Instant), .. Ceilings()]))), ("coolOffUntil", Shape.OrNull(Shape.Instant)),
    ];

    private static IEnumerable<(string, JsonObject)> Ceilings() =>
    [
        ("playsPerDay", Shape.OrNull(Shape.Whole)), ("playsPerWeek", Shape.OrNull(Shape.Whole)),
        ("pointsPerDay", Shape.OrNull(Shape.Whole)), ("pointsPerWeek", Shape.OrNull(Shape.Whole)),
    ];

    private static IEnumerable<(string, JsonObject)> Deck() =>
    [
        ("cards", Shape.ListOf(Shape.Object(
            ("id", Shape.Text), ("label", Shape.Named("LocalText")), ("color", Shape.Text), ("image", Shape.OrNull(Shape.Text)),
            ("prize", Shape.OrNull(Shape.Named("Prize"))), ("count", Shape.Whole)))),
        ("total", Shape.Whole), ("expiresDays", Shape.Whole),
    ];

    private static IEnumerable<(string, JsonObject)> Wheel() =>
    [
        ("guarantee", Shape.OrNull(Shape.Object(("plays", Shape.Whole), ("segment", Shape.Text), ("sinceWin", Shape.Whole)))),
        ("segments", Shape.ListOf(Shape.Object(
            ("id", Shape.Text), ("label", Shape.Named("LocalText")), ("color", Shape.OrNull(Shape.Text)), ("image", Shape.OrNull(Shape.Text)),
            ("prize", Shape.OrNull(Shape.Named("Prize"))), ("owned?", Shape.Truth), ("weight?", Shape.Whole), ("odds?", Shape.Whole),
            ("oneIn?", Shape.OrNull(Shape.Text))))),
        ("totalWeight?", Shape.Whole),
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
    private static (string, JsonNode) Receipt(string name, JsonTypeInfo form) => (name, form.GetJsonSchemaAsNode(new()
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
