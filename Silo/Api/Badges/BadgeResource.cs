using System.Text.Json;
using Jifen.Grains.Wallet;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The badges of a member, with the way to those that it has not.</summary>
internal sealed class BadgeResource(ShardCalls shards, MemberKeys keys, BadgeRarity rarity, PublishedProgrammes programmes) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/members/{memberId}/badges", Get).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));

    private async Task Get(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        MemberKey member = context.Caller().Member ?? keys.Of(id);
        (BadgesView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new BadgesQuery(member)).ConfigureAwait(false);
        BadgesView view = seen ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        Rarity? rare = await rarity.NowAsync().ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (view, grand: GrandPrizes(view), rare, place), static (json, seen) => Write(json, seen.view, seen.grand, seen.rare, seen.place))
            .ConfigureAwait(false);
    }

    /// <summary>What each set of the view gives, in its order, by the version that the view is of.</summary>
    private Prize[] GrandPrizes(BadgesView view) =>
        [.. view.Sets.Select(set => programmes.Find(view.Catalogue) is { } programme ? WonPrizes.Of(programme, PrizeSource.OfSet(set.Set))! : new PointsPrize(set.Grand))];

    private static void Write(Utf8JsonWriter json, BadgesView view, Prize[] grand, Rarity? rare, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (BadgeView badge in view.Badges)
        {
            Write(json, badge, rare);
        }

        json.WriteEndArray();
        json.WriteStartArray("sets"u8);
        for (int i = 0; i < view.Sets.Count; i++)
        {
            Write(json, view.Sets[i], grand[i]);
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteNumber("hidden"u8, view.Hidden);
        WriteCount(json, "members", rare?.Members);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BadgeView badge, Rarity? rare)
    {
        json.WriteStartObject();
        json.WriteString("badge"u8, badge.Badge);
        PlayJson.WriteText(json, "name", badge.Name);
        json.WriteString("counter"u8, Word(badge.Counter));
        json.WriteNumber("have"u8, badge.Have);
        json.WriteNumber("need"u8, badge.Need);
        WriteInstant(json, "earned", badge.Earned);
        json.WriteBoolean("hidden"u8, badge.Hidden);
        WriteCount(json, "holders", rare?.HoldersOf(badge.Badge));
        if (badge.Edition is { } edition)
        {
            WriteEdition(json, edition, rare is null ? null : Math.Max(0, edition.Limit - rare.HoldersOf(badge.Badge)));
        }

        json.WriteEndObject();
    }

    /// <remarks>A limited badge that is given is never taken back, so that what its holders leave is what is left.</remarks>
    private static void WriteEdition(Utf8JsonWriter json, EditionView edition, long? left)
    {
        json.WriteStartObject("edition"u8);
        json.WriteNumber("limit"u8, edition.Limit);
        WriteCount(json, "left", left);
        json.WriteString("state"u8, Word(edition.Standing, left));
        WriteCount(json, "number", edition.Number);
        json.WriteEndObject();
    }

    private static string Word(EditionStanding standing, long? left) => standing switch
    {
        EditionStanding.Held => "held",
        EditionStanding.Awaited => "waiting",
        EditionStanding.Missed => "sold-out",
        EditionStanding.Open => left == 0 ? "sold-out" : "open",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "There is no such standing."),
    };

    private static void Write(Utf8JsonWriter json, BadgeSetView set, Prize grand)
    {
        json.WriteStartObject();
        json.WriteString("set"u8, set.Set);
        PlayJson.WriteText(json, "name", set.Name);
        json.WriteStartArray("badges"u8);
        foreach (string badge in set.Badges)
        {
            json.WriteStringValue(badge);
        }

        json.WriteEndArray();
        json.WriteNumber("have"u8, set.Have);
        json.WriteNumber("need"u8, set.Need);
        PlayJson.WritePrize(json, grand);
        WriteInstant(json, "completed", set.Completed);
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, Stamp? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant.ToInstant());
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The counter as the programme document calls it.</summary>
    private static string Word(BadgeCounter counter) => counter switch
    {
        BadgeCounter.Purchases => "purchases",
        BadgeCounter.Plays => "plays",
        BadgeCounter.PointsEarned => "points-earned",
        BadgeCounter.Wins => "wins",
        BadgeCounter.Given => "given",
        _ => throw new ArgumentOutOfRangeException(nameof(counter), counter, "There is no such counter."),
    };
}
