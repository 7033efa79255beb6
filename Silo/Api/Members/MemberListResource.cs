using System.Text.Json;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What has happened to a member: history and plays, newest first.</summary>
internal sealed class MemberListResource(
    ShardCalls shards, MemberRecords records, PublishedProgrammes programmes, MemberKeys keys, ApiLimits limits) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/members/{memberId}/history", History).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/members/{memberId}/plays", Plays).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
    }

    private async Task History(HttpContext context)
    {
        Page page = Page.Of(context.Request, limits);
        Seen seen = await LookAsync(context).ConfigureAwait(false);
        PageOf<HistoryItem> found = await Task.Run(() => Collect(seen, page, HistoryItem.Of)).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (found, seen), static (json, list) =>
            Write(json, list.found, list.seen, static (json, item) => item.Write(json))).ConfigureAwait(false);
    }

    private async Task Plays(HttpContext context)
    {
        Page page = Page.Of(context.Request, limits);
        IQueryCollection query = context.Request.Query;
        Seen seen = await LookAsync(context).ConfigureAwait(false);
        PlaysWanted wanted = new(
            seen.View.Unseen.Select(play => play.Play).ToHashSet(), query["unseen"] == "true", query["receipts"] == "true" ? seen.Member : null);
        PageOf<PlayItem> found = await Task.Run(() => Collect(seen, page, read => PlayItem.Of(read, records, programmes, wanted))).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (found, seen), static (json, list) =>
            Write(json, list.found, list.seen, static (json, item) => item.Write(json))).ConfigureAwait(false);
    }

    private async ValueTask<Seen> LookAsync(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        MemberKey member = context.Caller().Member ?? keys.Of(id);
        (MemberPageView? seen, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, await shards.WantedAsync(context.Request).ConfigureAwait(false), new MemberPageQuery(member)).ConfigureAwait(false);
        return seen is { Member: var view, Unindexed: var unindexed }
            ? new(member, view, unindexed, place)
            : throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
    }

    /// <summary>Goes through the records until the page is full, there are no more, or it has looked at as many as it may.</summary>
    private PageOf<T> Collect<T>(Seen seen, Page page, Func<MemberRecord, IReadOnlyList<T>> itemsOf)
    {
        List<T> items = [];
        int looked = 0;
        int skip = page.Skip;
        Sequence before = page.Skip > 0 ? page.Before.Next : page.Before;
        foreach (MemberRecord read in records.Before(seen.Place.Shard, seen.Member, before, seen.Place.Sequence, seen.Unindexed))
        {
            IReadOnlyList<T> lines = itemsOf(read);
            int take = Math.Min(page.Limit - items.Count, Math.Max(0, lines.Count - skip));
            items.AddRange(lines.Skip(skip).Take(take));
            if (items.Count == page.Limit)
            {
                int given = skip + take;
                return new(items, given < lines.Count ? Page.Cursor(read.Record.Sequence, given) : Page.Cursor(read.Record.Sequence, 0));
            }

            skip = 0;
            if (++looked == limits.PageRecords)
            {
                return new(items, Page.Cursor(read.Record.Sequence, 0));
            }
        }

        return new(items, null);
    }

    private static void Write<T>(Utf8JsonWriter json, PageOf<T> page, Seen seen, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (T item in page.Items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteString("next"u8, page.Next);
        if (typeof(T) == typeof(PlayItem))
        {
            WriteWaiting(json, seen.View.Waiting);
        }

        Position.WriteAsOf(json, seen.Place);
        json.WriteEndObject();
    }

    internal static void WriteWaiting(Utf8JsonWriter json, IReadOnlyList<WaitingPlayView> waiting)
    {
        json.WriteStartArray("pending"u8);
        foreach (WaitingPlayView play in waiting)
        {
            json.WriteStartObject();
            json.WriteString("playId"u8, play.Play.ToString());
            json.WriteString("lotteryId"u8, play.Lottery);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed record Seen(MemberKey Member, MemberView View, IReadOnlyList<Sequence> Unindexed, RecordPlace Place);

    private sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);
}
