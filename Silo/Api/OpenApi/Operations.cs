namespace Jifen.Silo.Api;

/// <summary>The endpoints that the document describes, by method and route. A test finds what is missing here and what is too much.</summary>
internal static class Operations
{
    private static readonly string[] Shards = [RejectionCodes.Overloaded, RejectionCodes.TryAgain];
    private static readonly string[] Commands = [.. Shards, RejectionCodes.ClockDoubt, RejectionCodes.StoreFull];
    private static readonly string[] Keyed = [.. Commands, RejectionCodes.KeyReused];

    private static readonly Parameter Key = new(RequestKeys.Header, "header", "string", "1 to 255 visible ASCII characters; the same key and body get the same answer.");
    private static readonly Parameter NeededKey = Key with { Required = true };
    private static readonly Parameter[] Seen =
    [
        new(Position.Header, "header", "string", "A position that the answer must have reached."),
        new(Position.Consistency, "query", "string", "strong for an answer that holds all that was committed when the call came, whichever silo is asked."),
    ];

    private static readonly Parameter Limit = new("limit", "query", "integer", "Items of the page, 1 to 100.");
    private static readonly Parameter Cursor = new("cursor", "query", "string", "The next of the page before.");
    private static readonly Parameter Period = new("period", "query", "string", "A day such as 2026-11-21, a week such as 2026-W47, a month such as 2026-11, the days of a campaign such as 2026-11-01..2026-11-30, or all; absent for the present one.");
    private static readonly Parameter Division = new("division", "query", "string", "On a board with cohorts: the division of the cohort; with cohort, and absent for the player's own.");
    private static readonly Parameter Cohort = new("cohort", "query", "integer", "On a board with cohorts: the number of the cohort in its division, from 1 on.");
    private static readonly Parameter Around = new("around", "query", "integer", "Neighbours on each side, 0 to 25.");
    private static readonly Parameter ForMember = new("memberId", "query", "string", "The member to look for, by a server key.");

    public static IReadOnlyDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>(
        [.. Members(), .. Activities(), .. Imports(), .. Progress(), .. Lotteries(), .. Coupons(), .. Catalogue(), .. Keys(), .. Silo()], StringComparer.Ordinal);

    private static Dictionary<string, Operation> Members() => new()
    {
        ["POST /v1/members"] = new("Enrol a member")
        {
            Body = "Enrolment",
            BodyMayBeAbsent = true,
            Parameters = [Key],
            Answers = One(201, "Enrolled"),
            Problems = [.. Keyed, RefusalCodes.Exists],
        },
        ["GET /v1/members/{memberId}"] = Read("A member's points and tickets", "Member", RejectionCodes.UnknownMember),
        ["POST /v1/members/{memberId}/token"] = new("Make a player token")
        {
            Body = "TokenWish",
            BodyMayBeAbsent = true,
            Answers = One(200, "Token"),
            Problems = [.. Shards, RejectionCodes.UnknownMember],
        },
        ["GET /v1/members/{memberId}/history"] = List("A member's history, newest first", "History"),
        ["GET /v1/members/{memberId}/plays"] = List(
            "A member's plays, newest first", "Plays",
            new Parameter("unseen", "query", "boolean", "Only those whose reveal was not seen."),
            new Parameter("receipts", "query", "boolean", "Each with its receipt.")),
    };

    private static Dictionary<string, Operation> Activities() => new()
    {
        ["POST /v1/activities"] = new("Report an activity; its id is its key")
        {
            Body = "Activity",
            Answers = One(200, "ActivityAnswer"),
            Problems = [.. Keyed, RejectionCodes.UnknownMember, RefusalCodes.TooLate, RefusalCodes.FromTheFuture],
        },
        ["POST /v1/activities/batch"] = new("Report up to 1,000 activities; each has its own answer or problem, in order")
        {
            Body = "ActivityBatch",
            Answers = One(200, "ActivityBatchAnswer"),
        },
        ["POST /v1/activities/{activityId}/refund"] = new("Take back what an activity gave; without a key each call is one refund more")
        {
            Body = "Refund",
            Parameters = [Key],
            Answers = One(200, "Refunded"),
            Problems = [.. Keyed, RejectionCodes.UnknownMember, RejectionCodes.UnknownActivity, RefusalCodes.Conflict, RefusalCodes.TooLate, RefusalCodes.LimitReached],
        },
    };

    private static Dictionary<string, Operation> Imports() => new()
    {
        ["POST /v1/imports"] = new("Import a stream of activities, or of members with what they bring along; 202 once it is on the disk")
        {
            Body = "ImportStream",
            BodyMedia = ["application/x-ndjson", "text/csv"],
            Parameters =
            [
                Key, new("kind", "query", "string", "activities (the default) or members."),
                new("history", "query", "boolean", "Keep activities of any age for insight, without rewards."),
                new("map", "query", "string", "For text/csv: column=field, parted by commas."),
                new("offset", "query", "string", "For text/csv: offset of times that name none, such as +08:00."),
            ],
            Answers = One(202, "ImportTaken"),
            Problems = [RejectionCodes.KeyReused, RejectionCodes.TryAgain, RejectionCodes.StoreFull, ProblemCodes.ImportLimit],
        },
        ["GET /v1/imports"] = new("The imports, newest first")
        {
            Parameters = [Limit, Cursor],
            Answers = One(200, "Imports"),
            Problems = [RejectionCodes.Invalid],
        },
        ["GET /v1/imports/{importId}"] = new("How far an import has come") { Answers = One(200, "Import"), Problems = [ProblemCodes.UnknownImport] },
        ["GET /v1/imports/{importId}/refusals"] = new("The lines that an import refused, with their reasons")
        {
            Answers = One(200, "ImportRefusals"),
            Problems = [ProblemCodes.UnknownImport],
            Media = "application/x-ndjson",
        },
    };

    private static Dictionary<string, Operation> Progress() => new()
    {
        ["GET /v1/members/{memberId}/badges"] = Read("A member's badges, with the way to those it has not", "Badges", RejectionCodes.UnknownMember),
        ["GET /v1/members/{memberId}/challenges"] = Read("A member's challenges", "Challenges", RejectionCodes.UnknownMember),
        ["GET /v1/members/{memberId}/challenges/{challengeId}"] =
            Read("A challenge of a member; a streak with its timeline, newest day first", "Challenge", RejectionCodes.UnknownChallenge),
        ["POST /v1/members/{memberId}/challenges/{challengeId}/repair"] = new("Buy back the missed day that broke a streak")
        {
            Body = "RepairWish",
            BodyMayBeAbsent = true,
            Parameters = [NeededKey],
            Answers = One(200, "DayRepaired"),
            Problems =
            [
                .. Keyed, ProblemCodes.KeyRequired, RejectionCodes.UnknownMember, RejectionCodes.UnknownChallenge, RefusalCodes.NotOpen, RefusalCodes.TooLate,
                RefusalCodes.InsufficientPoints,
            ],
        },
        ["POST /v1/members/{memberId}/challenges/{challengeId}/pauses"] = new("Be away for days ahead: they do not break the streak")
        {
            Body = "StreakPauseWish",
            Parameters = [Key],
            Answers = One(200, "StreakPause"),
            Problems = [.. Keyed, RejectionCodes.UnknownMember, RejectionCodes.UnknownChallenge, RefusalCodes.NotOpen, RefusalCodes.LimitReached, RefusalCodes.Conflict],
        },
        ["PUT /v1/members/{memberId}/zone"] = new("Set the zone of a member's streak days; once in 24 hours")
        {
            Body = "Zone",
            Parameters = [Key],
            Answers = One(200, "Zone"),
            Problems = [.. Keyed, RejectionCodes.UnknownMember, RefusalCodes.LimitReached],
        },
        ["PUT /v1/members/{memberId}/adult-from"] = new("Say from which day on a member is an adult")
        {
            Body = "AgeWish",
            Answers = One(200, "Age"),
            Problems = [.. Commands, RejectionCodes.UnknownMember],
        },
        ["GET /v1/members/{memberId}/play-limits"] = Read("What a member has set itself for paid plays, and what it has used of it", "SelfLimits", RejectionCodes.UnknownMember),
        ["PUT /v1/members/{memberId}/play-limits"] = new("Set a member's own limits: stricter ones hold at once, looser ones 24 hours later")
        {
            Body = "SelfLimitsWish",
            Parameters = [Key],
            Answers = One(200, "SelfLimitsTaken"),
            Problems = [.. Keyed, RejectionCodes.UnknownMember, RefusalCodes.Conflict],
        },
        ["GET /v1/members/{memberId}/board-name"] = Read("What a member is called on boards", "BoardName", RejectionCodes.UnknownMember),
        ["PUT /v1/members/{memberId}/board-name"] = new("Set what a member is called on boards, and whether others are shown who it is")
        {
            Body = "BoardNameWish",
            Answers = One(200, "BoardName"),
            Problems = [.. Commands, RejectionCodes.UnknownMember],
        },
        ["PUT /v1/members/{memberId}/groups"] = new("Say in which region and segments a member is")
        {
            Body = "GroupsWish",
            Answers = One(200, "Groups"),
            Problems = [.. Commands, RejectionCodes.UnknownMember],
        },
        ["GET /v1/members/{memberId}/friends"] =
            Read("Who a member's friends are; those who are no members are counted as unknown", "Friends", RejectionCodes.UnknownMember),
        ["PUT /v1/members/{memberId}/friends"] = new("Say who a member's friends are, at most 500")
        {
            Body = "FriendsWish",
            Answers = One(200, "FriendsSet"),
            Problems = [.. Commands, RejectionCodes.UnknownMember],
        },
        ["GET /v1/leaderboards/{boardId}/members/{memberId}/friends"] =
            Read("A member among its friends; what shards did not answer in time is named as missing", "FriendsBoard", ProblemCodes.UnknownBoard, RejectionCodes.UnknownMember) with { Parameters = [.. Seen, Period] },
        ["GET /v1/members/{memberId}/boards"] = Read("Where a member stands on each board", "Standings") with { Parameters = [] },
        ["GET /v1/leaderboards/{boardId}"] =
            Read("A board, best first; of a board with cohorts one of these, whole", "Board", ProblemCodes.UnknownBoard) with { Parameters = [.. Seen, Limit, Cursor, Period, Division, Cohort] },
        ["GET /v1/leaderboards/{boardId}/members/{memberId}"] =
            Read("Where a member stands, and who is around it", "Standing", ProblemCodes.UnknownBoard) with { Parameters = [.. Seen, Around, Period] },
    };

    private static Dictionary<string, Operation> Coupons() => new()
    {
        ["POST /v1/coupons/{poolId}/codes"] = new("Add the codes of a file to a pool; a code that it has adds nothing, so that a file can be sent again")
        {
            Body = "CodeLines",
            BodyMedia = ["text/plain", "text/csv"],
            Parameters = [new("expires", "query", "string", "The last day, in the programme's zone, on which codes whose line names none can be used; absent where they never expire.")],
            Answers = One(200, "CodesTaken"),
            Problems = [.. Commands, RejectionCodes.Invalid, RefusalCodes.LimitReached],
        },
        ["GET /v1/coupons"] = Read("The pools of coupon codes and what is left of them", "Pools"),
        ["GET /v1/coupons/{poolId}"] = Read("What is left of a pool", "Pool", ProblemCodes.UnknownPool),
        ["PUT /v1/coupons/{poolId}"] = new("Set the number of codes below which a pool calls for more")
        {
            Body = "PoolWish",
            Answers = One(200, "Pool"),
            Problems = [.. Commands],
        },
        ["GET /v1/members/{memberId}/prizes"] = List("The prizes of a member, newest first: coupons with their codes, goods with the state of their order", "Wallet"),
        ["POST /v1/members/{memberId}/tickets"] = new("Give a member tickets of a lottery, at most 1,000 at once")
        {
            Body = "GrantWish",
            Parameters = [NeededKey],
            Answers = One(200, "TicketsGranted"),
            Problems = [.. Keyed, ProblemCodes.KeyRequired, RejectionCodes.UnknownMember, RejectionCodes.UnknownLottery],
        },
        ["GET /v1/orders"] = Read("The open orders of goods, oldest first", "Orders") with
        {
            Parameters = [.. Seen, Limit, Cursor, new("state", "query", "string", "awaiting_address, ready, ordered or shipped; absent for all that are open.")],
        },
        ["POST /v1/members/{memberId}/prizes/{prizeId}/fulfil"] = new("Move an order of goods on: ordered, shipped, delivered or cancelled")
        {
            Body = "FulfilWish",
            Parameters = [Key],
            Answers = One(200, "OrderChanged"),
            Problems = [.. Keyed, RejectionCodes.UnknownPrize, RefusalCodes.WrongStep],
        },
        ["GET /v1/members/{memberId}/prizes/{prizeId}/address"] = Read("Where goods go", "Address", RejectionCodes.UnknownPrize, ProblemCodes.UnknownAddress),
        ["PUT /v1/members/{memberId}/prizes/{prizeId}/address"] = new("Say where goods go, or change it until they are shipped")
        {
            Body = "Address",
            Parameters = [Key],
            Answers = One(200, "OrderChanged"),
            Problems = [.. Keyed, RejectionCodes.UnknownPrize, RefusalCodes.WrongStep, RefusalCodes.TooLate],
        },
        ["DELETE /v1/members/{memberId}/prizes/{prizeId}/address"] = new("Erase the address of goods; the order remains")
        {
            Parameters = [Key],
            Answers = One(200, "OrderChanged"),
            Problems = [.. Keyed, RejectionCodes.UnknownPrize],
        },
    };

    private static Dictionary<string, Operation> Lotteries() => new()
    {
        ["POST /v1/lotteries/{lotteryId}/plays"] = new("Play a lottery once; 202 where a unit of the prize is long in coming")
        {
            Body = "PlayWish",
            BodyMayBeAbsent = true,
            Parameters = [NeededKey],
            Answers = new Dictionary<int, string> { [200] = "Played", [202] = "PlayName" },
            Problems =
            [
                .. Keyed, ProblemCodes.KeyRequired, RejectionCodes.UnknownMember, RejectionCodes.UnknownLottery, RefusalCodes.NotOpen, RefusalCodes.SoldOut,
                RefusalCodes.TooLate, RefusalCodes.LimitReached, RefusalCodes.SelfLimited, RefusalCodes.NotForMinors, RefusalCodes.InsufficientPoints,
            ],
        },
        ["GET /v1/members/{memberId}/cards"] = Read("A member's cards: those it holds, and the newest that were scratched or are void", "Cards", RejectionCodes.UnknownMember),
        ["POST /v1/members/{memberId}/cards/{cardId}/scratch"] = new("Scratch a card; its id is its key")
        {
            Answers = One(200, "ScratchedCard"),
            Problems = [.. Commands, RejectionCodes.UnknownMember, RejectionCodes.UnknownCard, RefusalCodes.TooLate],
        },
        ["GET /v1/lotteries/{lotteryId}/draws"] = Read("What was drawn of a prize draw, newest first", "Draws", RejectionCodes.UnknownDraw),
        ["GET /v1/lotteries/{lotteryId}/draws/{period}"] = Read("One period of a prize draw", "Draw", RejectionCodes.UnknownDraw),
        ["GET /v1/members/{memberId}/draws"] = Read("The newest draws that a member entered or won", "MemberDraws", RejectionCodes.UnknownMember),
        ["GET /v1/members/{memberId}/draws/{lotteryId}/{period}/receipt"] =
            Read("The receipt of a member's entries of one period", "DrawReceipt", RejectionCodes.UnknownMember, RejectionCodes.UnknownDraw),
        ["POST /v1/members/{memberId}/draws/{lotteryId}/{period}/claim"] = new("Claim a prize that was won; the period is its key")
        {
            Answers = One(200, "ClaimedPrize"),
            Problems = [.. Commands, RejectionCodes.UnknownDraw, RefusalCodes.TooLate],
        },
        ["POST /v1/plays/{playId}/seen"] = new("Say that the reveal of a play was watched")
        {
            Body = "SeenWish",
            BodyMayBeAbsent = true,
            Parameters = [Key],
            Answers = One(200, "PlayName"),
            Problems = [.. Keyed, RejectionCodes.UnknownPlay],
        },
        ["GET /v1/lotteries"] = Read("The lotteries as the member may see them", "Lotteries") with { Parameters = [.. Seen, ForMember] },
        ["GET /v1/lotteries/{lotteryId}"] = Read("A lottery as the member may see it", "Lottery", RejectionCodes.UnknownLottery) with { Parameters = [.. Seen, ForMember] },
        ["GET /v1/fairness/{lotteryId}"] = Read("Commitments and revealed seeds", "Fairness", RejectionCodes.UnknownLottery),
        ["GET /v1/lotteries/{lotteryId}/stock"] = Read("What is left of the prizes", "Stock", RejectionCodes.UnknownLottery),
        ["POST /v1/lotteries/{lotteryId}/pause"] = Pause("Pause a lottery", RejectionCodes.UnknownLottery),
        ["POST /v1/lotteries/{lotteryId}/resume"] = Pause("Resume a lottery", RejectionCodes.UnknownLottery),
    };

    private static Dictionary<string, Operation> Catalogue() => new()
    {
        ["GET /v1/catalogue"] = Read("The newest programme document", "Catalogue"),
        ["GET /v1/catalogue/schema"] = new("The form of programme documents, as JSON Schema 2020-12") { Answers = One(200, "JsonSchema") },
        ["PUT /v1/catalogue"] = new("Publish a programme document as the next version")
        {
            Body = "Programme",
            Parameters = [new("effectiveAt", "query", "string", "When it comes into force; absent for now.")],
            Answers = One(200, "Published"),
            Problems = [.. Commands, ProblemCodes.InvalidProgramme, ProblemCodes.WrongProgramme],
        },
        ["GET /v1/campaigns/{campaignId}/budget"] = Read("What is left of a campaign's budget", "Budget", ProblemCodes.UnknownCampaign),
        ["POST /v1/campaigns/{campaignId}/pause"] = Pause("Pause a campaign", ProblemCodes.UnknownCampaign),
        ["POST /v1/campaigns/{campaignId}/resume"] = Pause("Resume a campaign", ProblemCodes.UnknownCampaign),
    };

    private static Dictionary<string, Operation> Keys() => new()
    {
        ["POST /v1/keys"] = new("Make a server key; its text is shown once") { Body = "KeyWish", Answers = One(201, "KeyMade") },
        ["GET /v1/keys"] = new("The server keys") { Answers = One(200, "Keys") },
        ["GET /v1/me"] = new("Who the key, or the cookie of a sign-in, is of, and what it may do") { Answers = One(200, "Caller") },
        ["POST /v1/keys/{keyId}/revoke"] = new("Stop a server key for good") { Answers = One(200, "Key"), Problems = [ProblemCodes.UnknownKey, RejectionCodes.Invalid] },
    };

    private static Dictionary<string, Operation> Silo() => new()
    {
        ["GET /v1/members/{memberId}/events"] = Stream("What happens to a member, as server-sent events", [RejectionCodes.UnknownMember, .. Shards]),
        ["GET /v1/live"] = Stream("Everything that happens, members masked, as server-sent events"),
        ["POST /v1/clock/accept"] = new("Confirm that the wall clock is right") { Answers = One(200, "ClockAccepted"), Problems = Commands },
        ["GET /health/live"] = new("Whether the process lives") { Answers = One(200, "Health") },
        ["GET /health/ready"] = new("Whether the silo serves") { Answers = One(200, "Health"), Problems = [ProblemCodes.NotReady] },
        ["GET /openapi/v1.json"] = new("This document") { Answers = One(200, "OpenApi") },
    };

    private static Operation Read(string summary, string answer, params string[] problems) => new(summary)
    {
        Parameters = Seen,
        Answers = One(200, answer),
        Problems = [.. Shards, RejectionCodes.Invalid, .. problems],
    };

    private static Operation List(string summary, string answer, params Parameter[] more) =>
        Read(summary, answer, RejectionCodes.UnknownMember) with { Parameters = [.. Seen, Limit, Cursor, .. more] };

    private static Operation Stream(string summary, params string[] problems) => new(summary)
    {
        Parameters = [new("Last-Event-ID", "header", "string", "Id of the last event seen, or a position of the member's.")],
        Answers = One(200, "Events"),
        Problems = [RejectionCodes.Invalid, ProblemCodes.StreamLimit, .. problems],
        Media = "text/event-stream",
    };

    private static Operation Pause(string summary, string unknown) => new(summary)
    {
        Body = "PauseWish",
        Answers = One(200, "PauseSet"),
        Problems = [.. Commands, unknown],
    };

    private static Dictionary<int, string> One(int status, string component) => new() { [status] = component };
}
