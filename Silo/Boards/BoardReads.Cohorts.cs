using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>Boards with cohorts: a list, and a rank, is that of one cohort, whose members are gathered from all slices.</summary>
public sealed partial class BoardReads
{
    /// <returns>A page without a cohort where none is named that there could be.</returns>
    private async ValueTask<BoardPage?> CohortAsync(BoardCard card, CohortChoice choice)
    {
        if (choice.Member is { } member)
        {
            return await StandingAsync(card.Board, card.Period, member, card.Cohorts!.Size).ConfigureAwait(false) is { } standing
                ? new(standing.Card, standing.Size, 1, [.. standing.Around.Select(static ranked => ranked.Place)], standing.AsOf) { Cohort = standing.Cohort }
                : null;
        }

        int division = card.Cohorts!.Divisions.ToList().FindIndex(one => one.Id == choice.Division);
        if (division < 0 || choice.Number is not { } number)
        {
            return new(card, 0, 1, [], []);
        }

        return await CohortAsync(card, division, number).ConfigureAwait(false) is { } cohort
            ? new(card, cohort.Places.Count, 1, cohort.Places, cohort.AsOf) { Cohort = new(division, number, cohort.Places.Count) }
            : null;
    }

    private async ValueTask<BoardStanding?> StandInCohortAsync(BoardPlaceView own, RecordPlace seen, MemberKey member, int reach)
    {
        if (own is not { Place: not null, Cohort: { Division: { } division, Cohort: { } number } })
        {
            return new(own.Card, 0, own.Place, null, [], [seen]) { Cohort = new(own.Cohort?.Division, null, 0) { IsPending = own.Place is not null } };
        }

        if (await CohortAsync(own.Card, division, number).ConfigureAwait(false) is not { } cohort)
        {
            return null;
        }

        int at = cohort.Places.FindIndex(place => place.Member == member);
        if (at < 0)
        {
            // The shard has moved meanwhile, to a silo that has not heard so much.
            return new(own.Card, 0, own.Place, null, [], cohort.AsOf) { Cohort = new(division, null, 0) { IsPending = true } };
        }

        int first = Math.Max(0, at - reach);
        RankedPlace[] around = [.. cohort.Places.Skip(first).Take(at - first + 1 + reach).Select((place, i) => new RankedPlace(first + i + 1, place))];
        return new(own.Card, cohort.Places.Count, cohort.Places[at], at + 1, around, cohort.AsOf) { Cohort = new(division, number, cohort.Places.Count) };
    }

    /// <summary>All members of a cohort, highest first; null where the period is kept no more.</summary>
    private async ValueTask<(List<Place> Places, RecordPlace[] AsOf)?> CohortAsync(BoardCard card, int division, long number)
    {
        SliceRead[] reads = await GatherAllAsync(new CohortPageQuery(card.Board, card.Period, division, number)).ConfigureAwait(false);
        return Pages(reads) is { } pages ? ([.. pages.SelectMany(static page => page.Places).Order(Place.HighestFirst)], PlacesOf(reads)) : null;
    }
}

/// <summary>The cohort that is wanted of a board: a member's own, or one by its name.</summary>
/// <param name="Division">Id.</param>
/// <param name="Number">From 1 on.</param>
public sealed record CohortChoice(MemberKey? Member, string? Division = null, long? Number = null);

/// <summary>The cohort of a list or a member.</summary>
/// <param name="Division">0 for the lowest; null while it is not decided.</param>
/// <param name="Number">From 1 on; null while it is not given.</param>
/// <param name="Members">Of the cohort, now.</param>
public sealed record CohortView(int? Division, long? Number, long Members)
{
    /// <summary>The member stands on the board and is still to be given its cohort.</summary>
    public bool IsPending { get; init; }
}
