using Jifen.Grains.Member;

namespace Jifen.Grains.Draws;

/// <summary>The newest draws that a member entered or won.</summary>
public sealed class DrawBook
{
    /// <summary>Draws that are remembered, those with a prize to claim beyond it; older ones are known to the journal only.</summary>
    public const int MostKept = 50;

    private MemberDraw[] _draws = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<MemberDraw> Draws => _draws;

    public MemberDraw? Find(string lottery, string period) => Array.Find(_draws, draw => draw.Lottery == lottery && draw.Period == period);

    internal void Enter(EntryTaken taken) => Set(taken.Lottery, taken.Period, draw => draw with { Entries = taken.Number });

    internal void Win(DrawPrizeWon won) => Set(won.Lottery, won.Period, draw => draw with
    {
        Win = new(won.Place, MemberGrain.Shared(won.Prize), won.Catalogue, won.Deadline, won.Deadline is null ? WinState.Given : WinState.Open),
    });

    internal void End(string lottery, string period, WinState state) =>
        Set(lottery, period, draw => draw with { Win = draw.Win! with { State = state } });

    internal DrawBookState Save() => new(_draws);

    internal static DrawBook Load(DrawBookState saved) => new()
    {
        _draws = [.. saved.Draws.Select(draw => draw with { Lottery = MemberGrain.Shared(draw.Lottery), Period = MemberGrain.Shared(draw.Period) })],
    };

    private void Set(string lottery, string period, Func<MemberDraw, MemberDraw> change)
    {
        int at = Array.FindIndex(_draws, draw => draw.Lottery == lottery && draw.Period == period);
        if (at >= 0)
        {
            _draws[at] = change(_draws[at]);
            return;
        }

        int old = _draws.Length < MostKept ? -1 : Array.FindIndex(_draws, draw => draw.Win is not { State: WinState.Open });
        MemberDraw[] kept = old < 0 ? _draws : [.. _draws[..old], .. _draws[(old + 1)..]];
        _draws = [.. kept, change(new(MemberGrain.Shared(lottery), MemberGrain.Shared(period), 0, null))];
    }
}

/// <summary>A draw as a member remembers it.</summary>
public sealed record MemberDraw(string Lottery, string Period, long Entries, MemberWin? Win);

/// <param name="Prize">Id of the prize.</param>
/// <param name="Catalogue">Catalogue version whose prize it is.</param>
/// <param name="Deadline">First instant at which it is too late to claim; null where there is nothing to claim.</param>
public sealed record MemberWin(int Place, string Prize, long Catalogue, Stamp? Deadline, WinState State);

internal sealed record DrawBookState(IReadOnlyList<MemberDraw> Draws);
