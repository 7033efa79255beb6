using System.Globalization;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Boards;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Leaderboards: the list in pages, a member among its neighbours, and all boards of a member.</summary>
internal sealed class BoardResource(
    BoardReads boards, FriendReads friends, ShardCalls shards, PublishedProgrammes programmes, IJournal journal, MemberKeys keys, MemberMask mask, ApiLimits limits,
    TimeProvider time)
    : IResource
{
    private const int DefaultAround = 5;
    private const int MostAround = 25;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/leaderboards/{boardId}", List).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/leaderboards/{boardId}/members/{memberId}", Member).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/leaderboards/{boardId}/members/{memberId}/friends", Friends).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/members/{memberId}/boards", OfMember).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
    }

    private async Task List(HttpContext context)
    {
        string board = Field.Id(context.Route("boardId"), "boardId");
        PeriodKey? period = Period(context.Request);
        int limit = Page.LimitOf(context.Request, limits);
        Place? after = BoardCursor.Read(context.Request.Query["cursor"], mask);
        CohortChoice choice = Cohort(context);
        BoardPage page = await FindAsync(
            context.Request, () => boards.PageAsync(board, period, after, limit, choice), static page => page.AsOf).ConfigureAwait(false);
        RequireNamed(page, choice);
        BoardJson json = new(await NamesAsync(context, [.. page.Places.Select(p => p.Member)]).ConfigureAwait(false), mask);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (json, page, limit), static (writer, seen) =>
            seen.json.WritePage(writer, seen.page, seen.limit)).ConfigureAwait(false);
    }

    private async Task Member(HttpContext context)
    {
        string board = Field.Id(context.Route("boardId"), "boardId");
        PeriodKey? period = Period(context.Request);
        int around = Around(context.Request);
        MemberKey member = Named(context);
        BoardStanding standing = await FindAsync(
            context.Request, () => boards.StandingAsync(board, period, member, around), static standing => standing.AsOf).ConfigureAwait(false);
        BoardJson json = new(await NamesAsync(context, [.. standing.Around.Select(p => p.Place.Member)]).ConfigureAwait(false), mask);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (json, standing), static (writer, seen) =>
            seen.json.WriteStanding(writer, seen.standing)).ConfigureAwait(false);
    }

    private async Task Friends(HttpContext context)
    {
        string board = Field.Id(context.Route("boardId"), "boardId");
        PeriodKey? period = Period(context.Request);
        MemberKey member = Named(context);
        (FriendsView? known, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new FriendsQuery(member)).ConfigureAwait(false);
        FriendsView of = known ?? throw FriendResource.UnknownMember();
        FriendsBoard seen = await FindAsync(context.Request, () => friends.ReadAsync(board, period, of, place), static read => read.AsOf).ConfigureAwait(false);
        BoardJson json = new(await NamesAsync(context, [.. seen.Places.Select(place => place.Member)]).ConfigureAwait(false), mask);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (json, seen), static (writer, told) => told.json.WriteFriends(writer, told.seen)).ConfigureAwait(false);
    }

    private async Task OfMember(HttpContext context)
    {
        MemberKey member = Named(context);
        Position wanted = await shards.WantedAsync(context.Request).ConfigureAwait(false);
        List<BoardStanding> standings = [];
        foreach (BoardDocument board in programmes.Newest is { } newest ? programmes.Of(newest.Version).Boards : [])
        {
            if (await ReachAsync(wanted, () => boards.StandingAsync(board.Id, null, member, 0), static standing => standing.AsOf).ConfigureAwait(false) is { } standing)
            {
                standings.Add(standing);
            }
        }

        await JsonResponse.Write(context, StatusCodes.Status200OK, standings, static (writer, seen) => BoardJson.WriteBoards(writer, seen))
            .ConfigureAwait(false);
    }

    private async ValueTask<T> FindAsync<T>(HttpRequest request, Func<ValueTask<T?>> look, Func<T, IReadOnlyList<RecordPlace>> asOf)
        where T : class =>
        await ReachAsync(await shards.WantedAsync(request).ConfigureAwait(false), look, asOf).ConfigureAwait(false)
            ?? throw new ProblemException(ProblemCodes.UnknownBoard, "There is no such board, or the period is not kept.", "boardId");

    /// <summary>Looks until every slice has reached the position that the caller wants. Null where there is nothing to see.</summary>
    private async ValueTask<T?> ReachAsync<T>(Position wanted, Func<ValueTask<T?>> look, Func<T, IReadOnlyList<RecordPlace>> asOf)
        where T : class
    {
        long begun = time.GetTimestamp();
        while (true)
        {
            T? seen = await Told(look).ConfigureAwait(false);
            if (seen is null || asOf(seen).All(place => wanted.IsReachedBy(place)))
            {
                return seen;
            }

            if (time.GetElapsedTime(begun) >= limits.PositionWait)
            {
                throw new ProblemException(RejectionCodes.TryAgain, "The position asked for is not reached yet.", Position.Header);
            }

            await Task.Delay(LookAgain, time).ConfigureAwait(false);
        }
    }

    private static async ValueTask<T?> Told<T>(Func<ValueTask<T?>> look)
        where T : class
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (BoardIncompleteException fault)
        {
            throw new ProblemException(RejectionCodes.TryAgain, fault.Message);
        }
    }

    /// <summary>Who is shown to the caller, and how.</summary>
    private async ValueTask<ShownNames> NamesAsync(HttpContext context, IReadOnlyList<MemberKey> members)
    {
        Dictionary<MemberKey, Person> persons = await Task.Run(() => members.Distinct().Select(journal.ReadPerson).OfType<Person>().ToDictionary(person => person.Member))
            .ConfigureAwait(false);
        return new(persons, context.Caller().Member, mask);
    }

    private MemberKey Named(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return context.Caller().Member ?? keys.Of(id);
    }

    /// <summary>The cohort of a list: the one that is named, or a player's own.</summary>
    private static CohortChoice Cohort(HttpContext context)
    {
        (string? division, string? cohort) = (context.Request.Query["division"], context.Request.Query["cohort"]);
        if (division is null && cohort is null)
        {
            return new(context.Caller().Member);
        }

        return long.TryParse(cohort, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            ? new(null, Field.Id(division, "division"), number)
            : throw Field.Invalid("cohort", "it is not a number from 1 on");
    }

    private static void RequireNamed(BoardPage page, CohortChoice choice)
    {
        if (page.Card.Cohorts is null && choice.Division is not null)
        {
            throw Field.Invalid("cohort", "the board has none");
        }

        if (page.Card.Cohorts is not null && page.Cohort is null)
        {
            throw choice.Division is null ? Field.Invalid("cohort", "the board has cohorts: name one, and its division") : Field.Invalid("division", "the board has none with this id");
        }
    }

    private static PeriodKey? Period(HttpRequest request)
    {
        string? text = request.Query["period"];
        return text is null ? null
            : PeriodKey.TryParse(text, out PeriodKey period) ? period
            : throw Field.Invalid("period", "it is not a day such as 2026-11-21, a week such as 2026-W47, a month such as 2026-11, the days of a campaign such as 2026-11-01..2026-11-30, or all");
    }

    private static int Around(HttpRequest request)
    {
        string? text = request.Query["around"];
        int around = DefaultAround;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out around) && around <= MostAround)
            ? around
            : throw Field.Invalid("around", $"it is not 0 to {MostAround}");
    }
}
