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

    /// <remarks>A board keeps the kind of period that it began with; a version that gives it another does not begin it anew.</remarks>
    private static Consequence? Begun(ShardState state, Programme programme, DateOnly day)
    {
        foreach (BoardDocument document in programme.Boards)
        {
            BoardGrain board = state.Board(document.Id);
            PeriodKey period = PeriodKey.Of(document.Period, day);
            if (!board.IsRunning && (board.First is not { } first || first.Kind == period.Kind))
            {
                return new(new BoardBegun(period.ToString()) { On = board.Id }, []);
            }
        }

        return null;
    }

    private static Consequence? Ended(ShardState state, Programme programme, DateOnly day)
    {
        BoardGrain? gone = state.Boards.FirstOrDefault(board => board.IsRunning && programme.FindBoard(board.Board) is null);
        return gone is null ? null : new(new BoardEnded(PeriodKey.Of(gone.First!.Value.Kind, day).ToString()) { On = gone.Id }, []);
    }
}
