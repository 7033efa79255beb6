using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>Boards begin and end with the catalogue versions that a shard adopts: on every shard with the same period.</summary>
internal sealed class BoardsFollowCatalogue : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not CatalogueAdopted adopted || state.Self.Newest!.Programme is not { } programme)
        {
            return null;
        }

        DateOnly day = programme.Calendar.DayOf(adopted.EffectiveAt);
        return Begun(state, programme, day) ?? Ended(state, programme, day);
    }

    /// <remarks>A board keeps the kind of period that it began with, what it counts and whose, and its cohorts; a version that gives it another does not begin it anew.</remarks>
    private static Consequence? Begun(ShardState state, Programme programme, DateOnly day)
    {
        foreach (BoardDocument document in programme.Boards)
        {
            BoardGrain board = state.Board(document.Id);
            if (!board.IsRunning && programme.FirstPeriodOf(document, day) is { } period && MayBegin(board, document, period))
            {
                BoardMeasure? measure = document.Measure == BoardMeasure.AllPoints ? null : document.Measure;
                return new(new BoardBegun(period.ToString()) { On = board.Id, Measure = measure, Scope = document.Scope, Cohorts = document.Cohorts }, []);
            }
        }

        return null;
    }

    /// <remarks>The days of a campaign come once; after their end only those of a later campaign begin.</remarks>
    private static bool MayBegin(BoardGrain board, BoardDocument document, PeriodKey period) => board.First is not { } first
        || (first.Kind == period.Kind && board.Measure == document.Measure && board.Scope == document.Scope && HasCohortsOf(board, document)
            && (period.Kind != PeriodKind.Campaign || period.FirstDay >= first.EndDay));

    private static bool HasCohortsOf(BoardGrain board, BoardDocument document) => board.Cohorts?.HasRulesOf(document.Cohorts) ?? document.Cohorts is null;

    private static Consequence? Ended(ShardState state, Programme programme, DateOnly day)
    {
        BoardGrain? gone = state.Boards.FirstOrDefault(board => board.IsRunning && programme.FindBoard(board.Board) is null);
        return gone is null ? null : new(new BoardEnded((gone.First!.Value.LikeThis(day) ?? gone.First.Value).ToString()) { On = gone.Id }, []);
    }
}
