using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>
/// Boards put together from the slices of all shards. Each slice answers for its own instant, so an answer is exact as of the places it
/// names, one a shard; a slice that does not answer in time leaves no answer, for a rank that leaves members out is a wrong one.
/// </summary>
/// <param name="within">How long all slices together may take.</param>
public sealed partial class BoardReads(IShards shards, TimeProvider time, TimeSpan within)
{
    /// <summary>The highest members below a place, or the highest of all. Of a board with cohorts, all members of one.</summary>
    /// <param name="period">Null for the one in which now lies.</param>
    /// <param name="cohort">Which cohort, where the board has some.</param>
    /// <returns>Null where there is no such board, or no such period is kept.</returns>
    /// <exception cref="BoardIncompleteException">A slice has not answered.</exception>
    public async ValueTask<BoardPage?> PageAsync(string board, PeriodKey? period, Place? after, int take, CohortChoice cohort)
    {
        if (await AskAsync(shards.Of(BoardGrain.IdOf(board)), new BoardCardQuery(board, period)).ConfigureAwait(false) is not { } card)
        {
            return null;
        }

        if (card.Cohorts is not null)
        {
            return await CohortAsync(card, cohort).ConfigureAwait(false);
        }

        SliceRead[] reads = await GatherAllAsync(new BoardPageQuery(board, card.Period, take, after)).ConfigureAwait(false);
        if (Pages(reads) is not { } pages)
        {
            return null;
        }

        return new(card, pages.Sum(page => page.Size), pages.Sum(page => page.Above) + 1, Highest(pages, take), PlacesOf(reads));
    }

    /// <summary>Where a member stands, and who is near it; on a board with cohorts, in its own.</summary>
    /// <param name="reach">Places to each side.</param>
    /// <returns>Null where there is no such board or no such period is kept.</returns>
    /// <exception cref="BoardIncompleteException">A slice has not answered.</exception>
    public async ValueTask<BoardStanding?> StandingAsync(string board, PeriodKey? period, MemberKey member, int reach)
    {
        ReadDone own = (await GatherAsync([shards.Of(member)], new BoardPlaceQuery(board, member, period)).ConfigureAwait(false))[0];
        if (own.View is not BoardPlaceView { Card: var shown, Place: var place } view)
        {
            return null;
        }

        if (shown.Cohorts is not null)
        {
            return await StandInCohortAsync(view, own.Place, member, reach).ConfigureAwait(false);
        }

        Place around = place ?? Nowhere;
        SliceRead[] reads = await GatherAllAsync(new BoardNeighboursQuery(board, shown.Period, around, place is null ? 0 : reach)).ConfigureAwait(false);
        return Pages(reads) is { } pages ? Stand(shown, place, pages, reach, [.. reads.Select(read => Older(read.Place, own.Place))]) : null;
    }

    /// <summary>Below everybody: the place of who is not on the board.</summary>
    private static Place Nowhere => new(long.MinValue, new(long.MaxValue), default);

    private static BoardStanding Stand(BoardCard card, Place? place, IReadOnlyList<SlicePage> pages, int reach, IReadOnlyList<RecordPlace> asOf)
    {
        long size = pages.Sum(page => page.Size);
        if (place is not { } own)
        {
            return new(card, size, null, null, [], asOf);
        }

        long rank = 1 + pages.Sum(page => page.Above);
        (IReadOnlyList<Place> above, IReadOnlyList<Place> below) = Nearest(pages, own, reach);
        RankedPlace[] around =
        [
            .. above.Reverse().Select((p, i) => new RankedPlace(rank - above.Count + i, p)), new(rank, own),
            .. below.Select((p, i) => new RankedPlace(rank + 1 + i, p)),
        ];
        return new(card, size, own, rank, around, asOf);
    }

    /// <summary>Each page is in order, so that the first of it that does not count ends it.</summary>
    private static IReadOnlyList<Place> Highest(IReadOnlyList<SlicePage> pages, int take)
    {
        Shortlist list = new(take, highestFirst: true);
        foreach (SlicePage page in pages)
        {
            for (int i = 0; i < page.Places.Count && list.Offer(page.Places[i]); i++)
            {
            }
        }

        return list.Places;
    }

    /// <summary>The nearest to each side, the nearest first. The member's own slice may have moved it since; there it is left out.</summary>
    private static (IReadOnlyList<Place> Above, IReadOnlyList<Place> Below) Nearest(IReadOnlyList<SlicePage> pages, in Place own, int reach)
    {
        Shortlist above = new(reach, highestFirst: false);
        Shortlist below = new(reach, highestFirst: true);
        foreach (SlicePage page in pages)
        {
            for (int i = 0; i < page.Places.Count; i++)
            {
                Place place = page.Places[i];
                if (place.Member != own.Member)
                {
                    (place.IsAbove(own) ? above : below).Offer(place);
                }
            }
        }

        return (above.Places, below.Places);
    }

    private static IReadOnlyList<SlicePage>? Pages(SliceRead[] reads) =>
        reads.All(read => read.View is not null) ? [.. reads.Select(read => read.View!)] : null;

    /// <summary>The member's shard was asked twice: what is told is not newer than the first answer.</summary>
    private static RecordPlace Older(in RecordPlace read, in RecordPlace own) => read.Shard == own.Shard ? own : read;

    private static RecordPlace[] PlacesOf(SliceRead[] reads) => [.. reads.Select(read => read.Place)];

    private async ValueTask<TView> AskAsync<TView>(ShardId shard, ShardQuery<TView> query) =>
        (TView)(await GatherAsync([shard], query).ConfigureAwait(false))[0].View!;

    private async ValueTask<SliceRead[]> GatherAllAsync(ShardQuery<SlicePage?> query) =>
    [
        .. (await GatherAsync([.. Enumerable.Range(0, shards.Count).Select(shard => new ShardId(shard))], query).ConfigureAwait(false))
            .Select(read => new SliceRead((SlicePage?)read.View, read.Place)),
    ];

    private async ValueTask<ReadDone[]> GatherAsync(ShardId[] of, ShardQuery query)
    {
        Gathering gathering = new(of);
        for (int i = 0; i < of.Length; i++)
        {
            shards.Post(of[i], new Read(query, gathering.SinkOf(i)));
        }

        try
        {
            await gathering.Task.WaitAsync(within, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new BoardIncompleteException(gathering.Missing());
        }

        return gathering.Read() ?? throw new BoardIncompleteException(gathering.Missing());
    }

    private readonly record struct SliceRead(SlicePage? View, RecordPlace Place);
}

/// <summary>A part of a board's list.</summary>
/// <param name="Size">Members on the board.</param>
/// <param name="FirstRank">Rank of the first of <paramref name="Places"/>.</param>
/// <param name="AsOf">How far each slice had seen.</param>
public sealed record BoardPage(BoardCard Card, long Size, long FirstRank, IReadOnlyList<Place> Places, IReadOnlyList<RecordPlace> AsOf)
{
    /// <summary>The cohort that this is, all of it; null on a board that is one list, and where no cohort is named.</summary>
    public CohortView? Cohort { get; init; }
}

/// <summary>Where a member stands.</summary>
/// <param name="Place">Null where the member is not on the board; then it has no rank.</param>
/// <param name="Around">The nearest, highest first, the member among them.</param>
public sealed record BoardStanding(
    BoardCard Card, long Size, Place? Place, long? Rank, IReadOnlyList<RankedPlace> Around, IReadOnlyList<RecordPlace> AsOf)
{
    /// <summary>The member's cohort, in which its rank is; null on a board that is one list.</summary>
    public CohortView? Cohort { get; init; }

    /// <summary>Share of the other members who stand below, in tenths of a percent, rounded down; 1,000 for who is alone.</summary>
    public long? PercentileTenths => Rank is not { } rank ? null : Size <= 1 ? 1000 : (Size - rank) * 1000 / (Size - 1);
}

/// <summary>A place with its rank on the whole board.</summary>
public readonly record struct RankedPlace(long Rank, Place Place);

/// <summary>Some slices have not answered, so nothing is said of the board.</summary>
public sealed class BoardIncompleteException(IReadOnlyList<ShardId> missing)
    : Exception($"shards {string.Join(", ", missing)} have not answered in time; without them the board is not whole")
{
    public IReadOnlyList<ShardId> Missing { get; } = missing;
}
