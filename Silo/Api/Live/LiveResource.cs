using System.Globalization;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Streams of server-sent events: what happens to a member, and for staff everything.</summary>
internal sealed class LiveResource(
    LiveFeed feed, ShardCalls shards, MemberRecords records, MemberKeys keys, Bearers bearers, MemberMask mask, ApiLimits limits, TimeProvider time, IHostApplicationLifetime life) : IResource
{
    internal const string LastEvent = "Last-Event-ID";
    private const int Step = 64;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/members/{memberId}/events", Member).RequireAuthorization(AccessPolicies.PlayerOr(Scopes.Members));
        routes.MapGet("/v1/live", Staff).RequireAuthorization(AccessPolicies.Server(Scopes.Staff));
    }

    private async Task Member(HttpContext context)
    {
        MemberKey member = context.Caller().Member ?? keys.Of(Field.Id(context.Route(AccessCheck.MemberRoute), "memberId"));
        RecordName? last = LastOf(context.Request)?.Name;
        ShardId shard = shards.Of(member);
        if (last is { } named && named.Shard != shard)
        {
            throw Field.Invalid(LastEvent, "it is of another stream");
        }

        using LiveSubscription subscription = feed.Subscribe(member);
        await BegunAsync().ConfigureAwait(false);
        long? place = last is { } seen ? subscription.Ring.After(seen) : subscription.Begin;
        Missed missed = await MissedAsync(member, place is null ? last!.Value.Sequence : null).ConfigureAwait(false);
        await SendAsync(context, subscription, place ?? subscription.Begin, missed, null).ConfigureAwait(false);
    }

    private async Task Staff(HttpContext context)
    {
        EventId? last = LastOf(context.Request);
        using LiveSubscription subscription = feed.Subscribe(null);
        await BegunAsync().ConfigureAwait(false);
        long? place = last is not { } seen ? subscription.Begin : seen.Ring == subscription.Ring.Tag ? subscription.Ring.After(seen.Name) : null;
        await SendAsync(context, subscription, place ?? subscription.Begin, new([], place is null, Sequence.None), mask).ConfigureAwait(false);
    }

    private async Task BegunAsync()
    {
        try
        {
            await feed.Begins().WaitAsync(limits.GatherWithin, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ProblemException(RejectionCodes.TryAgain, "The records of other silos are not reached now.");
        }
    }

    /// <summary>Records of a member after one, from the journal, oldest first. The ring is open already, so that none lies between.</summary>
    /// <param name="after">Null where nothing is missed.</param>
    private async ValueTask<Missed> MissedAsync(MemberKey member, Sequence? after)
    {
        Position wanted = after is null ? Position.None : await shards.NewestAsync().ConfigureAwait(false);
        (UnindexedView? view, RecordPlace place) = await shards.ReadAsync(
            shards.Of(member), member, wanted, new UnindexedQuery(member)).ConfigureAwait(false);
        IReadOnlyList<Sequence> unindexed = view?.Records
            ?? throw new ProblemException(RejectionCodes.UnknownMember, "There is no such member.", "memberId");
        if (after is not { } last)
        {
            return new([], false, Sequence.None);
        }

        return await Task.Run(() =>
        {
            LiveRecord[] found =
            [
                .. records.Before(place.Shard, member, new(long.MaxValue), place.Sequence, unindexed)
                    .TakeWhile(record => record.Record.Sequence > last).Take(limits.PageRecords + 1).Select(record => new LiveRecord(record.Record, record.Body)),
            ];
            return new Missed([.. found.Take(limits.PageRecords).Reverse()], found.Length > limits.PageRecords, place.Sequence);
        }).ConfigureAwait(false);
    }

    private async Task SendAsync(HttpContext context, LiveSubscription subscription, long place, Missed missed, MemberMask? staff)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using EventWriter events = new(context.Response.BodyWriter, staff, staff is null ? "" : $".{subscription.Ring.Tag}");
        events.Heartbeat();
        if (missed.HasGap)
        {
            events.Gap();
        }

        foreach (LiveRecord record in missed.Records)
        {
            events.Record(record);
        }

        string reason = await FollowAsync(context, subscription.Ring, place, missed.Upto, events, stop.Token).ConfigureAwait(false);
        events.End(reason);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Sends what comes until the stream must end; the result says why it does.</summary>
    private async Task<string> FollowAsync(HttpContext context, LiveRing ring, long place, Sequence upto, EventWriter events, CancellationToken stop)
    {
        while (true)
        {
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            bool more = await MoreAsync(ring, place, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested)
            {
                return "stopping";
            }

            if (await bearers.FindAsync(context.Request.Headers.Authorization).ConfigureAwait(false) is null)
            {
                return "unauthenticated";
            }

            if (!more)
            {
                events.Heartbeat();
                continue;
            }

            if (ring.From(place, Step) is not { } found)
            {
                return "too_slow";
            }

            place += found.Length;
            foreach (LiveRecord record in found.Where(record => record.Record.Sequence > upto))
            {
                events.Record(record);
            }
        }
    }

    /// <summary>Waits for a record; false where a heartbeat is due or the stream is to end.</summary>
    private async ValueTask<bool> MoreAsync(LiveRing ring, long place, CancellationToken stop)
    {
        Task more = ring.MoreThan(place);
        if (!more.IsCompleted)
        {
            using CancellationTokenSource waited = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(more, Task.Delay(limits.Heartbeat, time, waited.Token)).ConfigureAwait(false);
            await waited.CancelAsync().ConfigureAwait(false);
        }

        return more.IsCompleted;
    }

    private EventId? LastOf(HttpRequest request)
    {
        string? text = request.Headers[LastEvent];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string[] parts = text.Split('.');
        return parts.Length is 2 or 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int shard) && shard < shards.Count
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            ? new(new(new(shard), new(sequence)), parts.Length == 3 ? parts[2] : null)
            : throw Field.Invalid(LastEvent, "it is not one that was sent");
    }

    /// <param name="Ring">Tag of the ring that the event was told from; null for a position.</param>
    private readonly record struct EventId(RecordName Name, string? Ring);

    /// <param name="HasGap">There were more than are told.</param>
    /// <param name="Upto">Records of the ring up to here are among them.</param>
    private sealed record Missed(IReadOnlyList<LiveRecord> Records, bool HasGap, Sequence Upto);
}
